import { titled } from '@/app/preferences';
import { RunPage } from '@/components/run-page';

export const generateMetadata = titled('run.title');

export default async function OneRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  return <RunPage key={runId} runId={runId} />;
}
