/** The sheet of keyboard shortcuts. */
export const shortcuts = {
  title: 'Keyboard shortcuts',
  text: 'Single letters work while no field has the focus.',
  everywhere: 'Everywhere',
  show: 'Show this sheet',
  toFlows: 'Go to the flows',
  toRuns: 'Go to the runs',
  toApprovals: 'Go to the approvals',
  toDashboard: 'Go to the dashboard',
  toSettings: 'Go to the settings',
  or: 'or',
  next: 'then',
} as const;
