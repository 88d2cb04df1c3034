import type { FailureClass } from '@/lib/dsl/document';
import { type CodeFault, type CodeFaultKind, NodeFailure } from '@/lib/nodes/contract';

/** What the code was allowed. */
export interface CodeLimits {
  timeMs: number;
  memoryMb: number;
}

/** Characters of what the code threw that are repeated: it may hold anything. */
const DETAIL_CHARS = 300;

interface Meaning {
  code: string;
  failureClass?: FailureClass;
  sentence: (fault: CodeFault, limits: CodeLimits) => string;
}

const MEANINGS: Record<CodeFaultKind, Meaning> = {
  syntax: { code: 'code_syntax', sentence: ({ detail }) => `the JavaScript cannot be read: ${detail}` },
  threw: { code: 'code_threw', sentence: ({ detail }) => `the code threw ${detail || 'an error without a message'}` },
  time: {
    code: 'code_time_limit',
    failureClass: 'timeout',
    sentence: (_fault, { timeMs }) => `the code was stopped after ${timeMs} ms; end its loops, or raise time_limit_ms`,
  },
  memory: {
    code: 'code_memory_limit',
    sentence: (_fault, { memoryMb }) => `the code needed more than ${memoryMb} MB of memory; work on less at once, or raise memory_mb`,
  },
  recursion: { code: 'code_recursion', sentence: () => 'the code calls itself too deep, or its data is nested too deep' },
  never_settles: { code: 'code_never_settles', sentence: () => 'the code awaits a promise that nothing fulfils' },
  no_answer: { code: 'code_no_answer', sentence: () => 'the code returned nothing; end it with return and a value' },
  cycle: { code: 'code_cycle', sentence: () => 'the answer refers back to itself and cannot be written as JSON' },
  not_json: { code: 'code_not_json', sentence: notJson },
  answer_too_large: {
    code: 'output_too_large',
    sentence: ({ detail }) => `the answer has ${detail} characters of JSON; at most 4 MB are kept. Return only the part that is needed`,
  },
  answer_too_deep: { code: 'code_recursion', sentence: () => 'the answer is nested more than 256 levels deep' },
  input_too_large: {
    code: 'code_input_too_large',
    sentence: ({ detail }) => `the values that the code names are ${detail} characters of JSON; at most 8,388,608 fit. Name fewer of them`,
  },
  crashed: { code: 'code_crashed', failureClass: 'unavailable', sentence: ({ detail }) => `the sandbox broke down: ${detail}` },
};

/** The failure a fault of the code stands for: where it happened, what, and what to do; with what it had written to the console. */
export function faultFailure(fault: CodeFault, limits: CodeLimits, log: string): NodeFailure {
  const { code, failureClass = 'invalid', sentence } = MEANINGS[fault.kind];
  const { detail, line } = fault;
  const short = { ...fault, ...(detail !== undefined && { detail: shorten(detail) }) };
  const text = sentence(short, limits);
  const message = line === undefined ? text.charAt(0).toUpperCase() + text.slice(1) : `Line ${line}: ${text}`;
  return new NodeFailure(failureClass, code, message, { ...(line !== undefined && { line }), ...(log !== '' && { partial: { log } }) });
}

function notJson({ detail, member }: CodeFault): string {
  return `the answer holds ${detail}${member === undefined ? '' : ` (member ${shorten(member)})`}, which is not JSON`;
}

function shorten(text: string): string {
  return text.length > DETAIL_CHARS ? `${text.slice(0, DETAIL_CHARS - 1)}…` : text;
}
