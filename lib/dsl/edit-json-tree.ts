import type { Json } from '@/lib/std/json';
import type { JsonArrayTree, JsonItem, JsonMember, JsonObjectTree, JsonTree } from './json-tree';
import type { TreeEdit } from './tree-edit';

/** How a JSON text is laid out: the indentation of one level, or null when it stands on one line. */
export interface JsonStyle {
  unit: string | null;
}

/** The layout of a text, by its first indented line. */
export function jsonStyleOf(text: string): JsonStyle {
  return { unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? (text.trim().includes('\n') ? '' : null) };
}

/** A tree with an edit applied; what the edit does not name prints as it was written. `indent` is that of the line the value stands on. */
export function editJsonTree(tree: JsonTree, edit: TreeEdit, style: JsonStyle, indent = ''): JsonTree {
  if (edit.kind === 'object' && tree.kind === 'object') return editObject(tree, edit, style, indent);
  if (edit.kind === 'array' && tree.kind === 'array') return editArray(tree, edit, style, indent);
  return valueTree(edit.value, style, indent);
}

function editObject(tree: JsonObjectTree, edit: Extract<TreeEdit, { kind: 'object' }>, style: JsonStyle, indent: string): JsonTree {
  const removed = new Set(edit.removed);
  const added = new Map(edit.members);
  const lastOf = new Map(tree.members.map((member, index) => [member.key, index]));
  const kept = tree.members.flatMap((member, index): JsonMember[] => {
    if (removed.has(member.key)) return [];
    const change = edit.members.get(member.key);
    // Where a key stands twice the last one counts.
    if (!change || lastOf.get(member.key) !== index) return [member];
    added.delete(member.key);
    return [{ ...member, value: editJsonTree(member.value, change, style, indentOf(member.lead, indent)) }];
  });
  const colon = tree.members[0]
    ? tree.members[0].keyText.slice(JSON.stringify(tree.members[0].key).length)
    : style.unit === null
      ? ':'
      : ': ';
  const lead = newLead(tree.members, style, indent);
  const fresh = [...added].map(
    ([key, { value }]): JsonMember => ({
      lead,
      key,
      keyText: JSON.stringify(key) + (/^\s*:\s*$/.test(colon) ? colon : ': '),
      value: valueTree(value, style, indentOf(lead, indent)),
      tail: '',
    }),
  );
  return { ...tree, members: relinked(tree.members, [...kept, ...fresh], lead, style, indent), empty: '' };
}

function editArray(tree: JsonArrayTree, edit: Extract<TreeEdit, { kind: 'array' }>, style: JsonStyle, indent: string): JsonTree {
  const lead = newLead(tree.items, style, indent);
  const items = edit.steps.map((step): JsonItem => {
    const item = step.kind === 'keep' ? tree.items[step.from] : undefined;
    if (step.kind === 'new' || !item) {
      return {
        lead,
        value: valueTree(step.kind === 'new' ? step.value : (step.edit?.value ?? null), style, indentOf(lead, indent)),
        tail: '',
      };
    }
    return step.edit ? { ...item, value: editJsonTree(item.value, step.edit, style, indentOf(item.lead, indent)) } : item;
  });
  return { ...tree, items: relinked(tree.items, items, lead, style, indent), empty: '' };
}

/** White space before a new member: as before the others, else a line of its own where the text has lines. */
function newLead(members: readonly JsonItem[], style: JsonStyle, indent: string): string {
  const like = members.at(-1);
  if (like) return like.lead;
  return style.unit === null ? '' : `\n${indent}${style.unit}`;
}

/** Gives the first member the old first one's lead and the last one the old last one's tail, so that brackets stay where they were. */
function relinked<M extends JsonItem>(before: readonly M[], after: readonly M[], lead: string, style: JsonStyle, indent: string): M[] {
  const first = before[0];
  const last = before.at(-1);
  const firstLead = first ? first.lead : lead;
  const lastTail = last ? last.tail : style.unit === null ? '' : `\n${indent}`;
  return after.map((member, index) => ({
    ...member,
    lead: index === 0 ? firstLead : sameTrivia(member.lead, firstLead, lead),
    tail: index === after.length - 1 ? lastTail : member.tail === lastTail ? '' : member.tail,
  }));
}

/** A member that was first and is no more takes the lead of the others. */
function sameTrivia(own: string, firstLead: string, lead: string): string {
  return own === firstLead ? lead : own;
}

function valueTree(value: Json, style: JsonStyle, indent: string): JsonTree {
  const text = style.unit === null ? JSON.stringify(value) : JSON.stringify(value, null, style.unit).replaceAll('\n', `\n${indent}`);
  return { kind: 'leaf', text };
}

/** Indentation of the line a member stands on. */
function indentOf(lead: string, around: string): string {
  const line = lead.lastIndexOf('\n');
  return line === -1 ? around : lead.slice(line + 1);
}
