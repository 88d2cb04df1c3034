import { isJsonObject, type Json } from '@/lib/std/json';
import type { FlowDocument } from './document';
import type { DocumentPath } from './graph';

/** Stands where a secret stood. */
export const REMOVED_SECRET = '[secret removed on export]';

/** Keys as providers make them; each is long enough that no prose looks like one. */
const KEY_SHAPES =
  /\b(?:sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{30,}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{20,}|AKIA[A-Z0-9]{16}|mr_[A-Za-z0-9_-]{40,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,})/g;

/** Members whose very name says that their value is a secret, where they are sent: headers and query. */
const SECRET_NAMES = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|api[-_]?key$|[-_]?(?:token|secret|password)$/i;
const SENT_AS = new Set(['headers', 'query']);

/** A document fit to leave the house, and where something that looked like a secret was taken out. */
export interface Cleaned {
  document: FlowDocument;
  removed: { nodeId: string | null; path: DocumentPath }[];
}

/**
 * Takes out what looks like a key written into the document itself, where none belongs. Credentials are only named in documents and stay.
 * The document given stays as it is; without a finding it is the answer.
 */
export function removeSecrets(document: FlowDocument): Cleaned {
  const removed: Cleaned['removed'] = [];
  const nodes = clean(document.nodes, { path: ['nodes'], nodeId: null, isSecret: false }, removed);
  const outputs = clean(document.outputs, { path: ['outputs'], nodeId: null, isSecret: false }, removed);
  if (removed.length === 0) return { document, removed };
  // Only texts were replaced, by texts.
  return { document: { ...document, nodes, outputs } as FlowDocument, removed };
}

/** True where a text holds what looks like a key: in a comment, say. */
export function looksSecret(text: string): boolean {
  return text.search(KEY_SHAPES) >= 0;
}

/** Where an export left a secret out: the places to fill in again. */
export function removedSecrets(document: FlowDocument): Cleaned['removed'] {
  const found: Cleaned['removed'] = [];
  walkTexts(document.nodes, { path: ['nodes'], nodeId: null, isSecret: false }, (text, place) => {
    if (text.includes(REMOVED_SECRET)) found.push({ nodeId: place.nodeId, path: place.path });
    return text;
  });
  return found;
}

interface Place {
  path: DocumentPath;
  nodeId: string | null;
  isSecret: boolean;
}

function clean(value: unknown, place: Place, removed: Cleaned['removed']): Json {
  return walkTexts(value, place, (text, at) => {
    const without = at.isSecret && !text.includes('{{') && text !== '' ? REMOVED_SECRET : text.replaceAll(KEY_SHAPES, REMOVED_SECRET);
    if (without !== text && text !== REMOVED_SECRET) removed.push({ nodeId: at.nodeId, path: at.path });
    return without;
  });
}

function walkTexts(value: unknown, place: Place, change: (text: string, place: Place) => string): Json {
  if (typeof value === 'string') return change(value, place);
  if (Array.isArray(value))
    return value.map((item, index) => walkTexts(item, { ...inside(item, place), path: [...place.path, index] }, change));
  if (!isJsonObject(value)) return value as Json;
  const parent = place.path.at(-1);
  const isSent = typeof parent === 'string' && SENT_AS.has(parent);
  const entries = Object.entries(value).map(([key, member]) => {
    const at = { ...inside(member, place), path: [...place.path, key], isSecret: place.isSecret || (isSent && SECRET_NAMES.test(key)) };
    return [key, walkTexts(member, at, change)] as const;
  });
  return Object.fromEntries(entries);
}

/** A list's item with id and type is a node of its own. */
function inside(item: unknown, place: Place): Place {
  const isNode =
    isJsonObject(item) && typeof item.id === 'string' && typeof item.type === 'string' && typeof place.path.at(-1) === 'string';
  return isNode && place.path.at(-1) === 'nodes' ? { ...place, nodeId: item.id as string } : place;
}
