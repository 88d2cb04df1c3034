import { titled } from '@/app/preferences';
import { RunList } from '@/components/run-page/run-list';

export const generateMetadata = titled('run.listTitle');

export default async function RunsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { flow: flowId, status } = await searchParams;
  return <RunList flowId={typeof flowId === 'string' ? flowId : null} status={typeof status === 'string' ? status : null} />;
}
