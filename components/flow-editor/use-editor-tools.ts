'use client';

import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import { useApi } from '@/components/api';
import { createCanvasOverlay } from '@/components/canvas/overlay';
import { useShowShortcuts } from '@/components/shortcuts';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import type { FlowDetail } from '@/lib/contracts/flows';
import type { FlowDocument } from '@/lib/dsl/document';
import { catalog } from '@/lib/nodes/catalog';
import { DraftSaver } from './draft-saver';
import { createEditorStore } from './editor-store';
import type { EditorTools, IssueState, RunState } from './editor-tools';
import { createEditorUi } from './editor-ui';
import { saveDraftOver } from './save-draft';

/** Makes the stores and the saver of one mounted editor; they live as long as it does. */
export function useEditorTools(flow: FlowDetail, document: FlowDocument): EditorTools {
  const api = useApi();
  const t = useT();
  const toast = useToast();
  const showShortcuts = useShowShortcuts();
  const [tools] = useState<EditorTools>(() => {
    const runId = runInAddress();
    const store = createEditorStore({ document, draftVersion: flow.draftVersion });
    return {
      flowId: flow.id,
      catalog,
      store,
      ui: createEditorUi({ panelOpen: runId !== null }),
      overlay: createCanvasOverlay(),
      issues: createStore<IssueState>(() => ({ issues: [], placed: [] })),
      run: createStore<RunState>(() => ({ runId, starting: false, stopping: false, follow: null })),
      saver: new DraftSaver(store, saveDraftOver(api, flow.id)),
      showShortcuts,
      tell: ({ tone, key, params }) => toast({ tone, text: t(key, params) }),
    };
  });
  useEffect(() => {
    const stop = tools.saver.start();
    return () => {
      stop();
      // Leaving for another page of the app: what is not saved yet still is.
      void tools.saver.flush();
    };
  }, [tools]);
  return tools;
}

/** The run named by `?run=`, so that a reload in the middle of a run shows it again. */
function runInAddress(): string | null {
  return new URLSearchParams(location.search).get('run');
}
