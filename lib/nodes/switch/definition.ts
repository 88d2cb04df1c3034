import type { NodeDefinition } from '@/lib/nodes/contract';

/** `switch`: takes the port of the first case that holds, else `else`. */
export const switchDefinition: NodeDefinition = {
  description: {
    type: 'switch',
    version: 1,
    control: 'branch',
    category: 'decide',
    tint: 'logic',
    icon: 'split',
    title: 'Switch',
    description: 'Goes one of several ways.',
    parameters: {
      type: 'object',
      required: ['cases'],
      additionalProperties: false,
      properties: {
        cases: {
          type: 'array',
          title: 'Cases',
          description: 'Tried from top to bottom; the first that holds decides. If none does, the port "else" is taken.',
          examples: [[{ port: 'refund', when: "nodes.classify.output.json.label == 'refund'" }]],
          minItems: 1,
          maxItems: 100,
          items: {
            type: 'object',
            required: ['port', 'when'],
            additionalProperties: false,
            properties: {
              port: {
                type: 'string',
                title: 'Port',
                description: 'Name of the way out.',
                pattern: '^[a-z][a-z0-9_]{0,63}$',
                examples: ['refund'],
              },
              when: {
                type: 'string',
                title: 'When',
                description: 'A condition: true takes this port.',
                minLength: 1,
                maxLength: 4096,
                examples: ["nodes.classify.output.json.label == 'refund'"],
                'x-expression': true,
              },
            },
          },
          'x-widget': 'cases',
        },
      },
    },
    output: {
      type: 'object',
      required: ['port'],
      properties: { port: { type: 'string', title: 'Port', description: 'The way that was taken.' } },
    },
    ports: { fixed: ['else'], fromList: { parameter: 'cases', field: 'port' } },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'cases',
    defaults: { cases: [{ port: 'yes', when: 'true' }] },
  },
};
