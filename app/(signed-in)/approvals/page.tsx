import { titled } from '@/app/preferences';
import { ApprovalsPage } from '@/components/approvals';

export const generateMetadata = titled('approvals.title');

export default function Approvals() {
  return <ApprovalsPage />;
}
