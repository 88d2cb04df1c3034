import { err, ok, type Result } from '@/lib/std/result';

/** A JSON text as a tree that prints back as it was written. `lead` is the white space before a member, after `{`, `[` or a comma. */
export type JsonTree = JsonLeaf | JsonObjectTree | JsonArrayTree;

/** A string, number, `true`, `false` or `null`, as written. */
export interface JsonLeaf {
  kind: 'leaf';
  text: string;
}

export interface JsonMember {
  lead: string;
  key: string;
  /** The key as written, with the colon and the white space around it. */
  keyText: string;
  value: JsonTree;
  /** White space between the value and the comma or bracket after it. */
  tail: string;
}

export interface JsonObjectTree {
  kind: 'object';
  members: JsonMember[];
  /** White space inside empty braces. */
  empty: string;
}

export interface JsonItem {
  lead: string;
  value: JsonTree;
  tail: string;
}

export interface JsonArrayTree {
  kind: 'array';
  items: JsonItem[];
  empty: string;
}

/** The root value with the white space around it. */
export interface JsonTreeText {
  lead: string;
  root: JsonTree;
  tail: string;
}

/** Reads a JSON text into its tree, or says where it stops being JSON. Recursive: check the depth first. */
export function parseJsonTree(text: string): Result<JsonTreeText, { offset: number }> {
  const cursor: Cursor = { text, at: 0 };
  try {
    const lead = space(cursor);
    const root = readValue(cursor);
    const tail = space(cursor);
    return cursor.at === text.length ? ok({ lead, root, tail }) : err({ offset: cursor.at });
  } catch (problem) {
    if (problem === STOPPED) return err({ offset: cursor.at });
    throw problem;
  }
}

/** The text of a tree; untouched parts come out as they were written. */
export function printJsonTree({ lead, root, tail }: JsonTreeText): string {
  const parts: string[] = [lead];
  print(root, parts);
  parts.push(tail);
  return parts.join('');
}

interface Cursor {
  text: string;
  at: number;
}

/** Thrown inside this file only, to leave the recursion where the text stops being JSON. */
const STOPPED = Symbol('not JSON');

const SPACE = /[ \t\n\r]*/y;
const PLAIN_LEAF = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

function readValue(cursor: Cursor): JsonTree {
  if (cursor.text[cursor.at] === '{') return readObject(cursor);
  if (cursor.text[cursor.at] === '[') return readArray(cursor);
  return { kind: 'leaf', text: readLeaf(cursor) };
}

function readLeaf(cursor: Cursor): string {
  const found = cursor.text[cursor.at] === '"' ? readString(cursor) : match(cursor, PLAIN_LEAF);
  if (found === '') throw STOPPED;
  return found;
}

/** A string as written, quotes included. */
function readString(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  const quoted = text.slice(at, end + 1);
  if (!isJsonText(quoted)) throw STOPPED;
  cursor.at = end + 1;
  return quoted;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readObject(cursor: Cursor): JsonObjectTree {
  const members: JsonMember[] = [];
  const empty = readMembers(cursor, '}', (lead) => {
    const start = cursor.at;
    if (cursor.text[start] !== '"') throw STOPPED;
    const quoted = readLeaf(cursor);
    space(cursor);
    expect(cursor, ':');
    space(cursor);
    const keyText = cursor.text.slice(start, cursor.at);
    const value = readValue(cursor);
    members.push({ lead, key: JSON.parse(quoted), keyText, value, tail: space(cursor) });
  });
  return { kind: 'object', members, empty };
}

function readArray(cursor: Cursor): JsonArrayTree {
  const items: JsonItem[] = [];
  const empty = readMembers(cursor, ']', (lead) => {
    const value = readValue(cursor);
    items.push({ lead, value, tail: space(cursor) });
  });
  return { kind: 'array', items, empty };
}

/** Reads from the opening bracket to the closing one; answers the white space inside when there is nothing else. */
function readMembers(cursor: Cursor, close: string, readOne: (lead: string) => void): string {
  cursor.at += 1;
  let lead = space(cursor);
  if (cursor.text[cursor.at] === close) {
    cursor.at += 1;
    return lead;
  }
  for (;;) {
    readOne(lead);
    if (cursor.text[cursor.at] === close) break;
    expect(cursor, ',');
    lead = space(cursor);
  }
  cursor.at += 1;
  return '';
}

function expect(cursor: Cursor, mark: string): void {
  if (cursor.text[cursor.at] !== mark) throw STOPPED;
  cursor.at += 1;
}

function space(cursor: Cursor): string {
  return match(cursor, SPACE);
}

function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

function print(tree: JsonTree, parts: string[]): void {
  if (tree.kind === 'leaf') parts.push(tree.text);
  else if (tree.kind === 'object') {
    printMembers('{', '}', tree.members, tree.empty, parts, (member) => parts.push(member.keyText));
  } else printMembers('[', ']', tree.items, tree.empty, parts, () => undefined);
}

function printMembers<M extends JsonItem>(
  open: string,
  close: string,
  members: readonly M[],
  empty: string,
  parts: string[],
  printKey: (member: M) => void,
): void {
  parts.push(open);
  members.forEach((member, index) => {
    parts.push(index > 0 ? ',' : '', member.lead);
    printKey(member);
    print(member.value, parts);
    parts.push(member.tail);
  });
  parts.push(members.length === 0 ? empty : '', close);
}
