import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NodeLayout } from '@/lib/dsl/document';

export type PanelTab = 'timeline' | 'output' | 'problems' | 'node';
export type EditorDialog = 'search' | 'run' | 'publish' | 'conflict' | 'import';

/** What is open around the canvas: nothing of it belongs to the flow. */
export interface UiState {
  /** The flow as a drawing or as text. */
  view: 'canvas' | 'dsl';
  dialog: EditorDialog | null;
  /** Where the node chosen in the search goes; null is beside the selection. */
  addAt: NodeLayout | null;
  tab: PanelTab;
  panelOpen: boolean;
  panelHeightPx: number;
  /** On phones, the sheet that covers the canvas. */
  sheet: 'palette' | 'inspector' | 'panel' | null;
  /** Item that is looked at inside each open body, by the id of the node around it. */
  items: Readonly<Record<string, number>>;
}

export type EditorUi = StoreApi<UiState>;

export const PANEL_HEIGHT = { min: 120, usual: 232, max: 640 } as const;

/** The surroundings of one editor; the panel is open from the start where a run is shown from the start. */
export function createEditorUi({ panelOpen }: Pick<UiState, 'panelOpen'>): EditorUi {
  return createStore<UiState>(() => ({
    view: 'canvas',
    dialog: null,
    addAt: null,
    tab: 'timeline',
    panelOpen,
    panelHeightPx: PANEL_HEIGHT.usual,
    sheet: null,
    items: {},
  }));
}

/** Opens the bottom panel (on phones its sheet) at a tab. */
export function showTab(ui: EditorUi, tab: PanelTab): void {
  ui.setState({ tab, panelOpen: true, sheet: 'panel' });
}
