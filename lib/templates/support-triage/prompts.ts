import type { JsonSchema } from '@/lib/dsl/json-schema';

/** What the model is asked of each ticket. */
export const CLASSIFY_PROMPT = `You read a customer's message to an outdoor shop and say what it is about.

Categories:
- refund: the customer wants money back, returns or cancels something, was charged twice or too much
- bug: the app, website, page, login, search or checkout shows an error, crashes, freezes or does not work
- delivery: a parcel or order is late, missing, damaged, wrong, or held by the courier, customs or tracking
- question: wants to know something about products, sizes, stores, prices, repairs, warranty or invoices
- complaint: is disappointed, angry or shocked about rude staff, poor quality, bad service or being ignored

Urgency:
- high: urgent, today, tomorrow, immediately, dangerous, still nothing after weeks
- low: no hurry, a suggestion, thank you, planning

<ticket>
{{ item }}
</ticket>`;

/** The shape of the answer. */
export const TICKET_SHAPE: JsonSchema = {
  type: 'object',
  required: ['category', 'urgency', 'order', 'summary'],
  additionalProperties: false,
  properties: {
    category: { type: 'string', enum: ['refund', 'bug', 'delivery', 'question', 'complaint'] },
    urgency: { type: 'string', enum: ['low', 'normal', 'high'] },
    order: { type: ['string', 'null'], pattern: '^TW-[0-9]{5}$', description: 'Order number, if one is named' },
    summary: { type: 'string', maxLength: 140, description: 'The ticket in one sentence' },
  },
};

/** Sentences from which the day is summed up. */
export const FACTS_TEMPLATE = `{{ string(nodes.tally.output.total) }} support tickets were read, and {{ string(size(nodes.tally.output.urgent)) }} of them are urgent.
By category there are {{ nodes.tally.output.by_category.map(c, string(nodes.tally.output.by_category[c]) + ' × ' + c).join(', ') }}.
Customer care takes {{ string(nodes.tally.output.for_care) }}, billing {{ string(nodes.tally.output.for_billing) }} and engineering {{ string(nodes.tally.output.for_engineering) }}.
{{ size(nodes.tally.output.urgent) == 0 ? 'Nothing is urgent.' : 'The first urgent one is about ' + nodes.tally.output.urgent[0].category + ': ' + nodes.tally.output.urgent[0].summary }}`;

/** What the model is asked about the whole day. */
export const SUMMARY_PROMPT = `Summarise the day for the head of support in four sentences. Keep every number.

<facts>
{{ nodes.facts.output.text }}
</facts>`;
