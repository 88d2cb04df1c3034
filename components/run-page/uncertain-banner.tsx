'use client';

import { useState } from 'react';
import { errorText, useApi } from '@/components/api';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { useToast } from '@/components/ui/toast';
import type { EffectView, ResolveEffect } from '@/lib/contracts/runs';
import styles from './uncertain-banner.module.css';

type Resolution = ResolveEffect['resolution'];

const CHOICES = ['done', 'failed', 'retry'] as const satisfies readonly Resolution[];

/** Calls out the writes nobody knows the end of, and lets a person say what became of each. */
export function UncertainBanner({
  runId,
  effects,
  onResolved,
  onSelect,
}: {
  runId: string;
  effects: readonly EffectView[];
  onResolved: () => Promise<void>;
  onSelect: (path: string) => void;
}) {
  const t = useT();
  const open = effects.filter((effect) => effect.status === 'UNCERTAIN' && effect.resolution === null);
  if (open.length === 0) return null;
  return (
    <section className={styles.banner} aria-labelledby="uncertain-title">
      <div className={styles.head}>
        <Icon name="circle-help" size={18} />
        <div>
          <h2 id="uncertain-title">{t('run.effects.uncertainTitle', { count: open.length })}</h2>
          <p>{t('run.effects.uncertainText')}</p>
        </div>
      </div>
      <ul className={styles.list}>
        {open.map((effect) => (
          <UncertainEffect key={effect.path} runId={runId} effect={effect} onResolved={onResolved} onSelect={onSelect} />
        ))}
      </ul>
    </section>
  );
}

function UncertainEffect({
  runId,
  effect,
  onResolved,
  onSelect,
}: {
  runId: string;
  effect: EffectView;
  onResolved: () => Promise<void>;
  onSelect: (path: string) => void;
}) {
  const t = useT();
  const api = useApi();
  const toast = useToast();
  const [busy, setBusy] = useState<Resolution | null>(null);
  const resolve = async (resolution: Resolution) => {
    setBusy(resolution);
    try {
      await api.call('resolveEffect', { params: { runId }, body: { path: effect.path, resolution } });
      toast({ tone: 'ok', text: t('run.effects.resolved') });
      await onResolved();
    } catch (error) {
      toast({ tone: 'bad', text: errorText(t, error) });
    } finally {
      setBusy(null);
    }
  };
  return (
    <li className={styles.effect}>
      <button type="button" className={styles.place} onClick={() => onSelect(effect.path)}>
        {effect.path}
      </button>
      {effect.target && <span className={styles.target}>{effect.target}</span>}
      <span className={styles.choices}>
        {CHOICES.map((choice) => (
          <Button
            key={choice}
            size="small"
            title={t(`run.effects.${choice}Hint`)}
            busy={busy === choice}
            disabled={busy !== null}
            onClick={() => resolve(choice)}
          >
            {t(`run.effects.${choice}`)}
          </Button>
        ))}
      </span>
    </li>
  );
}
