import type { ChatMessage } from '@/lib/nodes/contract';
import { sentences } from './words';

/** A prompt taken apart: what is wanted, and the text it is wanted of. */
export interface ReadPrompt {
  instruction: string;
  data: string;
  /** The last question asked, if one was. */
  question: string | null;
  /** Labels the prompt explains, one a line: `refund: wants money back`. */
  definitions: ReadonlyMap<string, string>;
}

/** Takes a conversation apart: system messages instruct, the last user message asks, what was said before it is data. */
export function readPrompt(messages: readonly ChatMessage[]): ReadPrompt {
  const system = messages.filter((message) => message.role === 'system').map((message) => message.content.slice(0, MAX_UNITS));
  const talk = messages
    .filter((message) => message.role !== 'system')
    .slice(-MAX_MESSAGES)
    .map((message) => message.content.slice(0, MAX_UNITS));
  const parts = splitPrompt(talk.at(-1) ?? '');
  const instruction = [...system, parts.instruction].join('\n').trim();
  const data = [...talk.slice(0, -1), parts.data].join('\n').trim();
  return { instruction, data, question: findQuestion(parts), definitions: readDefinitions(instruction) };
}

/** A question around the text; else, where an answer is called for, one that ends the text, or the call itself. */
function findQuestion({ instruction, data }: Parts): string | null {
  const asked = lastQuestion(instruction);
  if (asked !== null || data === '' || !/\b(answer|reply|respond|question)\b/i.test(instruction)) return asked;
  const closing = data
    .trim()
    .split(/\n\s*\n/)
    .slice(1)
    .at(-1);
  return (closing !== undefined && closing.length < 500 ? lastQuestion(closing) : null) ?? instruction;
}

function lastQuestion(text: string): string | null {
  return sentences(text).findLast((sentence) => sentence.endsWith('?')) ?? null;
}

/** Finds `label: words` lines; also several on one line, separated by semicolons. */
export function readDefinitions(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split(/[\n;]+/)) {
    const [, label, hint] = /^\s*(?:[-*•]|\d+[.)])?\s*["'`]?([\p{L}\p{N}_ -]{1,40}?)["'`]?\s*(?::|=|–|—|\s-\s)\s*(\S.*)$/u.exec(line) ?? [];
    if (label && hint) found.set(label.trim().toLowerCase(), hint);
  }
  return found;
}

// What is looked at of a prompt: everything here must stay linear, whatever somebody writes.
const MAX_UNITS = 60_000;
const MAX_MESSAGES = 20;
const MAX_MARKS = 20;
const MAX_LINES = 200;

interface Parts {
  instruction: string;
  data: string;
}

function splitPrompt(prompt: string): Parts {
  return splitAtMarks(prompt) ?? splitAtColon(prompt) ?? splitAtParagraph(prompt) ?? splitAtQuestion(prompt);
}

/** `<ticket>…</ticket>`, a fence or triple quotes: what is inside is the data. */
function splitAtMarks(prompt: string): Parts | null {
  const tags = [...prompt.matchAll(/<([a-z][\w-]{0,40})>/gi)].slice(0, MAX_MARKS);
  const marks = [...tags.map(([open, name]) => [open, `</${name}>`] as const), ['```', '```'] as const, ['"""', '"""'] as const];
  for (const [open, close] of marks) {
    const start = prompt.indexOf(open);
    const end = start === -1 ? -1 : prompt.indexOf(close, start + open.length);
    if (end === -1) continue;
    const data = prompt.slice(start + open.length, end);
    return {
      instruction: `${prompt.slice(0, start)}\n${prompt.slice(end + close.length)}`,
      data: open === '```' ? data.replace(/^\w*\n/, '') : data,
    };
  }
  return null;
}

/** A line that ends with a colon opens the data, unless only explained labels follow; `Classify: text` does so in one line. */
function splitAtColon(prompt: string): Parts | null {
  const lines = prompt.split('\n');
  for (const [index, line] of lines.slice(0, MAX_LINES).entries()) {
    if (!/:\s*$/.test(line) || isBlank(lines.slice(index + 1))) continue;
    const next = lines.slice(index + 1).findIndex((later) => /:\s*$/.test(later));
    const between = next === -1 ? [] : lines.slice(index + 1, index + 1 + next).filter((text) => text.trim() !== '');
    if (between.length > 0 && between.every((text) => readDefinitions(text).size > 0)) continue;
    return { instruction: lines.slice(0, index + 1).join('\n'), data: lines.slice(index + 1).join('\n') };
  }
  const inline = /^([^\n:]{3,80}):[ \t]+(\S[\s\S]*)$/.exec(prompt.trim());
  return inline?.[1] && inline[2] ? { instruction: inline[1], data: inline[2] } : null;
}

/** The first paragraph instructs; a last paragraph that asks does too. */
function splitAtParagraph(prompt: string): Parts | null {
  const paragraphs = prompt.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  if (paragraphs.length < 2) return null;
  const [first = '', ...rest] = paragraphs;
  const last = rest.at(-1)?.trim() ?? '';
  if (!last.endsWith('?')) return { instruction: first, data: rest.join('\n\n') };
  const asked = rest.length > 1 && !first.trim().endsWith('.');
  return asked
    ? { instruction: `${first}\n${last}`, data: rest.slice(0, -1).join('\n\n') }
    : { instruction: last, data: paragraphs.slice(0, -1).join('\n\n') };
}

/** One paragraph: its questions are what is wanted, the rest is what is known. */
function splitAtQuestion(prompt: string): Parts {
  const all = sentences(prompt);
  const questions = all.filter((sentence) => sentence.endsWith('?'));
  if (questions.length === 0) return { instruction: prompt, data: all.length > 1 ? prompt : '' };
  return { instruction: questions.join(' '), data: all.filter((sentence) => !sentence.endsWith('?')).join(' ') };
}

function isBlank(lines: string[]): boolean {
  return lines.every((line) => line.trim() === '');
}
