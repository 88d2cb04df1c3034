import { invoiceFieldsDocument } from './invoice-fields/document';
import { SAMPLE_INVOICES } from './invoice-fields/sample-invoices';
import { linkCheckDocument } from './link-check/document';
import { SAMPLE_LINKS } from './link-check/sample-links';
import { manualAnswersDocument } from './manual-answers/document';
import { SAMPLE_MANUAL } from './manual-answers/sample-manual';
import { SAMPLE_QUESTION } from './manual-answers/sample-question';
import { supportTriageDocument } from './support-triage/document';
import { SAMPLE_TICKETS } from './support-triage/sample-tickets';
import type { Template } from './template';
import { welcomeDocument } from './welcome/document';
import { WELCOME_INPUT } from './welcome/sample-input';

export type { Template } from './template';

/** Name of the template that a new workspace opens with. */
export const FIRST_TEMPLATE = 'welcome';

/** The shipped templates; the first is the one a newcomer sees. */
export const TEMPLATES: readonly Template[] = [
  {
    name: 'welcome',
    title: 'Answer a customer',
    description: 'Reads a message, picks the rules that matter, and writes the reply. Five seconds, no key needed.',
    document: welcomeDocument,
    sampleInput: WELCOME_INPUT,
    measured: { calls: 2, promptTokens: 292, completionTokens: 146, seconds: 4 },
  },
  {
    name: 'support-triage',
    title: 'Sort support tickets',
    description: 'Splits a file of tickets, has the model read each one, hands it to a team, and counts and sums up the day.',
    document: supportTriageDocument,
    sampleInput: { tickets: SAMPLE_TICKETS },
    measured: { calls: 45, promptTokens: 11023, completionTokens: 1608, seconds: 6 },
  },
  {
    name: 'manual-answers',
    title: 'Answer from a manual',
    description: 'Finds the sections of a long Markdown manual that fit a question, answers from them, and looks every quote up.',
    document: manualAnswersDocument,
    sampleInput: { question: SAMPLE_QUESTION, manual: SAMPLE_MANUAL },
    measured: { calls: 1, promptTokens: 1187, completionTokens: 43, seconds: 2 },
  },
  {
    name: 'link-check',
    title: 'Check links',
    description: 'Fetches every address of a list, says which are broken, slow, moved or changed, and writes the report.',
    document: linkCheckDocument,
    sampleInput: { links: SAMPLE_LINKS },
    siteInput: 'site',
    measured: { calls: 1, promptTokens: 104, completionTokens: 72, seconds: 5 },
  },
  {
    name: 'invoice-fields',
    title: 'Read invoices',
    description: 'Reads invoices of any layout into fields, and checks by code that sums add up and dates exist.',
    document: invoiceFieldsDocument,
    sampleInput: { invoices: SAMPLE_INVOICES },
    measured: { calls: 14, promptTokens: 2740, completionTokens: 760, seconds: 5 },
  },
];

/** The template of this name, if it is shipped. */
export function findTemplate(name: string): Template | undefined {
  return TEMPLATES.find((template) => template.name === name);
}
