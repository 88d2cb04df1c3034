'use client';

import '@xyflow/react/dist/style.css';
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { type DragEvent, useMemo } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { CanvasProvider } from './canvas-context';
import { CanvasControls } from './canvas-controls';
import { type CanvasViewProps, PALETTE_DATA } from './canvas-props';
import styles from './canvas-view.module.css';
import { FlowEdge } from './flow-edge';
import { NodeCard } from './node-card';
import { type CardNode, type FlowCanvasEdge, toCanvas } from './to-canvas';
import { useCanvasChanges } from './use-canvas-changes';
import { useCanvasGestures } from './use-canvas-gestures';
import { useCanvasWords } from './use-canvas-words';

const NODE_TYPES = { card: NodeCard };
const EDGE_TYPES = { flow: FlowEdge };
const FIT = { padding: 0.1, maxZoom: 1.1 };
const GRID: [number, number] = [10, 10];
const DELETE_KEYS = ['Delete', 'Backspace'];
const MULTI_KEYS = ['Meta', 'Control', 'Shift'];
const OPTIONS = { hideAttribution: true };

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

const NO_EDGE = null;

function Drawing(props: CanvasViewProps) {
  const t = useT();
  const { document, scope, catalog, selection, selectedEdge = NO_EDGE, issues, readOnly, marks } = props;
  const { words, aria } = useCanvasWords();
  const derived = useMemo(
    () => toCanvas({ document, scope, catalog, selection, selectedEdge, issues, readOnly, marks, words }),
    [document, scope, catalog, selection, selectedEdge, issues, readOnly, marks, words],
  );
  const { nodes, edges, onNodesChange, onEdgesChange } = useCanvasChanges(props, derived);
  const gestures = useCanvasGestures(props);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target only; the palette adds nodes by keyboard as well
    <div className={styles.canvas} onDrop={gestures.drop} onDragOver={allowDrop} onKeyDownCapture={gestures.keyDown} data-testid="canvas">
      <ReactFlow<CardNode, FlowCanvasEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={gestures.connect}
        onConnectEnd={gestures.connectEnd}
        isValidConnection={gestures.isValid}
        onBeforeDelete={gestures.remove}
        onNodeDoubleClick={gestures.openBody}
        onDoubleClick={gestures.addAt}
        nodesConnectable={!readOnly}
        edgesReconnectable={false}
        deleteKeyCode={readOnly || !props.onDelete ? null : DELETE_KEYS}
        multiSelectionKeyCode={MULTI_KEYS}
        zoomOnDoubleClick={false}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        maxZoom={2}
        snapToGrid
        snapGrid={GRID}
        onlyRenderVisibleElements
        proOptions={OPTIONS}
        ariaLabelConfig={aria}
        aria-label={t('canvas.label')}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-strong)" />
        <CanvasControls focusNodeId={props.focusNodeId ?? null} scope={scope} />
      </ReactFlow>
    </div>
  );
}

function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(PALETTE_DATA)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}
