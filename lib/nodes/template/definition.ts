import type { NodeDefinition } from '@/lib/nodes/contract';

/** `template`: text with values filled in. */
export const templateDefinition: NodeDefinition = {
  description: {
    type: 'template',
    version: 1,
    control: 'task',
    category: 'shape',
    tint: 'data',
    icon: 'text-quote',
    title: 'Template',
    description: 'Fills values into a text.',
    parameters: {
      type: 'object',
      required: ['template'],
      additionalProperties: false,
      properties: {
        template: {
          type: 'string',
          title: 'Text',
          description: 'Values in {{ }} are filled in; objects and lists become JSON, nothing becomes empty.',
          examples: ['Dear {{ input.name }},'],
          'x-template': true,
          'x-widget': 'textarea',
        },
      },
    },
    output: { type: 'object', required: ['text'], properties: { text: { type: 'string', title: 'Text' } } },
    ports: { fixed: ['out'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'template',
    defaults: { template: 'Hello {{ input.name }}' },
  },
};
