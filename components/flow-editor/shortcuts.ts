import { holdsMod, type KeyPress, keysText, matchesPress } from '@/components/shortcuts';
import { type ActionId, EDITOR_ACTIONS, type EditorAction } from './editor-actions';

/** The action a key press asks for; null for none. Presses in a field belong to the field unless they hold Mod and Enter. */
export function actionFor(press: KeyPress, place: { inField: boolean; inDialog: boolean; isMac: boolean }): EditorAction | null {
  if (place.inDialog || press.altKey) return null;
  if (place.inField && !(holdsMod(press, place.isMac) && press.key === 'Enter')) return null;
  return EDITOR_ACTIONS.find((action) => action.shortcuts.some((shortcut) => matchesPress(shortcut, press, place.isMac))) ?? null;
}

/** The first shortcut of an action as printed. */
export function shortcutText(id: ActionId, isMac: boolean): string {
  const shortcut = EDITOR_ACTIONS.find((action) => action.id === id)?.shortcuts[0];
  return shortcut ? keysText(shortcut, isMac) : '';
}
