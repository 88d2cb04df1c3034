'use client';

import { nodeIndex } from '@/lib/dsl/graph';
import { useEditor, useUi } from './editor-context';
import { scopePathOf } from './run-state';

/** Path of the one selected node in the item that is looked at; null where not exactly one is selected. */
export function useSelectedPath(): string | null {
  const document = useEditor((state) => state.document);
  const scope = useEditor((state) => state.scope);
  const selection = useEditor((state) => state.selection);
  const items = useUi((state) => state.items);
  const [nodeId] = selection;
  if (nodeId === undefined || selection.size !== 1) return null;
  const index = nodeIndex(document);
  const scopePath = scopePathOf(scope, (id) => index.get(id)?.scope ?? null, items);
  return scopePath === '' ? nodeId : `${scopePath}/${nodeId}`;
}
