import { FORBIDDEN_KEYS, LONE_SURROGATE } from '@/lib/std/scan-json';
import { utf8Length } from '@/lib/std/utf8-length';
import type { ValidationIssue } from './issue';
import { DSL_LIMITS } from './limits';
import { makeIssue } from './make-issue';

/** Enough to mend a document by hand; a hostile one is not listed in full. */
const MAX_VALUE_ISSUES = 20;

interface Walk {
  issues: ValidationIssue[];
  /** UTF-8 bytes seen so far: keys, strings, and a little for each value. */
  bytes: number;
  path: (string | number)[];
}

/**
 * What keeps a parsed value from being JSON we take: depth, size, forbidden keys, bad text, long strings, anything that JSON has
 * no word for. Stops below the depth limit, so that a value of any depth is safe to hand in.
 */
export function valueIssues(value: unknown): ValidationIssue[] {
  const walk: Walk = { issues: [], bytes: 0, path: [] };
  visit(value, walk);
  if (walk.bytes > DSL_LIMITS.textBytes) walk.issues.push(makeIssue('shape_too_large', { path: [] }, { limit: DSL_LIMITS.textBytes }));
  return walk.issues;
}

function visit(value: unknown, walk: Walk): void {
  if (walk.issues.length >= MAX_VALUE_ISSUES || walk.bytes > DSL_LIMITS.textBytes) return;
  walk.bytes += 2;
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') visitText(value, walk);
  else if (typeof value === 'number') visitNumber(value, walk);
  else if (typeof value === 'object') visitContainer(value, walk);
  else report(walk, 'shape_invalid', { field: pathText(walk), problem: 'not_json', expected: 'JSON' });
}

function visitContainer(value: object, walk: Walk): void {
  if (walk.path.length >= DSL_LIMITS.depth) {
    report(walk, 'shape_too_deep', { limit: DSL_LIMITS.depth });
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      descend(index, item, walk);
    });
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) report(walk, 'shape_forbidden_key', { key });
    else visitText(key, walk);
    descend(key, member, walk);
  }
}

function descend(part: string | number, value: unknown, walk: Walk): void {
  walk.path.push(part);
  visit(value, walk);
  walk.path.pop();
}

function visitNumber(value: number, walk: Walk): void {
  if (!Number.isFinite(value)) report(walk, 'shape_invalid', { field: pathText(walk), problem: 'not_finite', expected: 'number' });
}

function visitText(text: string, walk: Walk): void {
  const bytes = utf8Length(text);
  walk.bytes += bytes;
  if (bytes > DSL_LIMITS.stringBytes) report(walk, 'shape_string_too_long', { limit: DSL_LIMITS.stringBytes });
  if (text.includes('\0')) report(walk, 'shape_bad_text', { found: 'null_byte' });
  else if (LONE_SURROGATE.test(text)) report(walk, 'shape_bad_text', { found: 'lone_surrogate' });
}

function report(walk: Walk, code: ValidationIssue['code'], params: ValidationIssue['params']): void {
  walk.issues.push(makeIssue(code, { path: walk.path }, params));
}

function pathText(walk: Walk): string {
  return walk.path.join('.');
}
