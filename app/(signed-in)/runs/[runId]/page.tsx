import type { Metadata } from 'next';
import { RunPage } from '@/components/run-page';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('run.title') };

export default async function OneRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  return <RunPage key={runId} runId={runId} />;
}
