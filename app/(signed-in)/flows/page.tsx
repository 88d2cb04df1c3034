import type { Metadata } from 'next';
import { FlowList } from '@/components/flow-list';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('flows.title') };

export default function FlowsPage() {
  return <FlowList />;
}
