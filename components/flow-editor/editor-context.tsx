'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { EditorState } from './editor-store';
import type { EditorTools, IssueState, RunState } from './editor-tools';
import type { UiState } from './editor-ui';

const EditorContext = createContext<EditorTools | null>(null);

/** Gives one editor's parts what they share. */
export function EditorProvider({ tools, children }: { tools: EditorTools; children: ReactNode }) {
  return <EditorContext.Provider value={tools}>{children}</EditorContext.Provider>;
}

/** Stores and services of the editor around; its identity does not change. */
export function useTools(): EditorTools {
  const tools = useContext(EditorContext);
  if (!tools) throw new Error('Wrap this in an EditorProvider');
  return tools;
}

/** One answer out of the document and its surroundings. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useTools().store, select);
}

/** One answer out of what is open. */
export function useUi<T>(select: (state: UiState) => T): T {
  return useStore(useTools().ui, select);
}

/** One answer out of what validation found. */
export function useIssues<T>(select: (state: IssueState) => T): T {
  return useStore(useTools().issues, select);
}

/** One answer out of the run that is shown. */
export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(useTools().run, select);
}
