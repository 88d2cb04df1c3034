import type { NodeDefinition } from '@/lib/nodes/contract';

/** `code`: JavaScript over what came before, run in a sandbox. Its output is what the code returns. */
export const codeDefinition: NodeDefinition = {
  description: {
    type: 'code',
    version: 1,
    control: 'task',
    category: 'code',
    tint: 'code',
    icon: 'square-code',
    title: 'Code',
    description: 'Runs JavaScript, away from everything.',
    parameters: {
      type: 'object',
      required: ['source'],
      additionalProperties: false,
      properties: {
        source: {
          type: 'string',
          title: 'JavaScript',
          description:
            'The body of a function: it may read input, nodes.<id>.output, item, index, run and vars, may await, and returns JSON. No network, no files, no timers.',
          examples: ['return { total: input.items.length };'],
          maxLength: 100_000,
          'x-code': true,
          'x-widget': 'code',
        },
        time_limit_ms: {
          type: 'integer',
          title: 'Time (ms)',
          description: 'How long the code may run.',
          minimum: 50,
          maximum: 60_000,
          default: 10_000,
          'x-advanced': true,
        },
        memory_mb: {
          type: 'integer',
          title: 'Memory (MB)',
          description: 'How much the code may hold at once, its engine with it.',
          minimum: 32,
          maximum: 256,
          default: 64,
          'x-advanced': true,
        },
      },
    },
    output: {},
    ports: { fixed: ['out'] },
    // It writes nothing, but it may read the clock and chance, and it takes its time: its start is shown and its answer is kept like a call's.
    effect: { default: 'read' },
    onUncertain: 'retry',
    summary: 'source',
    defaults: { source: '// What you return is the output of this node.\nreturn { input };\n' },
  },
};
