import { type ActionId, EDITOR_ACTIONS, type EditorAction } from './editor-actions';

/** What of a key press decides; `repeat` and others do not. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The action a key press asks for; null for none. Presses in a field belong to the field unless they hold Mod and Enter. */
export function actionFor(press: KeyPress, place: { inField: boolean; inDialog: boolean; isMac: boolean }): EditorAction | null {
  if (place.inDialog || press.altKey) return null;
  const isMod = place.isMac ? press.metaKey : press.ctrlKey;
  if (place.inField && !(isMod && press.key === 'Enter')) return null;
  const found = EDITOR_ACTIONS.find((action) => action.shortcuts.some((shortcut) => matches(shortcut, press, isMod)));
  return found ?? null;
}

function matches(shortcut: string, press: KeyPress, isMod: boolean): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  // A sign such as ? is typed with Shift on many keyboards and without on others.
  const isLetter = /^[a-z]$/.test(key);
  const isShiftRight = parts.includes('shift') === press.shiftKey || (key.length === 1 && !isLetter);
  return press.key.toLowerCase() === key && parts.includes('mod') === isMod && isShiftRight && (isMod || !(press.ctrlKey || press.metaKey));
}

/** The keys of a shortcut as printed on them: `⌘Z`, `Ctrl+Shift+Z`. */
export function keysText(shortcut: string, isMac: boolean): string {
  const parts = shortcut.split('+').map((part) => keyText(part, isMac));
  return parts.join(isMac ? '' : '+');
}

/** The first shortcut of an action as printed. */
export function shortcutText(id: ActionId, isMac: boolean): string {
  const shortcut = EDITOR_ACTIONS.find((action) => action.id === id)?.shortcuts[0];
  return shortcut ? keysText(shortcut, isMac) : '';
}

const NAMES: Record<string, readonly [mac: string, other: string]> = {
  mod: ['⌘', 'Ctrl'],
  shift: ['⇧', 'Shift'],
  enter: ['↩', 'Enter'],
  delete: ['⌦', 'Del'],
  backspace: ['⌫', 'Backspace'],
  escape: ['⎋', 'Esc'],
};

function keyText(part: string, isMac: boolean): string {
  const names = NAMES[part];
  if (names) return isMac ? names[0] : names[1];
  return part.toUpperCase();
}
