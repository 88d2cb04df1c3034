'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import type { FailureView, TaskRunView } from '@/lib/contracts/runs';
import { failureLine } from '@/lib/i18n';
import { useOpenBody, useOverlay } from './canvas-context';
import styles from './node-card.module.css';
import { NodeFooter } from './node-footer';
import { NodeState } from './node-state';
import { NodeTail } from './node-tail';
import { pathOf } from './overlay';
import type { CanvasMark, CardData, CardNode } from './to-canvas';

/** A node as a card: what it is, what it does, how it stands, and its ports. */
export const NodeCard = memo(function NodeCard({ data, selected }: NodeProps<CardNode>) {
  const task = useOverlay((state) => state.tasks.get(pathOf(state, data.nodeId)));
  const tint = data.description?.tint ?? 'logic';
  const manyPorts = data.ports.length > 1;
  return (
    <div
      className={cx(
        styles.card,
        selected && styles.selected,
        data.disabled && styles.disabled,
        data.mark && styles[`${data.mark}Card`],
        stateClass(task),
      )}
      data-status={task?.status ?? 'NONE'}
      data-testid={`node-${data.nodeId}`}
    >
      {data.mark && <MarkBadge mark={data.mark} />}
      <Handle type="target" position={Position.Left} id="in" className={styles.port} style={{ top: 26 }} isConnectable={!data.readOnly} />
      <div className={styles.head}>
        <span className={styles.tile} style={{ '--k': `var(--k-${tint})` } as React.CSSProperties}>
          <Icon name={data.description?.icon ?? 'square'} size={14} />
        </span>
        <div className={styles.name}>
          <b title={data.title}>{data.title}</b>
          <small>{data.typeTitle}</small>
        </div>
        <NodeState task={task} disabled={data.disabled} />
      </div>
      {data.summary && <div className={styles.summary}>{data.summary}</div>}
      {data.bodySize !== null && <BodyLink data={data} />}
      {manyPorts
        ? data.ports.map((port) => (
            <PortRow key={port} port={port} taken={task?.port ?? null} ended={task?.status === 'SUCCEEDED'} readOnly={data.readOnly} />
          ))
        : null}
      {data.issues && (
        <div className={cx(styles.issue, data.issues.errors === 0 && styles.warning)} title={data.issues.message}>
          <Icon name="triangle-alert" size={12} />
          <span>{data.issues.message}</span>
        </div>
      )}
      {task?.error && <Failure failure={task.error} />}
      <NodeFooter task={task} />
      {!manyPorts && (
        <Handle
          type="source"
          position={Position.Right}
          id={data.ports[0] ?? 'out'}
          className={styles.port}
          style={{ top: 26 }}
          isConnectable={!data.readOnly}
        />
      )}
      <NodeTail nodeId={data.nodeId} title={data.title} active={task?.status === 'RUNNING'} />
    </div>
  );
});

const MARK_SIGNS: Record<CanvasMark, string> = { added: '+', removed: '−', changed: '±' };

function MarkBadge({ mark }: { mark: CanvasMark }) {
  const t = useT();
  return (
    <span className={cx(styles.markBadge, styles[`${mark}Badge`])}>
      <span aria-hidden="true">{MARK_SIGNS[mark]}</span> {t(`versions.diff.${mark}`)}
    </span>
  );
}

function stateClass(task: TaskRunView | undefined): string | undefined {
  if (!task) return undefined;
  if (task.status === 'RUNNING') return styles.running;
  if (task.status === 'FAILED') return styles.failed;
  if (task.status === 'WAITING') return styles.waiting;
  return task.status === 'SKIPPED' || task.status === 'CANCELLED' ? styles.skipped : undefined;
}

function BodyLink({ data }: { data: CardData }) {
  const t = useT();
  const open = useOpenBody();
  const label = t('canvas.bodySize', { count: data.bodySize ?? 0 });
  if (!open) return <div className={styles.body}>{label}</div>;
  return (
    <button
      type="button"
      className={cx(styles.body, styles.bodyLink, 'nodrag')}
      onClick={() => open(data.nodeId)}
      aria-label={t('canvas.openBody', { title: data.title })}
    >
      <Icon name="chevrons-up-down" size={12} />
      {label}
    </button>
  );
}

function PortRow({ port, taken, ended, readOnly }: { port: string; taken: string | null; ended: boolean; readOnly: boolean }) {
  return (
    <div className={cx(styles.portRow, ended && taken === port && styles.taken, ended && taken !== port && styles.notTaken)}>
      <span>{port}</span>
      <Handle type="source" position={Position.Right} id={port} className={styles.port} isConnectable={!readOnly} />
    </div>
  );
}

function Failure({ failure }: { failure: FailureView }) {
  return <div className={styles.issue}>{failureLine(useT(), failure)}</div>;
}
