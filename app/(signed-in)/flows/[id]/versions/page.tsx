import { titled } from '@/app/preferences';
import { FlowVersions } from '@/components/flow-versions';

export const generateMetadata = titled('versions.title');

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
