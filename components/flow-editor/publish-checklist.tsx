'use client';

import { TriggerEffectList, triggerEffects } from '@/components/document-diff';
import { useT } from '@/components/ui/i18n-provider';
import { Checkbox } from '@/components/ui/switch';
import { nodeIndex } from '@/lib/dsl/graph';
import { Check } from './checklist-line';
import { DraftRunCheck } from './draft-run-check';
import { useEditor, useTools } from './editor-context';
import styles from './publish-dialog.module.css';
import { useCloseDialog } from './use-close-dialog';
import type { LiveChanges } from './use-live-changes';
import type { PublishPoint, PublishPoints } from './use-publish-points';
import { useFlowFacts } from './use-settings';

/** What stands in the way, what is to be known, and what the triggers will do. */
export function PublishChecklist({
  points,
  changes,
  isAccepted,
  onAccept,
}: {
  points: PublishPoints;
  changes: LiveChanges;
  isAccepted: boolean;
  onAccept: (isOn: boolean) => void;
}) {
  const t = useT();
  const { errors, warnings, missing, toAccept } = points;
  const toKnow = warnings.length + missing.length;
  return (
    <ul className={styles.checks}>
      {errors.length > 0 ? (
        <Check tone="bad" text={t('editor.publishDialog.errors', { count: errors.length })}>
          <Points points={errors} />
        </Check>
      ) : (
        <Check tone="ok" text={t('editor.publishDialog.noErrors')} />
      )}
      {warnings.length > 0 ? (
        <Check tone="wait" text={t('editor.publishDialog.warnings', { count: warnings.length })}>
          <Points points={warnings} />
        </Check>
      ) : (
        <Check tone="ok" text={t('editor.publishDialog.noWarnings')} />
      )}
      {missing.length > 0 ? (
        <Check tone="wait" text={t('editor.publishDialog.accessMissing', { count: missing.length })}>
          <Points points={missing} />
        </Check>
      ) : (
        <Check tone="ok" text={t('editor.publishDialog.access')} />
      )}
      <DraftRunCheck />
      <TriggerCheck changes={changes} />
      {toAccept !== '' && errors.length === 0 && (
        <li className={styles.accept}>
          <Checkbox label={t('editor.publishDialog.accept', { count: toKnow })} checked={isAccepted} onChange={onAccept} />
        </li>
      )}
    </ul>
  );
}

/** Points by node; a press leads there. */
function Points({ points }: { points: readonly PublishPoint[] }) {
  const t = useT();
  const { store, ui } = useTools();
  const close = useCloseDialog();
  const document = useEditor((state) => state.document);
  const index = nodeIndex(document);
  const jump = ({ nodeId, field }: PublishPoint) => {
    close();
    store.reveal(nodeId, field);
    ui.setState({ sheet: 'inspector' });
  };
  return (
    <ul className={styles.points}>
      {points.map((point) => (
        <li key={`${point.nodeId} ${point.field} ${point.text}`}>
          <button type="button" className={styles.point} onClick={() => jump(point)}>
            <b>{point.nodeId === null ? t('editor.problemsList.flow') : (index.get(point.nodeId)?.node.label ?? point.nodeId)}</b>{' '}
            {point.text}
          </button>
        </li>
      ))}
    </ul>
  );
}

function TriggerCheck({ changes }: { changes: LiveChanges }) {
  const t = useT();
  const { flowId } = useTools();
  const facts = useFlowFacts(flowId).data;
  if (changes.kind === 'unknown') return null;
  const effects = triggerEffects(changes.kind === 'known' ? changes.before.triggers : [], changes.after.triggers);
  const addresses = new Map((facts?.triggers ?? []).flatMap(({ declaredId, url }) => (url === null ? [] : [[declaredId, url] as const])));
  return (
    <Check tone="none" text={t('editor.publishDialog.triggers')}>
      <TriggerEffectList effects={effects} addresses={addresses} />
    </Check>
  );
}
