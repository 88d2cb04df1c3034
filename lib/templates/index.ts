import { linkCheckDocument } from './link-check/document';
import { SAMPLE_LINKS } from './link-check/sample-links';
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
  },
  {
    name: 'support-triage',
    title: 'Sort support tickets',
    description: 'Splits a file of tickets, has the model read each one, hands it to a team, and counts and sums up the day.',
    document: supportTriageDocument,
    sampleInput: { tickets: SAMPLE_TICKETS },
  },
  {
    name: 'link-check',
    title: 'Check links',
    description: 'Fetches every address of a list, says which are broken, slow, moved or changed, and writes the report.',
    document: linkCheckDocument,
    sampleInput: { links: SAMPLE_LINKS },
    siteInput: 'site',
  },
];

/** The template of this name, if it is shipped. */
export function findTemplate(name: string): Template | undefined {
  return TEMPLATES.find((template) => template.name === name);
}
