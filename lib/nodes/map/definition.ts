import type { NodeDefinition } from '@/lib/nodes/contract';

/** `map`: walks its body once for each item. It has no executor: the runtime walks bodies itself. */
export const mapDefinition: NodeDefinition = {
  description: {
    type: 'map',
    version: 1,
    control: 'scope',
    category: 'decide',
    tint: 'logic',
    icon: 'repeat',
    title: 'For each',
    description: 'Does the same for every item of a list, several at a time.',
    parameters: {
      type: 'object',
      required: ['items'],
      additionalProperties: false,
      properties: {
        items: {
          type: 'array',
          title: 'Items',
          description: 'A list, usually one {{ }} expression. Inside, each is called item and its place index.',
          examples: ['{{ nodes.split.output.tickets }}'],
          maxItems: 10_000,
          'x-template': true,
          'x-widget': 'text',
        },
        concurrency: {
          type: 'integer',
          title: 'At a time',
          description: 'How many items are worked on at once.',
          default: 10,
          minimum: 1,
          maximum: 100,
        },
        on_item_error: {
          type: 'string',
          title: 'When an item fails',
          description: 'stop: the whole node fails. continue: its place holds null. collect: its place holds { error }.',
          enum: ['stop', 'continue', 'collect'],
          default: 'stop',
          'x-widget': 'select',
        },
        result: {
          title: 'Result of an item',
          description: 'What is kept of each item. Empty means the output of the last node inside.',
          examples: ['{{ nodes.classify.output.json }}'],
          'x-template': true,
          'x-widget': 'json',
        },
      },
    },
    output: {
      type: 'object',
      required: ['items'],
      properties: { items: { type: 'array', title: 'Items', description: 'One result for each item, in the order of the list.' } },
    },
    ports: { fixed: ['out'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'items',
    defaults: { items: '{{ input.items }}', concurrency: 10 },
  },
};
