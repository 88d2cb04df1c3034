'use client';

import '@xyflow/react/dist/style.css';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { CanvasProvider } from './canvas-context';
import { CanvasControls } from './canvas-controls';
import { type CanvasViewProps, PALETTE_DATA } from './canvas-props';
import styles from './canvas-view.module.css';
import { FlowEdge } from './flow-edge';
import { NodeCard } from './node-card';
import { type CardNode, type FlowCanvasEdge, mergeNodes, toCanvas } from './to-canvas';
import { useCanvasGestures } from './use-canvas-gestures';

const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { flow: FlowEdge };
const FIT = { padding: 0.15, maxZoom: 1.1 };

/** The canvas: derived from the document, told by gestures. Mount it in the browser only. */
export function CanvasView(props: CanvasViewProps) {
  return (
    <ReactFlowProvider>
      <CanvasProvider overlay={props.overlay} onOpenBody={props.onOpenBody}>
        <Drawing {...props} />
      </CanvasProvider>
    </ReactFlowProvider>
  );
}

function Drawing(props: CanvasViewProps) {
  const t = useT();
  const { document, scope, catalog, selection, issues, readOnly } = props;
  const derived = useMemo(
    () => toCanvas({ document, scope, catalog, selection, issues, readOnly }),
    [document, scope, catalog, selection, issues, readOnly],
  );
  const [nodes, setNodes] = useState<CardNode[]>(derived.nodes);
  // React Flow keeps measured sizes and a drag's positions in the node objects; the document's own values win whenever it changes.
  useEffect(() => setNodes((before) => mergeNodes(before, derived.nodes)), [derived]);
  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => setNodes((before) => applyNodeChanges(changes.filter(isLocal), before)),
    [],
  );
  const gestures = useCanvasGestures(props);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target only; the palette adds nodes by keyboard as well
    <div className={styles.canvas} onDrop={gestures.drop} onDragOver={allowDrop} data-testid="canvas">
      <ReactFlow<CardNode, FlowCanvasEdge>
        nodes={nodes}
        edges={derived.edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onNodeDragStop={gestures.dragStop}
        onSelectionDragStop={gestures.selectionDragStop}
        onConnect={(connection: Connection) => gestures.connect(connection)}
        isValidConnection={gestures.isValid}
        onSelectionChange={gestures.select}
        onBeforeDelete={gestures.remove}
        onNodeDoubleClick={gestures.openBody}
        onDoubleClick={gestures.addAt}
        nodesConnectable={!readOnly}
        edgesReconnectable={false}
        deleteKeyCode={readOnly ? null : ['Delete', 'Backspace']}
        multiSelectionKeyCode={['Meta', 'Control', 'Shift']}
        zoomOnDoubleClick={false}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        maxZoom={2}
        snapToGrid
        snapGrid={[10, 10]}
        onlyRenderVisibleElements
        proOptions={{ hideAttribution: true }}
        aria-label={t('canvas.label')}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
        <CanvasControls focusNodeId={props.focusNodeId ?? null} scope={scope} />
      </ReactFlow>
    </div>
  );
}

/** Positions while dragging and sizes are React Flow's own; selection and removal go through the document's owner. */
function isLocal(change: NodeChange<CardNode>): boolean {
  return change.type === 'position' || change.type === 'dimensions';
}

function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(PALETTE_DATA)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}
