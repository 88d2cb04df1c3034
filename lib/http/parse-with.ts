import type { z } from 'zod';
import { userError } from '@/lib/errors/app-error';
import type { Json } from '@/lib/std/json';

/** More issues than this help nobody. */
const MOST_ISSUES = 50;

/** Parses a part of a request by its contract. Throws `invalid_request` that lists every place where it does not fit. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, part: 'body' | 'query'): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, MOST_ISSUES).map((issue) => toIssue(issue, part));
  const [first] = issues;
  throw userError('invalid_request', `The ${part} does not fit: ${String(first?.path)}: ${String(first?.message)}`, { issues });
}

function toIssue(issue: z.core.$ZodIssue, part: 'body' | 'query'): Record<string, Json> {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 5).map((key) => key.slice(0, 64)) : null;
  return {
    code: 'invalid_request',
    severity: 'error',
    // The place as a JSON pointer, with the part of the request in front.
    path: `/${[part, ...issue.path.map(String)].join('/')}`,
    nodeId: null,
    params: {},
    message: keys ? `unknown ${keys.length === 1 ? 'member' : 'members'} ${keys.join(', ')}` : issue.message,
  };
}
