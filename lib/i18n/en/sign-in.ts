/** The sign-in pages. */
export const signIn = {
  title: 'Sign in',
  text: 'This Millrace has no passwords. Its owner signs in with a one-time link, printed where it was started.',
  stepCommand: 'In the project folder, run',
  stepOpen: 'Open the link it prints, on this computer. It works once, for ten minutes.',
  command: 'npm run link',
  linkTitle: 'Sign in to Millrace',
  linkText: 'This link signs you in as the owner of this Millrace, in this browser.',
  linkSubmit: 'Sign in',
  linkInvalidTitle: 'This link no longer works',
  linkInvalidText: 'A sign-in link works once and for ten minutes. Make a new one:',
  expired: 'Your session has ended. Sign in again to go on.',
} as const;
