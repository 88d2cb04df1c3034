'use client';

import { MiniMap, Panel, type ReactFlowInstance, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import styles from './canvas-view.module.css';

const FIT = { padding: 0.1, maxZoom: 1.1, duration: 200 };
const MARGIN_PX = 24;
const MAP_FROM_NODES = 12;

/** Zoom, fit, and (in larger flows) the overview; also pans to the node the owner points at. */
export function CanvasControls({ focusNodeId, scope }: { focusNodeId: string | null; scope: string | null }) {
  const t = useT();
  const flow = useReactFlow();
  const store = useStoreApi();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const nodeCount = useStore((state) => state.nodes.length);
  useEffect(() => {
    if (focusNodeId === null) return;
    // A node that was just added is measured a moment later.
    const timer = setTimeout(() => bringIntoView(flow, store.getState(), focusNodeId), 120);
    return () => clearTimeout(timer);
  }, [focusNodeId, flow, store]);
  // Another body is another drawing: show all of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scope is what triggers the fit
  useEffect(() => {
    const timer = setTimeout(() => void flow.fitView(FIT), 50);
    return () => clearTimeout(timer);
  }, [scope, flow]);
  return (
    <>
      <Panel position="bottom-left" className={styles.bar ?? ''}>
        <IconButton icon="zoom-out" label={t('canvas.zoomOut')} onClick={() => void flow.zoomOut({ duration: 120 })} />
        <span className="num">{zoom} %</span>
        <IconButton icon="zoom-in" label={t('canvas.zoomIn')} onClick={() => void flow.zoomIn({ duration: 120 })} />
        <IconButton icon="maximize" label={t('canvas.fit')} onClick={() => void flow.fitView(FIT)} />
      </Panel>
      {nodeCount >= MAP_FROM_NODES && (
        <MiniMap
          pannable
          zoomable
          ariaLabel={t('canvas.minimap')}
          className={styles.map ?? ''}
          maskColor="var(--scrim)"
          nodeColor="var(--line-strong)"
          bgColor="var(--surface)"
        />
      )}
    </>
  );
}

/** Moves the view only where the node does not stand in it already, and leaves the zoom as it is. */
function bringIntoView(
  flow: ReactFlowInstance,
  view: { transform: [number, number, number]; width: number; height: number },
  nodeId: string,
): void {
  const node = flow.getInternalNode(nodeId);
  if (!node) return;
  const [panX, panY, zoom] = view.transform;
  const { x, y } = node.internals.positionAbsolute;
  const { width = 0, height = 0 } = node.measured;
  const left = x * zoom + panX;
  const top = y * zoom + panY;
  const isInside =
    left >= MARGIN_PX &&
    top >= MARGIN_PX &&
    left + width * zoom <= view.width - MARGIN_PX &&
    top + height * zoom <= view.height - MARGIN_PX;
  if (!isInside) void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: 200 });
}
