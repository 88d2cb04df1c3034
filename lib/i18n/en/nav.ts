/** The rail, the bar on top and the user menu. */
export const nav = {
  main: 'Main',
  flows: 'Flows',
  runs: 'Runs',
  approvals: 'Approvals',
  dashboard: 'Dashboard',
  settings: 'Settings',
  userMenu: 'You and this workspace',
  signOut: 'Sign out',
  signingOut: 'Signing out',
  signOutFailed: 'Signing out did not work. Try again.',
  language: 'Language',
} as const;
