import { type Document, isCollection, isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from '@/lib/std/json';
import type { TreeEdit } from './tree-edit';

/** Applies an edit to a YAML document in place, keeping comments, key order and the style of what stays. */
export function editYamlTree(tree: Document, edit: TreeEdit): void {
  // The library types contents more narrowly for documents it parsed than for those it made.
  tree.contents = editNode(tree, tree.contents as Node | null, edit) as typeof tree.contents;
}

function editNode(tree: Document, node: Node | null, edit: TreeEdit): Node {
  if (edit.kind === 'object' && isMap(node)) return editMap(tree, node, edit);
  if (edit.kind === 'array' && isSeq(node)) return editSequence(tree, node, edit);
  return replaced(tree, node, edit.value);
}

function editMap(tree: Document, map: YAMLMap, edit: Extract<TreeEdit, { kind: 'object' }>): Node {
  const removed = new Set(edit.removed);
  const added = new Map(edit.members);
  map.items = map.items.filter((pair) => !removed.has(keyOf(pair)));
  for (const pair of map.items) {
    const change = added.get(keyOf(pair));
    if (!change) continue;
    pair.value = editNode(tree, pair.value as Node | null, change);
    added.delete(keyOf(pair));
  }
  for (const [key, { value }] of added) map.items.push(tree.createPair(key, value) as Pair);
  if (map.items.length === 0) map.flow = true;
  return map;
}

function editSequence(tree: Document, sequence: YAMLSeq, edit: Extract<TreeEdit, { kind: 'array' }>): Node {
  const before = sequence.items as Node[];
  sequence.items = edit.steps.map((step) => {
    const item = step.kind === 'keep' ? before[step.from] : undefined;
    if (step.kind === 'new' || !item) return tree.createNode(step.kind === 'new' ? step.value : (step.edit?.value ?? null));
    return step.edit ? editNode(tree, item, step.edit) : item;
  });
  // An empty list that was written as [] grows on lines of its own.
  if (before.length === 0 && sequence.items.length > 0) sequence.flow = false;
  return sequence;
}

/** A fresh node with the comments of the one it replaces, and its block or flow style. */
function replaced(tree: Document, before: Node | null, value: Json): Node {
  const node = tree.createNode(value) as Node;
  if (!before) return node;
  if (before.comment) node.comment = before.comment;
  if (before.commentBefore) node.commentBefore = before.commentBefore;
  if (before.spaceBefore) node.spaceBefore = true;
  if (isCollection(node) && isCollection(before) && before.items.length > 0) node.flow = before.flow ?? false;
  if (isScalar(node) && isScalar(before) && typeof value === 'string' && value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
  return node;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}
