import { z } from 'zod';
import * as approvals from './approvals';
import type { RouteContract } from './routes';

/** The routes of approvals, a part of `ROUTES`. */
export const APPROVAL_ROUTES = {
  listApprovals: {
    method: 'GET',
    path: '/api/approvals',
    summary: 'List approvals that wait for a decision, oldest first',
    permission: 'run:read',
    query: approvals.listApprovalsQuerySchema,
    data: approvals.approvalPageSchema,
  },
  countApprovals: {
    method: 'GET',
    path: '/api/approvals/count',
    summary: 'Count the approvals that wait for the caller',
    permission: 'run:read',
    data: approvals.approvalCountSchema,
  },
  decideApproval: {
    method: 'POST',
    path: '/api/runs/:runId/approvals/decide',
    summary: 'Approve or reject',
    permission: 'approval:decide',
    body: approvals.decideApprovalSchema,
    data: z.null(),
  },
} satisfies Record<string, RouteContract>;
