import type { BodyLimits, RouteContract } from '@/lib/contracts/routes';
import { userError } from '@/lib/errors/app-error';
import { isId } from '@/lib/std/ids';
import { requireJson } from './authorise';
import { parseJson } from './parse-json';
import { parseWith } from './parse-with';
import { BODY_LIMITS, readBody } from './read-body';

/** Path parameters, query and body of a request in one object; the path wins, so that a body never names another resource. */
export type RouteInput = Record<string, unknown>;

/** Most characters of an `Idempotency-Key`, as the column holds. */
const MAX_KEY_LENGTH = 256;

/** Parses what a request says by its route's contract. Throws `invalid_id`, `invalid_request` and what `parseJson` and `readBody` do. */
export async function readInput(
  contract: RouteContract,
  request: Request,
  parts: { params: Record<string, string>; query: Record<string, string[]> },
): Promise<RouteInput> {
  const params = readParams(parts.params);
  const query = contract.query ? parseWith(contract.query, cleanQuery(queryValues(parts.query)), 'query') : {};
  const body = contract.body ? parseWith(contract.body, await readJson(request, contract.bodyLimits ?? BODY_LIMITS), 'body') : {};
  // A contract's query and body are object schemas.
  return { ...(query as object), ...(body as object), ...readIdempotencyKey(request), ...params };
}

async function readJson(request: Request, limits: BodyLimits): Promise<unknown> {
  const bytes = await readBody(request, limits.bytes);
  // No body at all means "everything by default": the contract says whether that will do.
  if (bytes.byteLength === 0) return {};
  requireJson(request.headers);
  return parseJson(bytes, limits.values);
}

function readParams(params: Record<string, string>): RouteInput {
  const parsed: RouteInput = {};
  for (const [name, text] of Object.entries(params)) parsed[name] = name === 'revNo' ? readRevNo(text) : readId(name, text);
  return parsed;
}

function readId(name: string, text: string): string {
  if (isId(text)) return text;
  throw userError('invalid_id', `The ${name} in the path is no id: it must be a 26-character ULID.`, { parameter: name });
}

function readRevNo(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw userError('invalid_id', 'The number of a revision is a whole number from 1 on.', { parameter: 'revNo' });
}

/** A query's values: a list where a name stands more than once. */
export function queryValues(query: Record<string, string[]>): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(query).map(([name, texts]) => [name, texts.length === 1 ? (texts[0] ?? '') : texts]));
}

/** Query parameters without null bytes, which nothing can store. Throws `bad_text`. */
export function cleanQuery<T extends Record<string, string | string[]>>(query: T): T {
  for (const [name, value] of Object.entries(query)) {
    if ([value].flat().some((text) => text.includes('\0')))
      throw userError('bad_text', `The query's ${name.slice(0, 64)} holds a null byte; remove it.`);
  }
  return query;
}

/** The `Idempotency-Key` header, where there is one. Throws `invalid_request` when it is too long. */
export function readIdempotencyKey(request: Request): { idempotencyKey?: string } {
  const key = request.headers.get('idempotency-key');
  if (key === null || key === '') return {};
  if (key.length <= MAX_KEY_LENGTH) return { idempotencyKey: key };
  throw userError('invalid_request', `The header Idempotency-Key is longer than ${MAX_KEY_LENGTH} characters.`);
}
