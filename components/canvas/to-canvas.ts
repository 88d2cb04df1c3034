import type { Edge, Node } from '@xyflow/react';
import type { NodeCatalog, NodeTypeDescription } from '@/lib/dsl/catalog';
import { type FlowBody, type FlowDocument, type FlowEdge, type FlowNode, type NodeLayout, scopeBody } from '@/lib/dsl/document';
import { edgeKey, fullEdge, outputPorts, scopesOf } from '@/lib/dsl/graph';
import { autoLayout } from './auto-layout';
import { nodeSummary } from './node-summary';

/** What a node's issues look like on its card. */
export interface NodeIssues {
  errors: number;
  warnings: number;
  message: string;
}

/** How a node or an edge differs from another document's. */
export type CanvasMark = 'added' | 'removed' | 'changed';

/** Marks by node id and by `edgeKey`. */
export interface CanvasMarks {
  nodes: ReadonlyMap<string, CanvasMark>;
  edges: ReadonlyMap<string, CanvasMark>;
}

/** All a card needs that comes from the document; what a run adds comes from the overlay. */
export interface CardData extends Record<string, unknown> {
  nodeId: string;
  title: string;
  /** The type in words. */
  typeTitle: string;
  /** Null for a type this catalog does not know. */
  description: NodeTypeDescription | null;
  ports: string[];
  summary: string | null;
  bodySize: number | null;
  disabled: boolean;
  issues: NodeIssues | null;
  readOnly: boolean;
  mark: CanvasMark | null;
}

export type CardNode = Node<CardData, 'card'>;
export type FlowCanvasEdge = Edge<{ from: string; port: string; to: string; input: string; mark: CanvasMark | null }, 'flow'>;

/** What is drawn. */
export interface CanvasInput {
  document: FlowDocument;
  scope: string | null;
  catalog: NodeCatalog;
  selection: ReadonlySet<string>;
  selectedEdge: FlowEdge | null;
  issues: ReadonlyMap<string, NodeIssues>;
  readOnly: boolean;
  marks?: CanvasMarks | undefined;
  words: CanvasWords;
}

/** The words of the language the canvas is in. */
export interface CanvasWords {
  typeTitle: (type: string, description: NodeTypeDescription | null) => string;
  node: (title: string, typeTitle: string) => string;
  edge: (from: string, to: string, port: string) => string;
}

/** Width of a card; its height follows its content. */
export const CARD_WIDTH = 240;

/** The nodes and edges of the body that is shown. */
export function shownBody(document: FlowDocument, scope: string | null): FlowBody {
  return scopesOf(document).find((entry) => entry.id === scope)?.body ?? document;
}

/** Derives the drawing from the document. Pure: the document is the truth, the canvas never is. */
export function toCanvas(input: CanvasInput): { nodes: CardNode[]; edges: FlowCanvasEdge[] } {
  const body = shownBody(input.document, input.scope);
  const places = placesOf(body, input.document.layout.nodes);
  return {
    nodes: body.nodes.map((node) => toCard(node, places.get(node.id) ?? { x: 0, y: 0 }, input)),
    edges: toEdges(body, input),
  };
}

/** An edge that is there twice (a draft may hold one) is drawn once: its identity is its ends. */
function toEdges(body: FlowBody, input: CanvasInput): FlowCanvasEdge[] {
  const titles = new Map(body.nodes.map((node) => [node.id, node.label ?? node.id]));
  const selected = input.selectedEdge ? edgeKey(input.selectedEdge) : null;
  const drawn = new Map<string, FlowCanvasEdge>();
  for (const edge of body.edges) {
    const { from, port, to, input: target } = fullEdge(edge);
    const id = edgeKey(edge);
    drawn.set(id, {
      id,
      source: from,
      sourceHandle: port,
      target: to,
      targetHandle: target,
      type: 'flow' as const,
      selected: id === selected,
      deletable: !input.readOnly,
      ariaLabel: input.words.edge(titles.get(from) ?? from, titles.get(to) ?? to, port),
      data: { from, port, to, input: target, mark: input.marks?.edges.get(id) ?? null },
    });
  }
  return [...drawn.values()];
}

/** Nodes without a place of their own are laid out in columns; those with one stay where they are. */
function placesOf(body: FlowBody, layout: Record<string, NodeLayout>): Map<string, NodeLayout> {
  const missing = body.nodes.some((node) => !Object.hasOwn(layout, node.id));
  const automatic = missing ? autoLayout(body) : new Map<string, NodeLayout>();
  return new Map(
    body.nodes.map((node) => [
      node.id,
      (Object.hasOwn(layout, node.id) ? layout[node.id] : undefined) ?? automatic.get(node.id) ?? { x: 0, y: 0 },
    ]),
  );
}

function toCard(node: FlowNode, place: NodeLayout, input: CanvasInput): CardNode {
  const description = input.catalog.get(node.type) ?? null;
  const title = node.label ?? node.id;
  const typeTitle = input.words.typeTitle(node.type, description);
  return {
    id: node.id,
    type: 'card',
    position: { x: place.x, y: place.y },
    selected: input.selection.has(node.id),
    draggable: !input.readOnly,
    connectable: !input.readOnly,
    deletable: !input.readOnly,
    ariaLabel: input.words.node(title, typeTitle),
    data: {
      nodeId: node.id,
      title,
      typeTitle,
      description,
      ports: description ? outputPorts(node, description) : ['out'],
      summary: description ? nodeSummary(node, description) : null,
      bodySize: scopeBody(node)?.nodes.length ?? null,
      disabled: node.disabled ?? false,
      issues: input.issues.get(node.id) ?? null,
      readOnly: input.readOnly,
      mark: input.marks?.nodes.get(node.id) ?? null,
    },
  };
}

/** Keeps the objects of nodes that did not change, so that only those that did are drawn again; measured sizes stay. */
export function mergeNodes(before: readonly CardNode[], derived: readonly CardNode[]): CardNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return derived.map((node) => {
    const old = known.get(node.id);
    if (!old) return node;
    if (isSame(old, node)) return old;
    const merged: CardNode = { ...node };
    if (old.measured) merged.measured = old.measured;
    return merged;
  });
}

/** The same for edges: an edge that did not change keeps its object. */
export function mergeEdges(before: readonly FlowCanvasEdge[], derived: readonly FlowCanvasEdge[]): FlowCanvasEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return derived.map((edge) => {
    const old = known.get(edge.id);
    return old && isSameEdge(old, edge) ? old : edge;
  });
}

function isSameEdge(old: FlowCanvasEdge, next: FlowCanvasEdge): boolean {
  return (
    old.selected === next.selected &&
    old.deletable === next.deletable &&
    old.ariaLabel === next.ariaLabel &&
    old.data?.mark === next.data?.mark
  );
}

function isSame(old: CardNode, next: CardNode): boolean {
  return (
    old.ariaLabel === next.ariaLabel &&
    old.position.x === next.position.x &&
    old.position.y === next.position.y &&
    old.selected === next.selected &&
    Object.keys(next.data).every((key) => sameValue(old.data[key], next.data[key]))
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => item === b[at]);
  return false;
}
