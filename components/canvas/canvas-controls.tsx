'use client';

import { MiniMap, Panel, useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import styles from './canvas-view.module.css';

const FIT = { padding: 0.15, maxZoom: 1.1, duration: 200 };
const MAP_FROM_NODES = 12;

/** Zoom, fit, and (in larger flows) the overview; also pans to the node the owner points at. */
export function CanvasControls({ focusNodeId, scope }: { focusNodeId: string | null; scope: string | null }) {
  const t = useT();
  const flow = useReactFlow();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const nodeCount = useStore((state) => state.nodes.length);
  useEffect(() => {
    if (focusNodeId !== null) void flow.fitView({ ...FIT, nodes: [{ id: focusNodeId }], maxZoom: 1 });
  }, [focusNodeId, flow]);
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
