import type { TaskPath } from './types';

/** Path of a node inside a scope instance: `''` is the top level, `each[3]` an item. */
export function childPath(scopePath: string, nodeId: string): TaskPath {
  return scopePath === '' ? nodeId : `${scopePath}/${nodeId}`;
}

/** Path of one item of the scope node at `path`: `each` and 3 give `each[3]`. */
export function itemPath(path: TaskPath, index: number): string {
  return `${path}[${index}]`;
}

/** The scope instance a task runs in: `each[3]` for `each[3]/summarise`, `''` at the top level. */
export function scopePathOf(path: TaskPath): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The node a path ends in: `summarise` for `each[3]/summarise`. */
export function nodeIdOf(path: TaskPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path taken apart: the items it passes through, outermost first, and its node. */
export interface ParsedPath {
  items: { nodeId: string; index: number }[];
  nodeId: string;
}

const ITEM = /^(.+)\[(\d+)\]$/;

/** Takes a path apart. Null when it is not of the form `outer[0]/inner[2]/call`. */
export function parsePath(path: TaskPath): ParsedPath | null {
  const parts = path.split('/');
  const nodeId = parts.pop();
  if (!nodeId) return null;
  const items: ParsedPath['items'] = [];
  for (const part of parts) {
    const match = ITEM.exec(part);
    if (!match?.[1]) return null;
    items.push({ nodeId: match[1], index: Number(match[2]) });
  }
  return { items, nodeId };
}
