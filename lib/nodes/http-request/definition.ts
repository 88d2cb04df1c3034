import type { NodeDefinition } from '@/lib/nodes/contract';

/** `http_request`: one guarded call to the outside. GET, HEAD and OPTIONS read; everything else writes. */
export const httpRequestDefinition: NodeDefinition = {
  description: {
    type: 'http_request',
    version: 1,
    control: 'task',
    category: 'connect',
    tint: 'http',
    icon: 'globe',
    title: 'HTTP request',
    description: 'Calls a web address and reads its answer.',
    parameters: {
      type: 'object',
      required: ['method', 'url'],
      additionalProperties: false,
      properties: {
        method: {
          type: 'string',
          title: 'Method',
          description: 'GET reads. POST, PUT, PATCH and DELETE change something on the other side and are recorded as effects.',
          enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
          default: 'GET',
          'x-widget': 'select',
        },
        url: {
          type: 'string',
          title: 'URL',
          description:
            'Must begin with http:// or https://. Addresses inside your own network are refused unless the operator allows them.',
          examples: ['https://api.example.com/orders/{{ input.order_id }}'],
          minLength: 1,
          maxLength: 8192,
          'x-template': true,
          'x-widget': 'text',
        },
        query: {
          type: 'object',
          title: 'Query',
          description: 'Added to the URL as ?name=value; a list repeats its name, an empty value (null) is left out.',
          examples: [{ page: '1' }],
          additionalProperties: { type: ['string', 'number', 'boolean', 'null', 'array'], 'x-template': true },
          'x-template': true,
          'x-widget': 'key_values',
        },
        headers: {
          type: 'object',
          title: 'Headers',
          description: 'Keys belong into a credential, not here.',
          examples: [{ Accept: 'application/json' }],
          additionalProperties: { type: ['string', 'number', 'boolean', 'null'], 'x-template': true },
          'x-template': true,
          'x-widget': 'key_values',
        },
        body: {
          title: 'Body',
          description: 'Text is sent as it is; anything else is sent as JSON.',
          examples: [{ ticket: '{{ input.text }}' }],
          'x-template': true,
          'x-widget': 'json',
        },
        credential: {
          type: 'string',
          title: 'Credential',
          description: 'Name of the credential whose header is added, only for the hosts it names.',
          maxLength: 128,
          'x-widget': 'credential',
          'x-advanced': true,
        },
      },
    },
    output: {
      type: 'object',
      required: ['url', 'status', 'headers', 'body'],
      properties: {
        url: { type: 'string', title: 'Address', description: 'Where the answer came from, after redirects.' },
        status: { type: 'integer', title: 'Status', description: 'HTTP status, 200 to 399.' },
        headers: {
          type: 'object',
          title: 'Headers',
          description: 'Names in lower case.',
          additionalProperties: { type: 'string' },
        },
        body: { title: 'Body', description: 'JSON as data, text as text, anything else as { media_type, base64 }.' },
      },
    },
    ports: { fixed: ['out'] },
    effect: { default: 'write', by: { parameter: 'method', values: { GET: 'read', HEAD: 'read', OPTIONS: 'read' } } },
    onUncertain: 'ask',
    summary: 'url',
    defaults: { method: 'GET', url: 'https://' },
  },
};
