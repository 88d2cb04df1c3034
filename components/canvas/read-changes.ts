import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { NodeLayout } from '@/lib/dsl/document';

/** The selection after React Flow's changes; the same set where none of them is about it. */
export function selectionAfter(selection: ReadonlySet<string>, changes: readonly (NodeChange | EdgeChange)[]): ReadonlySet<string> {
  let next: Set<string> | null = null;
  for (const change of changes) {
    if (change.type !== 'select' || change.selected === (next ?? selection).has(change.id)) continue;
    next ??= new Set(selection);
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  return next ?? selection;
}

/** Places at which nodes came to rest, by drag or by arrow key; null while they are still on their way. */
export function restingPlaces(changes: readonly NodeChange[]): Record<string, NodeLayout> | null {
  const moves: Record<string, NodeLayout> = {};
  for (const change of changes) {
    if (change.type !== 'position' || change.dragging || !change.position) continue;
    moves[change.id] = { x: Math.round(change.position.x), y: Math.round(change.position.y) };
  }
  return Object.keys(moves).length > 0 ? moves : null;
}
