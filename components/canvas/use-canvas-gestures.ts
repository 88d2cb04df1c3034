'use client';

import { type Connection, type Edge, type FinalConnectionState, type OnBeforeDelete, useReactFlow } from '@xyflow/react';
import type { DragEvent, KeyboardEvent, MouseEvent } from 'react';
import type { FlowEdge, NodeLayout } from '@/lib/dsl/document';
import { type CanvasViewProps, PALETTE_DATA } from './canvas-props';
import type { CardNode, FlowCanvasEdge } from './to-canvas';

function toEdge(connection: Connection | Edge): FlowEdge {
  const { source, sourceHandle, target, targetHandle } = connection;
  const edge: FlowEdge = { from: source, to: target };
  if (sourceHandle && sourceHandle !== 'out') edge.port = sourceHandle;
  if (targetHandle && targetHandle !== 'in') edge.input = targetHandle;
  return edge;
}

/** Turns React Flow's events into the plain data that the canvas' owner understands. */
export function useCanvasGestures(props: CanvasViewProps) {
  const flow = useReactFlow<CardNode, FlowCanvasEdge>();

  const remove: OnBeforeDelete<CardNode, FlowCanvasEdge> = async ({ nodes, edges }) => {
    props.onDelete?.(
      nodes.map((node) => node.id),
      edges.map(toEdge),
    );
    // The owner removes them from the document, which is what is drawn.
    return false;
  };

  return {
    remove,
    connect: (connection: Connection) => props.onConnect?.(toEdge(connection)),
    isValid: (connection: Connection | FlowCanvasEdge) => (props.connectProblem?.(toEdge(connection)) ?? null) === null,
    connectEnd: (_event: unknown, state: FinalConnectionState) => {
      if (state.isValid !== false || !state.fromHandle || !state.toHandle) return;
      const [source, target] = state.fromHandle.type === 'source' ? [state.fromHandle, state.toHandle] : [state.toHandle, state.fromHandle];
      const edge = toEdge({
        source: source.nodeId,
        sourceHandle: source.id ?? null,
        target: target.nodeId,
        targetHandle: target.id ?? null,
      });
      const problem = props.connectProblem?.(edge);
      if (problem) props.onConnectRefused?.(problem);
    },
    openBody: (_event: unknown, node: CardNode) => {
      if (node.data.bodySize !== null) props.onOpenBody?.(node.id);
    },
    /** Enter on a node that is selected already opens what is inside it. */
    keyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
      const id = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
      const node = id !== undefined && event.target.classList.contains('react-flow__node') ? flow.getNode(id) : undefined;
      if (!node?.selected || node.data.bodySize === null) return;
      event.preventDefault();
      event.stopPropagation();
      props.onOpenBody?.(node.id);
    },
    addAt: (event: MouseEvent) => {
      const onPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
      if (onPane) props.onAddAt?.(rounded(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })));
    },
    drop: (event: DragEvent) => {
      const type = event.dataTransfer.getData(PALETTE_DATA);
      if (type === '') return;
      event.preventDefault();
      props.onDropType?.(type, rounded(flow.screenToFlowPosition({ x: event.clientX - 120, y: event.clientY - 24 })));
    },
  };
}

function rounded(point: { x: number; y: number }): NodeLayout {
  return { x: Math.round(point.x / 10) * 10, y: Math.round(point.y / 10) * 10 };
}
