/** What waits for a person's decision. */
export const approvals = {
  title: 'Approvals',
  mine: 'Waiting for me',
  all: 'All',
  waiting: '{count, plural, one {# waits for you} other {# wait for you}}',
  empty: {
    title: 'Nothing waits for you',
    text: 'When a run comes to an Approval node that you may decide, it shows here.',
  },
  run: 'Run',
  opened: 'Waiting since',
  due: 'Time is up',
  approvers: 'For {names}',
  notYours: 'This is for others to decide.',
  comment: 'Comment',
  approve: 'Approve',
  reject: 'Reject',
  approved: 'Approved. The run goes on.',
  rejected: 'Rejected. The run goes on.',
} as const;
