'use client';

import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FlowEdge } from '@/lib/dsl/document';
import { edgeKey } from '@/lib/dsl/graph';
import type { CanvasViewProps } from './canvas-props';
import { restingPlaces, selectionAfter } from './read-changes';
import { type CardNode, type FlowCanvasEdge, mergeEdges, mergeNodes } from './to-canvas';

/**
 * Keeps what React Flow must hold between renders (sizes, a drag's positions) over what the document says, and tells the owner
 * of moves and selection. Changes of nodes and edges that come together are told together.
 */
export function useCanvasChanges(props: CanvasViewProps, derived: { nodes: CardNode[]; edges: FlowCanvasEdge[] }) {
  const [nodes, setNodes] = useState<CardNode[]>(derived.nodes);
  const [edges, setEdges] = useState<FlowCanvasEdge[]>(derived.edges);
  useEffect(() => {
    setNodes((before) => mergeNodes(before, derived.nodes));
    setEdges((before) => mergeEdges(before, derived.edges));
  }, [derived]);
  const report = useSelectionReport(props, derived.edges);
  const onMove = useLatest(props.onMove);

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const local = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
      if (local.length > 0) setNodes((before) => applyNodeChanges(local, before));
      const moves = restingPlaces(changes);
      if (moves) onMove.current?.(moves);
      report(changes, []);
    },
    [onMove, report],
  );
  const onEdgesChange = useCallback((changes: EdgeChange<FlowCanvasEdge>[]) => report([], changes), [report]);
  return { nodes, edges, onNodesChange, onEdgesChange };
}

/** Gathers selection changes of one turn and tells the owner once. */
function useSelectionReport(props: CanvasViewProps, drawn: readonly FlowCanvasEdge[]) {
  const latest = useLatest({ props, drawn });
  const pending = useRef<{ nodes: ReadonlySet<string>; edges: ReadonlySet<string> } | null>(null);
  return useCallback(
    (nodeChanges: readonly NodeChange<CardNode>[], edgeChanges: readonly EdgeChange<FlowCanvasEdge>[]) => {
      const { selection, selectedEdge } = latest.current.props;
      const known = pending.current ?? { nodes: selection, edges: new Set(selectedEdge ? [edgeKey(selectedEdge)] : []) };
      const next = { nodes: selectionAfter(known.nodes, nodeChanges), edges: selectionAfter(known.edges, edgeChanges) };
      if (next.nodes === known.nodes && next.edges === known.edges) return;
      const isFirst = pending.current === null;
      pending.current = next;
      if (!isFirst) return;
      queueMicrotask(() => {
        const told = pending.current;
        pending.current = null;
        if (!told) return;
        const { props: owner, drawn: edges } = latest.current;
        owner.onSelect([...told.nodes]);
        const edge = edges.find((candidate) => told.edges.has(candidate.id));
        owner.onSelectEdge?.(edge ? toDocumentEdge(edge) : null);
      });
    },
    [latest],
  );
}

function toDocumentEdge({ data }: FlowCanvasEdge): FlowEdge | null {
  if (!data) return null;
  const { from, port, to, input } = data;
  return { from, to, ...(port === 'out' ? {} : { port }), ...(input === 'in' ? {} : { input }) };
}

/** The value of the last render, for callbacks that must not change with it. */
function useLatest<T>(value: T) {
  const ref = useRef(value);
  useEffect(() => {
    ref.current = value;
  });
  return ref;
}
