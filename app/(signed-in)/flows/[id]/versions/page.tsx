import type { Metadata } from 'next';
import { FlowVersions } from '@/components/flow-versions';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('versions.title') };

export default async function FlowVersionsPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}) {
  const { id } = await params;
  const { from, to } = await searchParams;
  return <FlowVersions key={id} flowId={id} from={from ?? null} to={to ?? null} />;
}
