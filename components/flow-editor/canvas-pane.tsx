'use client';

import { useMemo } from 'react';
import { CanvasView } from '@/components/canvas/canvas-view';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import type { FlowEdge } from '@/lib/dsl/document';
import { issueText } from '@/lib/i18n';
import styles from './canvas-pane.module.css';
import { connectProblem } from './connect-problem';
import { addNode, apply } from './edit-selection';
import { useEditor, useIssues, useTools, useUi } from './editor-context';
import { EmptyCanvas } from './empty-canvas';
import { issuesByNode } from './issue-places';
import { openBody } from './new-node';
import { ScopeBar } from './scope-bar';

/** The drawing of the open scope, wired to the document: gestures become edits. */
export function CanvasPane() {
  const t = useT();
  const toast = useToast();
  const tools = useTools();
  const { store, catalog, overlay, ui } = tools;
  const document = useEditor((state) => state.document);
  const scope = useEditor((state) => state.scope);
  const selection = useEditor((state) => state.selection);
  const selectedEdge = useEditor((state) => state.selectedEdge);
  const focusNodeId = useFocusedNode();
  const issues = useIssues((state) => state.issues);
  const byNode = useMemo(() => issuesByNode(document, issues, (issue) => issueText(t, issue)), [document, issues, t]);
  const problemOf = (edge: FlowEdge) => {
    const problem = connectProblem(store.getState().document, catalog, edge);
    return problem ? t(`editor.connect.${problem.reason}`, problem.params) : null;
  };
  const isEmpty = openBody(document, scope).nodes.length === 0;
  return (
    <div className={styles.pane}>
      <CanvasView
        document={document}
        scope={scope}
        catalog={catalog}
        selection={selection}
        selectedEdge={selectedEdge}
        overlay={overlay}
        issues={byNode}
        readOnly={false}
        focusNodeId={focusNodeId}
        onMove={(moves) => apply(tools, { kind: 'move_nodes', moves }, 'merge')}
        onConnect={(edge) => apply(tools, { kind: 'add_edge', scope, edge })}
        connectProblem={problemOf}
        onConnectRefused={(problem) => toast({ tone: 'neutral', text: problem })}
        onSelect={(ids) => store.select(ids)}
        onSelectEdge={(edge) => store.selectEdge(edge)}
        onOpenBody={(nodeId) => store.openScope(nodeId)}
        onDropType={(type, at) => addNode(tools, type, at)}
        onAddAt={(at) => ui.setState({ dialog: 'search', addAt: at })}
      />
      {scope !== null && <ScopeBar scope={scope} />}
      {isEmpty && <EmptyCanvas isBody={scope !== null} />}
    </div>
  );
}

/** The node somebody asked to see; a wish for a field of the flow moves nothing. */
function useFocusedNode(): string | null {
  const focus = useEditor((state) => state.focus);
  const isOpen = useUi((state) => state.sheet !== 'panel');
  return isOpen ? focus.nodeId : null;
}
