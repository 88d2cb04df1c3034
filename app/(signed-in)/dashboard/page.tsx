import { titled } from '@/app/preferences';
import { DashboardPage } from '@/components/dashboard';
import { toDashboardView } from '@/components/dashboard/dashboard-view';

export const generateMetadata = titled('dashboard.title');

export default async function Dashboard({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return <DashboardPage view={toDashboardView(await searchParams)} />;
}
