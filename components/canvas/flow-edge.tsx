'use client';

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { cx } from '@/components/ui/cx';
import { useOverlay } from './canvas-context';
import { edgeCount, edgeState } from './edge-state';
import styles from './flow-edge.module.css';
import type { FlowCanvasEdge } from './to-canvas';

const NOWHERE = { from: '', port: '', to: '', input: '', mark: null };

/** An edge by its state: running edges move, ways not taken are dotted, the items of a scope are counted. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps<FlowCanvasEdge>) {
  const data = props.data ?? NOWHERE;
  const state = useOverlay((overlay) => edgeState(overlay, data));
  const count = useOverlay((overlay) => edgeCount(overlay, data.from));
  const [path, labelX, labelY] = getBezierPath(props);
  return (
    <>
      <BaseEdge
        id={props.id}
        path={path}
        className={cx(styles.edge, styles[state], data.mark && styles[data.mark], props.selected && styles.selected)}
        interactionWidth={18}
        {...(props.markerEnd ? { markerEnd: props.markerEnd } : {})}
      />
      {count !== null && state !== 'idle' && (
        <EdgeLabelRenderer>
          <span className={cx(styles.label, 'num')} style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}>
            {count}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
