import { type Schema, Validator } from '@cfworker/json-schema';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';

/** Reads a model's answer as data of a shape. Models like to wrap JSON in a fence or a sentence; both are seen through. */
export function parseAnswerJson(text: string, schema: JsonSchema): Result<Json, string> {
  const parsed = candidates(text)
    .map(tryParse)
    .find((attempt) => attempt.ok);
  if (!parsed?.ok) return err('is not JSON');
  // JsonSchema is the subset of JSON Schema that this project speaks; the validator's type names all of it.
  const result = new Validator(schema as Schema, '2020-12', true).validate(parsed.value);
  const [deepest] = result.errors.toReversed();
  if (!deepest) return ok(parsed.value);
  return err(`does not have the asked shape at ${deepest.instanceLocation} (${deepest.keyword})`);
}

function candidates(text: string): string[] {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/i.exec(text)?.[1];
  const braces = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  return [text, fenced ?? '', braces].filter((candidate) => candidate.trim() !== '');
}

function tryParse(text: string): { ok: true; value: Json } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    return { ok: false };
  }
}
