'use client';

import { useDraft } from '@/components/schema-form';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { NumberInput } from '@/components/ui/number-input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import type { FlowNode } from '@/lib/dsl/document';
import type { Json } from '@/lib/std/json';
import styles from './inspector.module.css';
import { Folded } from './inspector-parts';
import { RetryFields } from './retry-fields';

/** Fields of every node that say how it behaves, whatever it does. */
const BEHAVIOUR_FIELDS = ['retry', 'timeout_ms', 'on_error', 'join', 'cost_tag', 'disabled', 'on_uncertain', 'idempotency'] as const;

interface BehaviourProps {
  node: FlowNode;
  description: NodeTypeDescription;
  problems: ReadonlyMap<string, readonly string[]>;
  onChange: (field: string, value: Json | undefined) => void;
}

/** When the node starts, how often it tries, what happens when it fails: the fields every node has. */
export function NodeBehaviour(props: BehaviourProps) {
  const t = useT();
  const { node, description, problems, onChange } = props;
  const isTask = description.control === 'task';
  const isUsed = BEHAVIOUR_FIELDS.some((field) => problems.has(field));
  return (
    <Folded title={t('editor.node.behaviour')} isOpen={isUsed}>
      <ErrorPolicy {...props} />
      {isTask && <RetryFields retry={node.retry} problems={problems.get('retry') ?? []} onChange={(retry) => onChange('retry', retry)} />}
      {isTask && (
        <div data-field="timeout_ms">
          <Field label={t('editor.behaviour.timeout')} hint={t('editor.behaviour.timeoutHint')} error={problems.get('timeout_ms')?.[0]}>
            <NumberInput integer min={1} value={node.timeout_ms ?? null} onCommit={(value) => onChange('timeout_ms', value ?? undefined)} />
          </Field>
        </div>
      )}
      <div data-field="join">
        <Field label={t('editor.behaviour.join')}>
          <Select
            value={node.join ?? 'all'}
            options={[
              { value: 'all', label: t('editor.behaviour.all') },
              { value: 'any', label: t('editor.behaviour.any') },
            ]}
            onChange={(value) => onChange('join', value === 'all' ? undefined : value)}
          />
        </Field>
      </div>
      {mayWrite(description) && <WritePolicy {...props} />}
      <CostTag tag={node.cost_tag ?? ''} onChange={(tag) => onChange('cost_tag', tag === '' ? undefined : tag)} />
      <div data-field="disabled" className={styles.line}>
        <Field label={t('editor.behaviour.disabled')} hint={t('editor.behaviour.disabledHint')}>
          <Switch checked={node.disabled === true} onChange={(checked) => onChange('disabled', checked ? true : undefined)} />
        </Field>
      </div>
    </Folded>
  );
}

function ErrorPolicy({ node, onChange }: BehaviourProps) {
  const t = useT();
  return (
    <div data-field="on_error">
      <Field label={t('editor.behaviour.onError')}>
        <Select
          value={node.on_error ?? 'fail'}
          options={[
            { value: 'fail', label: t('editor.behaviour.fail') },
            { value: 'continue', label: t('editor.behaviour.continue', { id: node.id }) },
            { value: 'branch', label: t('editor.behaviour.branch') },
          ]}
          onChange={(value) => onChange('on_error', value === 'fail' ? undefined : value)}
        />
      </Field>
    </div>
  );
}

/** For nodes that may write to the outside: what to do when nobody knows whether the write happened. */
function WritePolicy({ node, description, problems, onChange }: BehaviourProps) {
  const t = useT();
  const words = {
    retry: t('editor.behaviour.retry'),
    verify: t('editor.behaviour.verify'),
    ask: t('editor.behaviour.ask'),
    fail: t('editor.behaviour.failIt'),
  };
  const header = useDraft(node.idempotency?.header ?? '', (text) => onChange('idempotency', text === '' ? undefined : { header: text }));
  return (
    <>
      <div data-field="on_uncertain">
        <Field label={t('editor.behaviour.onUncertain')} error={problems.get('on_uncertain')?.[0]}>
          <Select
            value={node.on_uncertain ?? ''}
            options={[
              { value: '', label: t('editor.behaviour.usual', { value: words[description.onUncertain] }) },
              ...(['retry', 'ask', 'fail'] as const).map((value) => ({ value, label: words[value] })),
            ]}
            onChange={(value) => onChange('on_uncertain', value === '' ? undefined : value)}
          />
        </Field>
      </div>
      <div data-field="idempotency">
        <Field
          label={t('editor.behaviour.idempotency')}
          hint={t('editor.behaviour.idempotencyHint')}
          error={problems.get('idempotency')?.[0]}
        >
          <TextInput
            mono
            placeholder="Idempotency-Key"
            value={header.text}
            onChange={(event) => header.change(event.target.value)}
            onBlur={header.settle}
          />
        </Field>
      </div>
    </>
  );
}

function CostTag({ tag, onChange }: { tag: string; onChange: (tag: string) => void }) {
  const t = useT();
  const draft = useDraft(tag, onChange);
  return (
    <div data-field="cost_tag">
      <Field label={t('editor.behaviour.costTag')} hint={t('editor.behaviour.costTagHint')}>
        <TextInput value={draft.text} maxLength={64} onChange={(event) => draft.change(event.target.value)} onBlur={draft.settle} />
      </Field>
    </div>
  );
}

function mayWrite({ effect }: NodeTypeDescription): boolean {
  return effect.default === 'write' || Object.values(effect.by?.values ?? {}).includes('write');
}
