'use client';

import { hasEnded } from '@/components/run-live';
import { useClock } from '@/components/run-page/use-clock';
import { Cost, Duration } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { formatCount } from '@/lib/i18n';
import { useRun } from './editor-context';
import { shownRun } from './run-state';
import styles from './top-bar.module.css';

/** Time, tokens and money of the run shown, so far. */
export function RunFigures() {
  const t = useT();
  const view = useRun(shownRun);
  const isOn = view !== null && !hasEnded(view.run);
  const nowMs = useClock(isOn);
  if (!view) return null;
  const { run } = view;
  const startMs = Date.parse(run.startedAt ?? run.createdAt);
  const endMs = run.endedAt === null ? nowMs : Date.parse(run.endedAt);
  const { promptTokens, completionTokens } = run.usage;
  return (
    <span className={styles.figures}>
      <Duration ms={Math.max(0, endMs - startMs)} />
      <span className="num">{t('editor.tokens', { count: formatCount(promptTokens + completionTokens, t.locale) })}</span>
      <Cost usage={run.usage} />
    </span>
  );
}
