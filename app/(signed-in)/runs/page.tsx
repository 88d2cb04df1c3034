import type { Metadata } from 'next';
import { RunList } from '@/components/run-page/run-list';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('run.listTitle') };

export default async function RunsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { flowId, status } = await searchParams;
  return <RunList flowId={typeof flowId === 'string' ? flowId : null} status={typeof status === 'string' ? status : null} />;
}
