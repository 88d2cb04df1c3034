'use client';

import { useState } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { JsonView } from '@/components/ui/json-view';
import { Tabs } from '@/components/ui/tabs';
import type { EffectView, RunDetail } from '@/lib/contracts/runs';
import { EffectsList } from './effects-list';
import { FailureCard } from './failure-card';
import styles from './panel.module.css';
import { UsageList } from './usage-list';

/** The run as a whole: what it answered, what it was given, what it wrote outside. */
export function RunPanel({
  run,
  effects,
  isRunning,
  onSelect,
}: {
  run: RunDetail;
  effects: readonly EffectView[];
  isRunning: boolean;
  onSelect: (path: string) => void;
}) {
  const t = useT();
  const [tab, setTab] = useState('output');
  return (
    <div className={styles.panel}>
      <h2 className="visually-hidden">{t('run.panel.runTab')}</h2>
      <Tabs
        fill
        label={t('run.panel.runTab')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'output', label: t('run.panel.output') },
          { id: 'input', label: t('run.panel.input') },
          { id: 'usage', label: t('run.usage.title') },
          { id: 'effects', label: t('run.panel.effects'), badge: effects.length || undefined },
        ]}
      >
        <div className={styles.body}>
          {tab === 'output' && <RunOutput run={run} isRunning={isRunning} onSelect={onSelect} />}
          {tab === 'input' && <JsonView value={run.inputs} label={t('run.panel.runInput')} />}
          {tab === 'usage' && <UsageList usage={run.usage} />}
          {tab === 'effects' &&
            (effects.length > 0 ? (
              <EffectsList effects={effects} onSelect={onSelect} />
            ) : (
              <p className={styles.hint}>{t('run.panel.noRunEffects')}</p>
            ))}
        </div>
      </Tabs>
    </div>
  );
}

function RunOutput({ run, isRunning, onSelect }: { run: RunDetail; isRunning: boolean; onSelect: (path: string) => void }) {
  const t = useT();
  return (
    <>
      {run.error && <FailureCard failure={run.error} onSelect={onSelect} />}
      {run.outputs !== null && <JsonView value={run.outputs} label={t('run.panel.runOutput')} />}
      {run.outputs === null && !run.error && isRunning && <p className={styles.hint}>{t('run.panel.runPending')}</p>}
      <p className={styles.hint}>{t('run.panel.none')}</p>
    </>
  );
}
