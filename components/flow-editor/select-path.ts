import type { EditorTools } from './editor-tools';
import { showTab } from './editor-ui';

/** Goes to the node of a task and the item it belongs to, and shows what went in and out: `each[3]/classify`. */
export function selectPath(tools: EditorTools, path: string): void {
  const { nodeId, items } = readPath(path);
  tools.ui.setState((state) => ({ items: { ...state.items, ...items } }));
  tools.store.reveal(nodeId);
  showTab(tools.ui, 'node');
}

/** The node of a path, and the item of each scope around it. */
export function readPath(path: string): { nodeId: string; items: Record<string, number> } {
  const parts = path.split('/');
  const nodeId = parts.pop() ?? path;
  const items: Record<string, number> = {};
  for (const part of parts) {
    const [, scope, item] = /^(.+)\[(\d+)\]$/.exec(part) ?? [];
    if (scope !== undefined) items[scope] = Number(item);
  }
  return { nodeId, items };
}
