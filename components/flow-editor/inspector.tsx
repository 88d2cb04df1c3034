'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowEdge } from '@/lib/dsl/document';
import { fullEdge } from '@/lib/dsl/graph';
import { DocumentSettings } from './document-settings';
import { duplicateSelection, removeParts } from './edit-selection';
import { useEditor, useTools } from './editor-context';
import styles from './inspector.module.css';
import { InspectorSources } from './inspector-sources';
import { NodeInspector } from './node-inspector';
import { useFieldFocus } from './use-field-focus';

/** What can be set of the selection: one node, an edge, several nodes; of the flow where nothing is selected. */
export function Inspector() {
  const panel = useRef<HTMLDivElement>(null);
  const selection = useEditor((state) => state.selection);
  const edge = useEditor((state) => state.selectedEdge);
  useFieldFocus(panel);
  const [nodeId] = selection;
  return (
    <div ref={panel} className={styles.panel}>
      {edge && selection.size === 0 && <EdgeSettings edge={edge} />}
      {!edge && nodeId === undefined && (
        <InspectorSources nodeId={null}>
          <DocumentSettings />
        </InspectorSources>
      )}
      {nodeId !== undefined && selection.size === 1 && (
        <InspectorSources key={nodeId} nodeId={nodeId}>
          <NodeInspector nodeId={nodeId} />
        </InspectorSources>
      )}
      {selection.size > 1 && <SeveralNodes ids={selection} />}
    </div>
  );
}

function EdgeSettings({ edge }: { edge: FlowEdge }) {
  const t = useT();
  const tools = useTools();
  const { from, port, to } = fullEdge(edge);
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>{t('editor.node.edge')}</h2>
      <p className={styles.text}>{t('editor.node.edgeText', { from, port, to })}</p>
      <Button icon="trash-2" onClick={() => removeParts(tools, [], [edge])}>
        {t('editor.node.deleteEdge')}
      </Button>
    </div>
  );
}

function SeveralNodes({ ids }: { ids: ReadonlySet<string> }) {
  const t = useT();
  const tools = useTools();
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>{t('editor.node.selected', { count: ids.size })}</h2>
      <p className={styles.text}>{t('editor.node.multiText')}</p>
      <div className={styles.buttons}>
        <Button icon="copy-plus" onClick={() => duplicateSelection(tools)}>
          {t('editor.node.duplicate')}
        </Button>
        <Button icon="trash-2" onClick={() => removeParts(tools, ids, [])}>
          {t('editor.node.delete')}
        </Button>
      </div>
    </div>
  );
}
