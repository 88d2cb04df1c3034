import { userError } from '@/lib/errors/app-error';
import type { Json } from '@/lib/std/json';
import { type JsonProblem, scanJson } from '@/lib/std/scan-json';
import { decodeUtf8 } from './decode-utf8';
import { BODY_LIMITS } from './read-body';

/** Deepest nesting of a body: documents end at 64 and stand inside the request's own object. */
const MAX_DEPTH = 128;

/** A body's bytes as JSON, looked over before it is built. Throws `bad_text`, `too_deep`, `forbidden_key`, `malformed_json`. */
export function parseJson(bytes: Uint8Array, maxValues = BODY_LIMITS.values): Json {
  const text = decodeUtf8(bytes);
  const problem = scanJson(text, { maxDepth: MAX_DEPTH, maxValues });
  if (problem !== null) throw toError(problem);
  try {
    // What JSON.parse returns is JSON.
    return JSON.parse(text) as Json;
  } catch {
    // The parser's own message quotes the body.
    throw userError('malformed_json', 'The body is no valid JSON; send one JSON value in UTF-8.');
  }
}

function toError(problem: JsonProblem) {
  const at = { offset: problem.offset };
  switch (problem.kind) {
    case 'too_deep':
      return userError('too_deep', `The body is nested deeper than ${problem.limit} levels.`, { ...at, limit: problem.limit });
    case 'forbidden_key':
      return userError('forbidden_key', `The key ${problem.key} is not allowed in an object; rename it.`, { ...at, key: problem.key });
    case 'bad_text':
      return userError('bad_text', `The body holds ${FOUND[problem.found]}; remove it.`, at);
    case 'too_many_values':
      return userError('body_too_large', `The body holds more than ${problem.limit} values; send less.`, at);
    case 'string_too_long':
      return userError('body_too_large', `A string of the body is longer than ${problem.limit} characters.`, at);
  }
}

const FOUND = { null_byte: 'a null byte', lone_surrogate: 'half a surrogate pair' };
