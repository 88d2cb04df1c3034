import type { FlowDocument, FlowNode } from '@/lib/dsl/document';
import type { JsonSchema } from '@/lib/dsl/json-schema';

const INPUTS: JsonSchema = {
  type: 'object',
  required: ['name', 'message'],
  properties: {
    name: { type: 'string', title: 'Name', description: 'Who is writing.', examples: ['Priya'] },
    message: {
      type: 'string',
      title: 'Message',
      description: 'What the customer wrote.',
      'x-widget': 'textarea',
      examples: ['Can I still return boots that I wore once in the house?'],
    },
  },
};

const ANSWER_SHAPE: JsonSchema = {
  type: 'object',
  required: ['topic', 'order', 'wants'],
  additionalProperties: false,
  properties: {
    topic: { type: 'string', enum: ['returns', 'shop'] },
    order: { type: ['string', 'null'], pattern: '^TW-[0-9]{5}$', description: 'Order number' },
    wants: { type: 'string', maxLength: 160, description: 'The message in one sentence' },
  },
};

const READ_PROMPT = `Read this message to an outdoor shop.

Topics:
- returns: wants to return, exchange or send something back, or asks about a refund
- shop: anything else, such as delivery, sizes, repairs or opening hours

<message>
{{ input.message }}
</message>`;

const RETURN_RULES = `Yes, you can return boots, clothing and gear within 30 days, and wearing them once around the house is fine as long as they are clean.
We pay the shipping of every return: print the label under My orders and hand the parcel to any pickup point near you.
The refund takes three to five working days from the day the parcel reaches our warehouse, and goes back to the card or account that paid.
If you would rather have another size, choose Exchange instead of Return on the label and we send the new pair the same day, shipping included.
Gift cards and made-to-measure items are excluded.`;

const SHOP_RULES = `Orders placed before two in the afternoon leave our warehouse the same day.
Delivery takes two to four working days and costs 4.90 euros, or nothing above 60 euros.
We repair jackets, packs and tents of every brand, usually within two weeks.
Our stores are open from ten to seven, Monday to Saturday.
Every product page has a size guide, and our chat answers questions about fit.`;

const ANSWER_PROMPT = `Answer the customer in four sentences. Use only these rules.

<rules>
{{ nodes.return_rules.output != null ? nodes.return_rules.output.text : nodes.shop_rules.output.text }}
</rules>

The customer writes: {{ input.message }}`;

const NODES: FlowNode[] = [
  {
    id: 'read',
    type: 'llm_completion',
    label: 'Read the message',
    provider: 'demo',
    prompt: READ_PROMPT,
    // A JSON Schema is plain JSON; its own type only names the members.
    output_schema: ANSWER_SHAPE as FlowNode['output_schema'],
  },
  {
    id: 'route',
    type: 'switch',
    label: 'Which rules?',
    cases: [{ port: 'returns', when: "nodes.read.output.json.topic == 'returns'" }],
  },
  { id: 'return_rules', type: 'template', label: 'Return rules', template: RETURN_RULES },
  { id: 'shop_rules', type: 'template', label: 'Shop rules', template: SHOP_RULES },
  { id: 'answer', type: 'llm_completion', label: 'Write the answer', provider: 'demo', prompt: ANSWER_PROMPT },
  {
    id: 'letter',
    type: 'template',
    label: 'Reply',
    template: 'Dear {{ input.name }},\n\n{{ nodes.answer.output.text }}\n\nKind regards\nTidewater Outdoor',
  },
];

/** The flow a newcomer sees first: read, choose a way, answer from the rules, write the letter. */
export const welcomeDocument: FlowDocument = {
  dsl: 1,
  name: 'Answer a customer',
  description: 'Reads a message, picks the rules that matter, and writes the reply.',
  inputs: INPUTS,
  nodes: NODES,
  edges: [
    { from: 'read', to: 'route' },
    { from: 'route', port: 'returns', to: 'return_rules' },
    { from: 'route', port: 'else', to: 'shop_rules' },
    { from: 'return_rules', to: 'answer' },
    { from: 'shop_rules', to: 'answer' },
    { from: 'answer', to: 'letter' },
  ],
  outputs: { reply: '{{ nodes.letter.output.text }}', topic: '{{ nodes.read.output.json.topic }}' },
  triggers: [],
  layout: {
    nodes: {
      read: { x: 0, y: 120 },
      route: { x: 280, y: 120 },
      return_rules: { x: 560, y: 0 },
      shop_rules: { x: 560, y: 240 },
      answer: { x: 840, y: 120 },
      letter: { x: 1120, y: 120 },
    },
    notes: [],
    groups: [],
  },
};
