/** The gallery of templates. */
export const templates = {
  needsNothing: 'Needs nothing else: sample data, no key, no network',
  time: 'About {time} with the demo model, {calls, plural, one {# model call} other {# model calls}}',
  cost: 'Free with the demo model; about {cost} a run with {model} ({tokens} tokens at the prices of {asOf})',
  welcome: {
    title: 'Answer a customer',
    text: 'Reads a message, picks the rules that matter, and writes the reply.',
    needs: 'Comes with a message; no key, no network',
  },
  'support-triage': {
    title: 'Sort support tickets',
    text: 'Splits a file of tickets, has the model read each one, hands it to a team, and counts and sums up the day.',
    needs: 'Comes with 44 tickets; no key, no network',
  },
  'manual-answers': {
    title: 'Answer from a manual',
    text: 'Finds the sections of a long Markdown manual that fit a question, answers from them, and looks every quote up.',
    needs: 'Comes with a manual of 6,700 words; no key, no network',
  },
  'link-check': {
    title: 'Check links',
    text: 'Fetches every address of a list, says which are broken, slow, moved or changed, and writes the report.',
    needs: 'Comes with 7 pages that Millrace serves itself; no key, no network',
  },
  'invoice-fields': {
    title: 'Read invoices',
    text: 'Reads invoices of any layout into fields, and checks by code that sums add up and dates exist.',
    needs: 'Comes with 14 invoices in 7 currencies; no key, no network',
  },
} as const;
