'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { hasEnded, type ItemProgress, type RunView } from '@/components/run-live';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowDocument } from '@/lib/dsl/document';
import styles from './run-timeline.module.css';
import { TimelineLine } from './timeline-line';
import { timelineRows } from './timeline-rows';
import { useClock } from './use-clock';

const ROW_PX = 30;

/** The run's task runs over time, one line each; only the lines in view are rendered. Arrows walk, Enter selects. */
export function RunTimeline({
  document,
  run,
  tasks,
  progress,
  names,
  selectedPath,
  onSelect,
}: {
  document: FlowDocument;
  run: RunView['run'];
  tasks: RunView['tasks'];
  progress: ReadonlyMap<string, ItemProgress>;
  names: ReadonlyMap<string, string>;
  selectedPath: string | null;
  onSelect: (path: string) => void;
}) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const nowMs = useClock(!hasEnded(run));
  const rows = useMemo(() => timelineRows({ document, tasks, progress, open }), [document, tasks, progress, open]);
  const startMs = Date.parse(run.startedAt ?? run.createdAt);
  const endMs = run.endedAt === null ? nowMs : Date.parse(run.endedAt);
  const domain = { startMs, lengthMs: Math.max(1, endMs - startMs), nowMs: endMs };
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => rows[index]?.path ?? index,
  });
  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  // React's type knows no custom properties.
  const height = { '--lines-height': `${rows.length * ROW_PX}px` } as CSSProperties;
  return (
    <div className={styles.timeline} style={height}>
      <div className={styles.head} aria-hidden="true">
        <span>{t('run.timeline.task')}</span>
        <span>{t('run.timeline.title')}</span>
        <span className={styles.figure}>{t('run.timeline.time')}</span>
        <span className={styles.figure}>{t('run.timeline.tokens')}</span>
        <span className={styles.figure}>{t('run.timeline.cost')}</span>
      </div>
      <div ref={scroller} className={styles.scroller}>
        <ul
          aria-label={t('run.timeline.title')}
          className={styles.lines}
          style={{ height: virtualizer.getTotalSize() }}
          onKeyDown={walkLines}
        >
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <li
                key={item.key}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                className={styles.place}
                style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
              >
                <TimelineLine
                  row={row}
                  name={row.kind === 'task' ? (names.get(row.node.id) ?? row.node.id) : ''}
                  domain={domain}
                  isSelected={row.path === selectedPath}
                  onSelect={onSelect}
                  onToggle={toggle}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** Up and down go from line to line, so that Tab leaves the timeline. */
function walkLines(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  // What is not in the list is found at -1, whatever it is.
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const next = lines[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
