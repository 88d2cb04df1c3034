import type { IconName } from '@/components/ui/icon';
import type { MessageKey } from '@/lib/i18n';
import { duplicateSelection, removeParts, selectAll, toggleDisabled } from './edit-selection';
import type { EditorTools } from './editor-tools';

/** Something a person can do: told once, offered by toolbar, keyboard and the list of shortcuts. */
export interface EditorAction {
  id: string;
  label: MessageKey;
  icon: IconName;
  /** `mod+shift+z`; `mod` is Command on a Mac, Control elsewhere. The first is the one shown. */
  shortcuts: readonly string[];
  isEnabled: (tools: EditorTools) => boolean;
  /** null: the browser tells the press by an event of its own (copy, cut, paste), which needs no permission. */
  perform: ((tools: EditorTools) => void) | null;
}

const hasSelection = ({ store }: EditorTools) => store.getState().selection.size > 0;
const always = () => true;

/** Every action, in the order the list of shortcuts shows them. */
export const EDITOR_ACTIONS = [
  {
    id: 'run',
    label: 'editor.actions.run',
    icon: 'play',
    shortcuts: ['mod+enter'],
    isEnabled: ({ run }) => !run.getState().starting,
    perform: ({ ui }) => ui.setState({ dialog: 'run' }),
  },
  {
    id: 'publish',
    label: 'editor.actions.publish',
    icon: 'rocket',
    shortcuts: ['shift+p'],
    isEnabled: always,
    perform: ({ ui }) => ui.setState({ dialog: 'publish' }),
  },
  {
    id: 'addNode',
    label: 'editor.actions.addNode',
    icon: 'plus',
    shortcuts: ['n', '/'],
    isEnabled: always,
    perform: ({ ui }) => ui.setState({ dialog: 'search', addAt: null }),
  },
  {
    id: 'undo',
    label: 'editor.actions.undo',
    icon: 'undo-2',
    shortcuts: ['mod+z'],
    isEnabled: ({ store }) => store.getState().history.undo.length > 0,
    perform: ({ store }) => store.undo(),
  },
  {
    id: 'redo',
    label: 'editor.actions.redo',
    icon: 'redo-2',
    shortcuts: ['mod+shift+z', 'mod+y'],
    isEnabled: ({ store }) => store.getState().history.redo.length > 0,
    perform: ({ store }) => store.redo(),
  },
  {
    id: 'copy',
    label: 'editor.actions.copy',
    icon: 'copy',
    shortcuts: ['mod+c'],
    isEnabled: hasSelection,
    perform: null,
  },
  {
    id: 'cut',
    label: 'editor.actions.cut',
    icon: 'copy',
    shortcuts: ['mod+x'],
    isEnabled: hasSelection,
    perform: null,
  },
  {
    id: 'paste',
    label: 'editor.actions.paste',
    icon: 'file-text',
    shortcuts: ['mod+v'],
    isEnabled: always,
    perform: null,
  },
  {
    id: 'duplicate',
    label: 'editor.actions.duplicate',
    icon: 'copy-plus',
    shortcuts: ['mod+d'],
    isEnabled: hasSelection,
    perform: duplicateSelection,
  },
  {
    id: 'delete',
    label: 'editor.actions.delete',
    icon: 'trash-2',
    shortcuts: ['delete', 'backspace'],
    isEnabled: ({ store }) => store.getState().selection.size > 0 || store.getState().selectedEdge !== null,
    perform: (tools) => {
      const { selection, selectedEdge } = tools.store.getState();
      removeParts(tools, selection, selectedEdge ? [selectedEdge] : []);
    },
  },
  {
    id: 'toggleDisabled',
    label: 'editor.actions.toggleDisabled',
    icon: 'circle-slash',
    shortcuts: ['d'],
    isEnabled: hasSelection,
    perform: toggleDisabled,
  },
  {
    id: 'selectAll',
    label: 'editor.actions.selectAll',
    icon: 'layout-grid',
    shortcuts: ['mod+a'],
    isEnabled: always,
    perform: selectAll,
  },
  {
    id: 'up',
    label: 'editor.actions.up',
    icon: 'arrow-left',
    shortcuts: ['escape'],
    isEnabled: ({ store }) => store.getState().scope !== null || store.getState().selection.size > 0,
    perform: leave,
  },
  {
    id: 'togglePanel',
    label: 'editor.actions.togglePanel',
    icon: 'chevron-down',
    shortcuts: ['mod+j'],
    isEnabled: always,
    perform: ({ ui }) => ui.setState((state) => ({ panelOpen: !state.panelOpen })),
  },
  {
    id: 'dsl',
    label: 'editor.actions.dsl',
    icon: 'file-code',
    shortcuts: ['mod+e'],
    isEnabled: always,
    perform: ({ ui }) => ui.setState((state) => ({ view: state.view === 'dsl' ? 'canvas' : 'dsl' })),
  },
  {
    id: 'shortcuts',
    label: 'editor.actions.shortcuts',
    icon: 'circle-help',
    shortcuts: ['?'],
    isEnabled: always,
    perform: ({ showShortcuts }) => showShortcuts(),
  },
] as const satisfies readonly EditorAction[];

export type ActionId = (typeof EDITOR_ACTIONS)[number]['id'];

/** The action of an id. */
export function actionOf(id: ActionId): EditorAction {
  const action = EDITOR_ACTIONS.find((candidate) => candidate.id === id);
  if (!action) throw new Error(`No action ${id}`);
  return action;
}

/** First the selection goes, then the open body closes. */
function leave({ store }: EditorTools): void {
  const { scope, selection } = store.getState();
  if (selection.size > 0) store.select([]);
  else if (scope !== null) store.reveal(scope);
}
