'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { useT } from '@/components/ui/i18n-provider';
import { JsonView } from '@/components/ui/json-view';
import { StatusChip } from '@/components/ui/status-chip';
import type { EffectView } from '@/lib/contracts/runs';
import styles from './panel.module.css';

/** Outside writes with their key and receipt. `onSelect` leads to the task that made one. */
export function EffectsList({ effects, onSelect }: { effects: readonly EffectView[]; onSelect?: (path: string) => void }) {
  const t = useT();
  return (
    <ul className={styles.stack}>
      {effects.map((effect) => (
        <li key={`${effect.path}${effect.key}`} className={styles.entry}>
          <div className={styles.entryHead}>
            <StatusChip status={effect.status} />
            {onSelect ? (
              <button type="button" className={styles.link} onClick={() => onSelect(effect.path)}>
                {effect.path}
              </button>
            ) : (
              <span className="mut">{t('run.attempt.number', { number: effect.attempt })}</span>
            )}
            {effect.resolution && <span className="mut">{resolutionText(effect.resolution)}</span>}
          </div>
          {effect.target && <p className={styles.wrap}>{effect.target}</p>}
          <p className={styles.keyLine}>
            <span className="faint">{t('run.effects.key')}</span>
            <code className="mono truncate">{effect.key}</code>
            <CopyButton text={effect.key} />
          </p>
          {effect.receipt !== null && <JsonView value={effect.receipt} label={t('run.effects.receipt')} />}
        </li>
      ))}
    </ul>
  );

  function resolutionText(resolution: string): string {
    const key = `run.effects.resolution.${resolution}`;
    return t.has(key) ? t(key) : resolution;
  }
}
