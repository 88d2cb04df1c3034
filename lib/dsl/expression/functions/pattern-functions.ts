import { RE2JS } from 're2js';
import { EXPRESSION_LIMITS } from '@/lib/dsl/expression/limits';
import { boundedText, spend, spendText } from '@/lib/dsl/expression/machine';
import { limitFault, typeFault } from '@/lib/dsl/expression/problem';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';

/** Regular expressions in RE2 syntax: linear time, no look-around, no back-references. */
export const PATTERN_FUNCTIONS: ExpressionFunction[] = [
  defineFunction({
    name: 'matches',
    group: 'pattern',
    signature: 'text.matches(pattern)',
    doc: 'True if the regular expression fits some part of the text; ^ and $ fit its ends.',
    returns: 'bool',
    params: ['text', 'text'],
    run: (call, text, pattern) => compile(call, text, pattern).test(text),
  }),
  defineFunction({
    name: 'extract',
    group: 'pattern',
    signature: 'text.extract(pattern)',
    doc: 'The first part that fits (its first group, where the pattern has one); null if none does.',
    returns: 'any',
    params: ['text', 'text'],
    run: (call, text, pattern) => {
      const matcher = compile(call, text, pattern).matcher(text);
      return matcher.find() ? groupOf(matcher) : null;
    },
  }),
  defineFunction({
    name: 'extractAll',
    group: 'pattern',
    signature: 'text.extractAll(pattern)',
    doc: 'Every part that fits (its first group, where the pattern has one).',
    returns: 'list',
    params: ['text', 'text'],
    run: (call, text, pattern) => extractAll(call, text, pattern),
  }),
  defineFunction({
    name: 'replaceMatches',
    group: 'pattern',
    signature: 'text.replaceMatches(pattern, with)',
    doc: 'Every part that fits replaced; $1 in the replacement is the first group.',
    returns: 'text',
    params: ['text', 'text', 'text'],
    run: (call, text, pattern, by) => replaceMatches(call, text, pattern, by),
  }),
  defineFunction({
    name: 'splitMatches',
    group: 'pattern',
    signature: 'text.splitMatches(pattern)',
    doc: 'The parts between the places where the regular expression fits.',
    returns: 'list',
    params: ['text', 'text'],
    run: (call, text, pattern) => splitMatches(call, text, pattern),
  }),
];

/** Compiled patterns by source, the oldest dropped first: a flow has few, an expression over a list asks for one many times. */
const compiled = new Map<string, RE2JS>();
const COMPILED_KEPT = 200;

/** Threads of the matcher (text length times program size) that cost one step. */
const THREADS_PER_STEP = 256;

/** The same for repeated searches, which mostly stop long before the end of the text. Worst case about two seconds in all. */
const THREADS_PER_SEARCH_STEP = 2048;

/** Largest program a pattern may become; RE2 expands counted repetition. */
const PROGRAM_LIMIT = 5000;

/** The compiled pattern, after the steps of matching the text have been taken. */
function compile(call: Call, text: string, pattern: string): RE2JS {
  if (pattern.length > EXPRESSION_LIMITS.patternLength) {
    throw limitFault(call.site, `The pattern is longer than ${EXPRESSION_LIMITS.patternLength} characters.`, 'pattern');
  }
  const known = compiled.get(pattern) ?? compileNew(call, pattern);
  spend(call.machine, Math.ceil((text.length * known.programSize()) / THREADS_PER_STEP), call.site);
  return known;
}

function compileNew(call: Call, pattern: string): RE2JS {
  spend(call.machine, 50 + pattern.length, call.site);
  const fresh = compilePattern(call, pattern);
  if (fresh.programSize() > PROGRAM_LIMIT) throw limitFault(call.site, 'The pattern repeats too much.', 'pattern');
  const [oldest] = compiled.keys();
  if (compiled.size >= COMPILED_KEPT && oldest !== undefined) compiled.delete(oldest);
  compiled.set(pattern, fresh);
  return fresh;
}

function compilePattern(call: Call, pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch {
    throw typeFault(call.site, `${call.name}() got a pattern that is no regular expression in RE2 syntax.`, { operation: call.name });
  }
}

function groupOf(matcher: ReturnType<RE2JS['matcher']>): string | null {
  return (matcher.groupCount() > 0 ? matcher.group(1) : matcher.group(0)) ?? null;
}

/**
 * Every match in turn. One search may read to the end of the text (`a*b|a`), so each pays for what is left of it: without that
 * a text of n characters could cost n * n.
 */
function* eachMatch(call: Call, text: string, pattern: string): Generator<ReturnType<RE2JS['matcher']>> {
  const known = compile(call, text, pattern);
  const matcher = known.matcher(text);
  while (matcher.find()) {
    yield matcher;
    spend(call.machine, 1 + ((text.length - matcher.start()) * known.programSize()) / THREADS_PER_SEARCH_STEP, call.site);
  }
}

function extractAll(call: Call, text: string, pattern: string): (string | null)[] {
  const found: (string | null)[] = [];
  for (const matcher of eachMatch(call, text, pattern)) found.push(groupOf(matcher));
  return found;
}

/** As `split` of JavaScript: a match of nothing at either end makes no part. */
function splitMatches(call: Call, text: string, pattern: string): string[] {
  const parts: string[] = [];
  let done = 0;
  for (const matcher of eachMatch(call, text, pattern)) {
    if (matcher.end() === matcher.start() && (matcher.end() === 0 || matcher.end() === text.length)) continue;
    parts.push(text.slice(done, matcher.start()));
    done = matcher.end();
  }
  parts.push(text.slice(done));
  return parts;
}

function replaceMatches(call: Call, text: string, pattern: string, by: string): string {
  let replaced = '';
  let done = 0;
  for (const matcher of eachMatch(call, text, pattern)) {
    const part = expand(by, matcher);
    spendText(call.machine, part.length, call.site);
    replaced = boundedText(replaced + text.slice(done, matcher.start()) + part, call.site);
    done = matcher.end();
  }
  return boundedText(replaced + text.slice(done), call.site);
}

/** `$0` to `$9` are groups, `$$` a dollar sign. */
function expand(by: string, matcher: ReturnType<RE2JS['matcher']>): string {
  if (!by.includes('$')) return by;
  return by.replace(/\$([$0-9])/g, (_, sign: string) => {
    if (sign === '$') return '$';
    return Number(sign) <= matcher.groupCount() ? (matcher.group(Number(sign)) ?? '') : '';
  });
}
