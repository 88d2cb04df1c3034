import { titled } from '@/app/preferences';
import { RunList } from '@/components/run-list';

export const generateMetadata = titled('runs.title');

export default async function RunsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return <RunList search={await searchParams} />;
}
