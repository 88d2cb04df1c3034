import { titled } from '@/app/preferences';
import { FlowList } from '@/components/flow-list';

export const generateMetadata = titled('flows.title');

export default function FlowsPage() {
  return <FlowList />;
}
