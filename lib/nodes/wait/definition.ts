import type { NodeDefinition } from '@/lib/nodes/contract';

/** `wait`: lets time pass, for a while or until an instant. The run holds no worker meanwhile. */
export const waitDefinition: NodeDefinition = {
  description: {
    type: 'wait',
    version: 1,
    control: 'wait',
    waitsFor: 'timer',
    category: 'decide',
    tint: 'logic',
    icon: 'hourglass',
    title: 'Wait',
    description: 'Goes on after a while, or at a certain time.',
    parameters: {
      type: 'object',
      additionalProperties: false,
      anyOf: [{ required: ['duration'] }, { required: ['until'] }],
      properties: {
        duration: {
          type: 'string',
          title: 'How long',
          description: 'A number with ms, s, m, h, d or w, or several: 90s, 15m, 1h 30m, 2d. Leave it empty when you say until when.',
          examples: ['15m', '{{ input.days }}d'],
          maxLength: 1024,
          'x-template': true,
          'x-widget': 'text',
        },
        until: {
          type: 'string',
          title: 'Until',
          description: 'An instant with its time zone. One that is past goes on at once. It counts when both are given.',
          examples: ['2026-12-24T18:00:00+01:00', '{{ nodes.order.output.body.ships_at }}'],
          maxLength: 4096,
          'x-template': true,
          'x-widget': 'text',
        },
      },
    },
    output: {
      type: 'object',
      required: ['until', 'waited_ms'],
      properties: {
        until: { type: 'string', title: 'Until', description: 'The instant it waited for, in UTC.' },
        waited_ms: { type: 'number', title: 'Waited', description: 'How long it was to wait, in milliseconds.' },
      },
    },
    ports: { fixed: ['out'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'duration',
    defaults: { duration: '15m' },
  },
};
