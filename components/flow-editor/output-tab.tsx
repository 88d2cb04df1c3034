'use client';

import { hasEnded, type RunView } from '@/components/run-live';
import { FailureCard } from '@/components/run-page/failure-card';
import { nodeNames, toDocument } from '@/components/run-page/node-names';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { JsonView } from '@/components/ui/json-view';
import { isJsonObject, type Json } from '@/lib/std/json';
import styles from './bottom-panel.module.css';
import { useRun, useTools } from './editor-context';
import { shownRun } from './run-state';
import { selectPath } from './select-path';

/** What the run answered, each output by its name; why it failed, where it did. */
export function OutputTab() {
  const t = useT();
  const tools = useTools();
  const view = useRun(shownRun);
  if (!view) return <p className={styles.hint}>{t('editor.noRun')}</p>;
  const { run } = view;
  const outputs = isJsonObject(run.outputs) ? byReading(Object.entries(run.outputs)) : [];
  const namesOutputs = Object.keys(toDocument(run.dsl).outputs).length > 0;
  // The outputs are read a moment after the run has told its end.
  const isPending = !hasEnded(run) || (run.status === 'SUCCEEDED' && namesOutputs && outputs.length === 0);
  return (
    <div className={styles.padded}>
      {run.error && <FailureCard failure={run.error} onSelect={(path) => selectPath(tools, path)} />}
      {isPending && <p className={styles.hint}>{t('editor.outputPending')}</p>}
      <Outputs outputs={outputs} />
      {run.status === 'SUCCEEDED' && !namesOutputs && <LastAnswers view={view} />}
    </div>
  );
}

/** Texts first, then single values, then lists and objects: stored objects have no order of their own. */
function byReading(outputs: [string, Json][]): [string, Json][] {
  const rank = (value: Json) => (typeof value === 'string' ? 0 : typeof value === 'object' && value !== null ? 2 : 1);
  return outputs.toSorted(([, a], [, b]) => rank(a) - rank(b));
}

function Outputs({ outputs }: { outputs: readonly [string, Json][] }) {
  return (
    <div className={styles.outputs}>
      {outputs.map(([name, value]) => (
        <section key={name} aria-label={name}>
          <h3 className={styles.name}>{name}</h3>
          <JsonView value={value} label={name} />
        </section>
      ))}
    </div>
  );
}

/** A flow that names no outputs still answered something: what its last nodes said, in short. */
function LastAnswers({ view }: { view: RunView }) {
  const t = useT();
  const { store } = useTools();
  const document = toDocument(view.run.dsl);
  const names = nodeNames(document, t);
  const last = document.nodes.filter((node) => !document.edges.some((edge) => edge.from === node.id));
  const answers = last.flatMap(({ id }): [string, Json][] => {
    const preview = view.tasks.get(id)?.preview;
    return preview ? [[names.get(id) ?? id, preview]] : [];
  });
  return (
    <>
      <p>{t('editor.noOutputs')}</p>
      <div>
        <Button size="small" icon="plus" onClick={() => store.reveal(null, 'outputs')}>
          {t('editor.declareOutputs')}
        </Button>
      </div>
      <Outputs outputs={answers} />
    </>
  );
}
