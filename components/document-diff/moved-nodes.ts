import type { ValueChange } from '@/lib/dsl/diff-values';
import { pointerParts } from './field-path';

/** Ids of the nodes whose place or size differs; notes and groups are not among them. */
export function movedNodes(layout: readonly ValueChange[]): string[] {
  const ids = layout.flatMap(({ path }) => {
    const [member, id] = pointerParts(path);
    return member === 'nodes' && id !== undefined ? [id] : [];
  });
  return [...new Set(ids)];
}
