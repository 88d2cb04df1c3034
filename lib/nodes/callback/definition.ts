import type { NodeDefinition } from '@/lib/nodes/contract';
import { DURATION_PATTERN } from '@/lib/std/duration';

/** `callback`: goes on when somebody calls the wait's own address. The run holds no worker meanwhile. */
export const callbackDefinition: NodeDefinition = {
  description: {
    type: 'callback',
    version: 1,
    control: 'wait',
    waitsFor: 'callback',
    category: 'connect',
    tint: 'http',
    icon: 'webhook',
    title: 'Callback',
    description: 'Waits until another system calls back.',
    parameters: {
      type: 'object',
      additionalProperties: false,
      properties: {
        schema: {
          type: 'object',
          title: 'Body',
          description: 'JSON Schema the call must satisfy; another is refused and may be sent again. Empty: anything.',
          examples: [{ type: 'object', properties: { status: { type: 'string' } }, required: ['status'] }],
          'x-widget': 'schema',
        },
        timeout: {
          type: 'string',
          title: 'Give up after',
          description: 'Such as 4h or 3d, from when the run comes here. Empty: it waits until the call comes.',
          examples: ['1d'],
          maxLength: 100,
          pattern: DURATION_PATTERN,
          'x-widget': 'text',
        },
        on_timeout: {
          type: 'string',
          title: 'When nobody called',
          description: 'fail: the node fails. branch: the port on_timeout is taken.',
          enum: ['fail', 'branch'],
          default: 'fail',
          'x-widget': 'select',
        },
        url_valid_for: {
          type: 'string',
          title: 'Address is good for',
          description: 'From the start of the run. Earlier nodes send the address out as {{ run.callbacks.<this id> }}.',
          examples: ['30d'],
          default: '30d',
          maxLength: 100,
          pattern: DURATION_PATTERN,
          'x-widget': 'text',
          'x-advanced': true,
        },
      },
    },
    output: {
      type: 'object',
      required: ['body', 'timed_out'],
      properties: {
        body: { title: 'Body', description: 'What was sent: JSON as data, a form as its fields, text as text; null after a timeout.' },
        received_at: { type: 'string', title: 'Received at', description: 'When, in UTC.' },
        timed_out: { type: 'boolean', title: 'Timed out', description: 'true where nobody called in time.' },
      },
    },
    ports: { fixed: ['out', 'on_timeout'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'timeout',
    defaults: { timeout: '1d' },
  },
};
