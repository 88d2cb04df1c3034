/** What of a key press decides; `repeat` and others do not. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Whether a press holds Command on a Mac, Control elsewhere. */
export function holdsMod(press: KeyPress, isMac: boolean): boolean {
  return isMac ? press.metaKey : press.ctrlKey;
}

/** Whether a press is that of a shortcut such as `mod+shift+z`; `mod` is Command on a Mac, Control elsewhere. */
export function matchesPress(shortcut: string, press: KeyPress, isMac: boolean): boolean {
  const isMod = holdsMod(press, isMac);
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
