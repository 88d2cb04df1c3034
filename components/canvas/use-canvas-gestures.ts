'use client';

import { type Connection, type Edge, type Node, type OnBeforeDelete, useReactFlow } from '@xyflow/react';
import { type DragEvent, type MouseEvent, useRef } from 'react';
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

function movesOf(nodes: readonly Node[]): Record<string, NodeLayout> {
  return Object.fromEntries(nodes.map((node) => [node.id, { x: Math.round(node.position.x), y: Math.round(node.position.y) }]));
}

/** Turns React Flow's events into the plain data that the canvas' owner understands. */
export function useCanvasGestures(props: CanvasViewProps) {
  const flow = useReactFlow<CardNode, FlowCanvasEdge>();
  const lastSelection = useRef('');

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
    dragStop: (_event: unknown, _node: CardNode, nodes: CardNode[]) => props.onMove?.(movesOf(nodes)),
    selectionDragStop: (_event: unknown, nodes: CardNode[]) => props.onMove?.(movesOf(nodes)),
    connect: (connection: Connection) => props.onConnect?.(toEdge(connection)),
    isValid: (connection: Connection | FlowCanvasEdge) => (props.connectProblem?.(toEdge(connection)) ?? null) === null,
    select: ({ nodes, edges }: { nodes: CardNode[]; edges: FlowCanvasEdge[] }) => {
      const ids = nodes.map((node) => node.id);
      const key = [...ids, '|', ...edges.map((edge) => edge.id)].join(' ');
      if (key === lastSelection.current) return;
      lastSelection.current = key;
      props.onSelect(ids);
      const [edge] = edges;
      props.onSelectEdge?.(edge ? toEdge(edge) : null);
    },
    openBody: (_event: unknown, node: CardNode) => {
      if (node.data.bodySize !== null) props.onOpenBody?.(node.id);
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
