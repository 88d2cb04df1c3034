import type { DocumentDiff } from '@/lib/dsl/diff-documents';
import type { ValueChange } from '@/lib/dsl/diff-values';
import type { FlowDocument } from '@/lib/dsl/document';
import { type NodeEntry, nodeIndex } from '@/lib/dsl/graph';
import type { Translate } from '@/lib/i18n';
import { isJsonObject, type Json } from '@/lib/std/json';
import { fieldPath, pointerParts } from './field-path';

export type DiffSign = 'added' | 'removed' | 'changed';

/** One place that differs inside an entry; an absent side had no value there. */
export interface FieldChange {
  /** `messages[0].content`; empty for the thing as a whole. */
  path: string;
  before?: Json;
  after?: Json;
}

/** One thing that was added, removed or changed. */
export interface DiffEntry {
  key: string;
  sign: DiffSign;
  title: string;
  /** What kind of thing it is, in words. */
  kind: string | null;
  /** Where it is, or was moved from. */
  note: string | null;
  fields: FieldChange[];
}

export interface DiffSection {
  id: 'nodes' | 'edges' | 'interface' | 'flow' | 'triggers';
  entries: DiffEntry[];
}

/** A diff's documents, for what they call things. */
export interface DiffSource {
  diff: DocumentDiff;
  before: FlowDocument;
  after: FlowDocument;
}

/** A diff as it is read: by kind of thing, what changed before what is new before what is gone; kinds that hold nothing are left out. */
export function diffSections(source: DiffSource, t: Translate): DiffSection[] {
  const settings = settingEntries(source.diff.document, t);
  const isInterface = ({ key }: DiffEntry) => key === 'inputs' || key === 'outputs';
  const sections: DiffSection[] = [
    { id: 'nodes', entries: nodeEntries(source, t) },
    { id: 'edges', entries: edgeEntries(source) },
    { id: 'interface', entries: settings.filter(isInterface) },
    { id: 'flow', entries: settings.filter((entry) => !isInterface(entry)) },
    { id: 'triggers', entries: triggerEntries(source.diff.triggers, t) },
  ];
  return sections.filter((section) => section.entries.length > 0);
}

function nodeEntries({ diff, before, after }: DiffSource, t: Translate): DiffEntry[] {
  const old = nodeIndex(before);
  const now = nodeIndex(after);
  const nameIn = (index: ReadonlyMap<string, NodeEntry>, id: string) => index.get(id)?.node.label ?? id;
  const inside = (index: ReadonlyMap<string, NodeEntry>, scope: string | null) =>
    scope === null ? null : t('versions.diff.inside', { name: nameIn(index, scope) });
  const typeOf = (type: string) => typeText(t, `nodes.${type}.title`, type);
  const { added, removed, changed } = diff.nodes;
  const wasElsewhere = (from: string | null) =>
    from === null ? t('versions.diff.fromTop') : t('versions.diff.fromInside', { name: nameIn(old, from) });
  return [
    ...changed.map(({ id, scope, movedFrom, changes }) => ({
      ...{ key: id, sign: 'changed' as const, title: nameIn(now, id), kind: typeOf(now.get(id)?.node.type ?? '') },
      note: movedFrom === undefined ? inside(now, scope) : wasElsewhere(movedFrom),
      fields: changes.map(toField),
    })),
    ...added.map(({ id, scope, node }) => ({
      ...{ key: id, sign: 'added' as const, title: nameIn(now, id), kind: typeOf(String(node.type)), note: inside(now, scope) },
      fields: membersOf(node, 'after'),
    })),
    ...removed.map(({ id, scope, node }) => ({
      ...{ key: id, sign: 'removed' as const, title: nameIn(old, id), kind: typeOf(String(node.type)), note: inside(old, scope) },
      fields: membersOf(node, 'before'),
    })),
  ];
}

/** Identity and body aside: both are told by the entry itself. */
const TOLD = new Set(['id', 'type', 'label', 'body']);

function membersOf(node: Record<string, Json>, side: 'before' | 'after'): FieldChange[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const isScope = key === 'body' && isJsonObject(value) && Array.isArray(value.nodes) && Array.isArray(value.edges);
    return (TOLD.has(key) && key !== 'body') || isScope ? [] : [{ path: key, [side]: value }];
  });
}

function edgeEntries({ diff, before, after }: DiffSource): DiffEntry[] {
  const entry = (sign: 'added' | 'removed', document: FlowDocument) => {
    const index = nodeIndex(document);
    const name = (id: string) => index.get(id)?.node.label ?? id;
    return ({ from, port, to, input }: DocumentDiff['edges']['added'][number]): DiffEntry => ({
      key: JSON.stringify([sign, from, port, to, input]),
      ...{ sign, kind: null, note: null, fields: [] },
      title: `${name(from)}${port === 'out' ? '' : ` (${port})`} → ${name(to)}${input === 'in' ? '' : ` (${input})`}`,
    });
  };
  return [...diff.edges.added.map(entry('added', after)), ...diff.edges.removed.map(entry('removed', before))];
}

/** Members of the flow itself, each with the places inside it that differ. */
function settingEntries(changes: readonly ValueChange[], t: Translate): DiffEntry[] {
  return byFirstPart(changes).map(([member, fields]) => ({
    ...{ key: member, sign: 'changed' as const, kind: null, note: null, fields },
    title: typeText(t, `versions.diff.member.${member}`, member),
  }));
}

function triggerEntries(changes: readonly ValueChange[], t: Translate): DiffEntry[] {
  return byFirstPart(changes).map(([id, fields]) => {
    const whole = fields.find((field) => field.path === '');
    const sign = whole === undefined ? 'changed' : whole.before === undefined ? 'added' : 'removed';
    const value = whole?.after ?? whole?.before;
    const kind = isJsonObject(value) ? typeText(t, `flows.trigger.${String(value.type)}`, String(value.type)) : null;
    const members = isJsonObject(value) ? membersOf(value, sign === 'removed' ? 'before' : 'after') : fields;
    return { key: id, sign, title: id, kind, note: null, fields: members };
  });
}

/** A name in words where the catalogue has it; a plugin's type has none. */
function typeText(t: Translate, key: string, name: string): string {
  return t.has(key) ? t(key) : name;
}

/** Changes by the first key of their path, which is taken off. */
function byFirstPart(changes: readonly ValueChange[]): [string, FieldChange[]][] {
  const groups = new Map<string, FieldChange[]>();
  for (const { path, ...sides } of changes) {
    const [first = '', ...rest] = pointerParts(path);
    groups.set(first, [...(groups.get(first) ?? []), { path: fieldPath(rest), ...sides }]);
  }
  return [...groups];
}

function toField({ path, ...sides }: ValueChange): FieldChange {
  return { path: fieldPath(pointerParts(path)), ...sides };
}
