'use client';

import { useT } from '@/components/ui/i18n-provider';
import { useOverlay } from './canvas-context';
import styles from './node-card.module.css';
import { pathOf } from './overlay';

const SHOWN_CHARS = 420;

/** Streamed text hangs under its node while the node runs: the last lines, growing. */
export function NodeTail({ nodeId, title, active }: { nodeId: string; title: string; active: boolean }) {
  const t = useT();
  const text = useOverlay((state) => state.tails.get(pathOf(state, nodeId))?.text ?? '');
  if (!active || text === '') return null;
  const shown = text.length > SHOWN_CHARS ? `…${text.slice(-SHOWN_CHARS)}` : text;
  return (
    <div className={styles.tail} data-testid={`tail-${nodeId}`}>
      <span className="visually-hidden">{t('canvas.streamed', { title })}: </span>
      {shown}
      <span className={styles.caret} aria-hidden="true" />
    </div>
  );
}
