import { z } from 'zod';
import { ROUTES, type RouteContract, type RouteName } from '@/lib/contracts/routes';
import { ERROR_CODES } from '@/lib/errors/codes';
import { envelopeCode } from './error-table';
import { STREAM_ROUTES } from './stream-routes';

type Part = Record<string, unknown>;

const ENVELOPE_ERROR = {
  type: 'object',
  required: ['code', 'msg', 'data'],
  properties: {
    code: {
      type: 'integer',
      description: 'HTTP status x 100 + n; see docs/errors.md.',
      enum: ERROR_CODES.map(envelopeCode).sort((a, b) => a - b),
    },
    msg: { type: 'string' },
    data: {
      type: 'object',
      required: ['reason'],
      properties: { reason: { type: 'string', enum: [...ERROR_CODES].sort() }, issues: { type: 'array', items: { type: 'object' } } },
    },
  },
};

/** The API as an OpenAPI 3.1 document, made from the same contracts as the router. */
export function openApiDocument(): Part {
  const paths: Record<string, Part> = {};
  const add = (path: string, method: string, operation: Part) => {
    const key = path.replace(/:([A-Za-z]+)(\{[^}]*\})?/g, '{$1}');
    paths[key] = { ...paths[key], [method.toLowerCase()]: operation };
  };
  for (const name of Object.keys(ROUTES) as RouteName[]) add(ROUTES[name].path, ROUTES[name].method, operationOf(name, ROUTES[name]));
  for (const { method, path, summary, permission, query, produces } of STREAM_ROUTES) {
    add(path, method, {
      summary,
      ...secured(permission),
      parameters: [...pathParameters(path), ...queryParameters(query)],
      responses: { 200: { description: 'OK', content: { [produces]: {} } } },
    });
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Millrace', version: '1', description: 'Every JSON answer is an envelope { code, msg, data }; success has code 0.' },
    paths,
    components: {
      schemas: { Error: ENVELOPE_ERROR },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, made under Settings.' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
  };
}

function operationOf(name: string, contract: RouteContract): Part {
  const status = contract.status ?? 200;
  const schema = {
    type: 'object',
    required: ['code', 'msg', 'data'],
    properties: { code: { const: 0 }, msg: { type: 'string' }, data: toSchema(contract.data, 'output') },
  };
  return {
    operationId: name,
    summary: contract.summary,
    ...secured(contract.permission),
    parameters: [...pathParameters(contract.path), ...queryParameters(contract.query)],
    ...(contract.body && {
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(contract.body, 'input') } } },
    }),
    responses: {
      [status]: { description: 'Success', content: { 'application/json': { schema } } },
      default: { description: 'An error', content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
    },
  };
}

function secured(permission: string): Part {
  return permission === 'public' ? { security: [] } : { 'x-permission': permission, security: [{ token: [] }, { session: [] }] };
}

function pathParameters(path: string): Part[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: z.ZodType | undefined): Part[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = toSchema(query, 'input') as { properties?: Record<string, Part>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Part {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return rest;
}
