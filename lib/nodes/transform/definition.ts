import type { NodeDefinition } from '@/lib/nodes/contract';

/** `transform`: named values made from what came before. Its output has those names. */
export const transformDefinition: NodeDefinition = {
  description: {
    type: 'transform',
    version: 1,
    control: 'task',
    category: 'shape',
    tint: 'data',
    icon: 'braces',
    title: 'Transform',
    description: 'Makes new values from earlier ones.',
    parameters: {
      type: 'object',
      required: ['values'],
      additionalProperties: false,
      properties: {
        values: {
          type: 'object',
          title: 'Values',
          description: 'Each name is a member of the output. A value that is exactly one {{ }} keeps its type.',
          examples: [{ count: '{{ size(input.items) }}' }],
          additionalProperties: { 'x-template': true },
          'x-template': true,
          'x-widget': 'key_values',
        },
      },
    },
    output: { type: 'object', additionalProperties: true },
    ports: { fixed: ['out'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'values',
    defaults: { values: {} },
  },
};
