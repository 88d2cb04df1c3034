import { type JsonItem, type JsonMember, type JsonTree, parseJsonTree } from './json-tree';

/**
 * The first key that an object of a JSON text holds twice, and the offset of its second place in UTF-16 units; null where none does.
 * `JSON.parse` would take the last of them without a word. For texts that parse.
 */
export function duplicateKey(text: string): { key: string; offset: number } | null {
  const tree = parseJsonTree(text);
  if (!tree.ok) return null;
  return search(tree.value.root, { at: tree.value.lead.length });
}

interface Walk {
  at: number;
}

function search(tree: JsonTree, walk: Walk): { key: string; offset: number } | null {
  if (tree.kind === 'leaf') {
    walk.at += tree.text.length;
    return null;
  }
  walk.at += 1 + tree.empty.length;
  const found = tree.kind === 'object' ? searchMembers(tree.members, walk) : searchItems(tree.items, walk);
  walk.at += 1;
  return found;
}

function searchMembers(members: readonly JsonMember[], walk: Walk) {
  const seen = new Set<string>();
  for (const [index, { lead, key, keyText, value, tail }] of members.entries()) {
    walk.at += lead.length + (index > 0 ? 1 : 0);
    if (seen.has(key)) return { key, offset: walk.at };
    seen.add(key);
    walk.at += keyText.length;
    const found = search(value, walk);
    if (found) return found;
    walk.at += tail.length;
  }
  return null;
}

function searchItems(items: readonly JsonItem[], walk: Walk) {
  for (const [index, { lead, value, tail }] of items.entries()) {
    walk.at += lead.length + (index > 0 ? 1 : 0);
    const found = search(value, walk);
    if (found) return found;
    walk.at += tail.length;
  }
  return null;
}
