'use client';

import { useMemo, useState } from 'react';
import { SchemaField, SchemaForm, useDraft } from '@/components/schema-form';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { TextArea, TextInput } from '@/components/ui/text-input';
import type { FlowNode } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import { issueText } from '@/lib/i18n';
import type { Json, JsonObject } from '@/lib/std/json';
import { apply, duplicateSelection, removeParts } from './edit-selection';
import { useEditor, useIssues, useTools } from './editor-context';
import { fieldProblems } from './field-problems';
import styles from './inspector.module.css';
import { Folded, OwnProblems } from './inspector-parts';
import { NodeBehaviour } from './node-behaviour';
import { typeTitle } from './node-types';
import { TypeTile } from './palette';

/** Everything that can be set of one node: its name, its type's parameters, how it behaves. */
export function NodeInspector({ nodeId }: { nodeId: string }) {
  const t = useT();
  const tools = useTools();
  const node = useEditor((state) => nodeIndex(state.document).get(nodeId)?.node);
  const placed = useIssues((state) => state.placed);
  const problems = useMemo(() => fieldProblems(placed, nodeId, (issue) => issueText(t, issue)), [placed, nodeId, t]);
  if (!node) return null;
  const description = tools.catalog.get(node.type);
  const set = (field: string, value: Json | undefined) => apply(tools, { kind: 'set_node_field', nodeId, field, value }, 'merge');
  return (
    <>
      <NodeHeader node={node} />
      <div className={styles.section}>
        <OwnProblems texts={problems.get('') ?? []} />
        <NameField label={node.label ?? ''} placeholder={nodeId} onChange={(label) => set('label', label === '' ? undefined : label)} />
        {description ? (
          // A node is JSON: the interfaces of its parts have no index signature to say so.
          <SchemaForm schema={description.parameters} value={node as unknown as JsonObject} problems={problems} onChange={set} />
        ) : (
          <UnknownType node={node} />
        )}
      </div>
      {description && <NodeBehaviour node={node} description={description} problems={problems} onChange={set} />}
      <Folded title={t('editor.node.more')} isOpen={problems.has('notes')}>
        <IdField nodeId={nodeId} />
        <NotesField notes={node.notes ?? ''} onChange={(notes) => set('notes', notes === '' ? undefined : notes)} />
      </Folded>
    </>
  );
}

function NodeHeader({ node }: { node: FlowNode }) {
  const t = useT();
  const tools = useTools();
  const description = tools.catalog.get(node.type);
  return (
    <header className={styles.header}>
      {description ? <TypeTile description={description} /> : <Icon name="square" size={16} />}
      <div className={styles.names}>
        <h2 className={styles.title}>{node.label ?? node.id}</h2>
        <p className={styles.type}>{description ? typeTitle(t, description) : node.type}</p>
      </div>
      {description?.control === 'scope' && (
        <IconButton icon="chevrons-up-down" size="small" label={t('editor.node.openBody')} onClick={() => tools.store.openScope(node.id)} />
      )}
      <IconButton icon="copy-plus" size="small" label={t('editor.node.duplicate')} onClick={() => duplicateSelection(tools)} />
      <IconButton icon="trash-2" size="small" label={t('editor.node.delete')} onClick={() => removeParts(tools, [node.id], [])} />
    </header>
  );
}

function NameField({ label, placeholder, onChange }: { label: string; placeholder: string; onChange: (label: string) => void }) {
  const t = useT();
  const draft = useDraft(label, onChange);
  return (
    <div data-field="label">
      <Field label={t('editor.node.label')}>
        <TextInput
          value={draft.text}
          placeholder={placeholder}
          maxLength={128}
          onChange={(event) => draft.change(event.target.value)}
          onBlur={draft.settle}
        />
      </Field>
    </div>
  );
}

function NotesField({ notes, onChange }: { notes: string; onChange: (notes: string) => void }) {
  const t = useT();
  const draft = useDraft(notes, onChange);
  return (
    <Field label={t('editor.node.notes')}>
      <TextArea rows={3} value={draft.text} onChange={(event) => draft.change(event.target.value)} onBlur={draft.settle} />
    </Field>
  );
}

/** An id is handed on when the field is left: half of an id would rename every reference to half of it. */
function IdField({ nodeId }: { nodeId: string }) {
  const t = useT();
  const tools = useTools();
  const [text, setText] = useState(nodeId);
  const rename = () => {
    if (text === nodeId) return;
    if (apply(tools, { kind: 'rename_node', nodeId, newId: text })) tools.store.select([text]);
    else setText(nodeId);
  };
  return (
    <Field label={t('editor.node.id')} hint={t('editor.node.idHint')}>
      <TextInput
        mono
        spellCheck={false}
        value={text}
        maxLength={64}
        onChange={(event) => setText(event.target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename();
          if (event.key === 'Escape') setText(nodeId);
        }}
      />
    </Field>
  );
}

/** A node whose type this server does not have is edited as the JSON it is. */
function UnknownType({ node }: { node: FlowNode }) {
  const t = useT();
  const tools = useTools();
  const { id, ...members } = node;
  return (
    <SchemaField
      name="type"
      schema={{ type: 'object', title: t('editor.node.parameters'), description: t('editor.node.unknownType', { type: node.type }) }}
      // A node is JSON: the interfaces of its parts have no index signature to say so.
      value={members as unknown as Json}
      required
      problems={[]}
      siblings={{}}
      onChange={(value) => {
        // A value that is no node is refused by the command, which says so.
        if (value !== undefined)
          apply(tools, { kind: 'replace_node', nodeId: id, node: { ...(value as object), id } as FlowNode }, 'merge');
      }}
    />
  );
}
