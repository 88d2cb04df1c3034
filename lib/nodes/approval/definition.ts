import type { NodeDefinition } from '@/lib/nodes/contract';
import { DURATION_PATTERN } from '@/lib/std/duration';

/** `approval`: a person decides how the run goes on, and may fill in a form. The run holds no worker meanwhile. */
export const approvalDefinition: NodeDefinition = {
  description: {
    type: 'approval',
    version: 1,
    control: 'wait',
    waitsFor: 'person',
    category: 'decide',
    tint: 'logic',
    icon: 'user-check',
    title: 'Approval',
    description: 'A person approves or rejects before the run goes on.',
    parameters: {
      type: 'object',
      required: ['message'],
      additionalProperties: false,
      properties: {
        message: {
          type: 'string',
          title: 'Message',
          description: 'What is to be decided, with all a person needs to know for it.',
          examples: ['Refund {{ input.amount }} to {{ input.customer }}?'],
          minLength: 1,
          maxLength: 65_536,
          'x-template': true,
          'x-widget': 'textarea',
        },
        approvers: {
          type: 'array',
          title: 'Who may decide',
          description:
            'E-mail addresses of members, or roles: owner, admin, editor, operator. Left out: everyone who may decide approvals.',
          examples: [['admin', 'ada@example.com']],
          maxItems: 50,
          items: { type: 'string', minLength: 1, maxLength: 1024, 'x-template': true },
          'x-template': true,
          'x-widget': 'json',
        },
        form: {
          type: 'object',
          title: 'Form',
          description: 'JSON Schema of what the person fills in. It comes out as form.',
          examples: [{ type: 'object', properties: { reason: { type: 'string', title: 'Reason' } }, required: ['reason'] }],
          'x-widget': 'schema',
        },
        timeout: {
          type: 'string',
          title: 'Give up after',
          description: 'Such as 4h or 3d. Empty: it waits until somebody decides.',
          examples: ['3d'],
          maxLength: 100,
          pattern: DURATION_PATTERN,
          'x-widget': 'text',
        },
        on_timeout: {
          type: 'string',
          title: 'When nobody decided',
          description: 'fail: the node fails. branch: the port on_timeout is taken.',
          enum: ['fail', 'branch'],
          default: 'fail',
          'x-widget': 'select',
        },
      },
    },
    output: {
      type: 'object',
      required: ['decision'],
      properties: {
        decision: { type: 'string', title: 'Decision', description: 'approved, rejected or timed_out.' },
        form: { title: 'Form', description: 'What was filled in; null where there is no form.' },
        comment: { title: 'Comment', description: 'What the person wrote; null where nothing.' },
        decided_by: {
          title: 'Decided by',
          description: 'Who decided, with kind, id and name; null after a timeout.',
        },
        decided_at: { type: 'string', title: 'Decided at', description: 'When, in UTC.' },
      },
    },
    ports: { fixed: ['approved', 'rejected', 'on_timeout'] },
    effect: { default: 'none' },
    onUncertain: 'retry',
    summary: 'message',
    defaults: { message: '' },
  },
};
