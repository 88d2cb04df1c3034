export { ApprovalsPage } from './approvals-page';
export { RunApprovals } from './run-approvals';
