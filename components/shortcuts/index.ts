export { holdsMod, type KeyPress, keysText, matchesPress } from './key-press';
export { isField, isInDialog, isMacKeyboard } from './keyboard-place';
export type { ShortcutGroup } from './shortcut-sheet';
export { type AppShortcut, ShortcutsProvider, useShortcutGroups, useShowShortcuts } from './shortcuts-provider';
