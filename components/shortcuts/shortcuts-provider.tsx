'use client';

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import type { MessageKey } from '@/lib/i18n';
import { followKeys, type KeyAction } from './follow-keys';
import { isField, isInDialog, isMacKeyboard } from './keyboard-place';
import { type ShortcutGroup, ShortcutSheet } from './shortcut-sheet';

/** An action of every screen, with its name for the sheet. */
export interface AppShortcut extends KeyAction {
  label: MessageKey;
}

interface Shortcuts {
  /** Opens the sheet. */
  show: () => void;
  /** Lists groups in the sheet until the answer is called. */
  add: (groups: readonly ShortcutGroup[]) => () => void;
}

const ShortcutsContext = createContext<Shortcuts>({ show: () => undefined, add: () => () => undefined });

/** Opens the sheet of shortcuts. */
export function useShowShortcuts(): () => void {
  return useContext(ShortcutsContext).show;
}

/** Lists a screen's own shortcuts in the sheet while it is mounted. Keep the groups' identity while they mean the same. */
export function useShortcutGroups(groups: readonly ShortcutGroup[]): void {
  const { add } = useContext(ShortcutsContext);
  useEffect(() => add(groups), [add, groups]);
}

/** After this long, what was begun by one key is forgotten. */
const PATIENCE_MS = 1500;

/** Listens for the shortcuts of every screen and shows, under `?`, all that there are: the sheet and the listener read one list. */
export function ShortcutsProvider({ shortcuts, children }: { shortcuts: readonly AppShortcut[]; children: ReactNode }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const [added, setAdded] = useState<readonly (readonly ShortcutGroup[])[]>([]);
  const show = useCallback(() => setOpen(true), []);
  const add = useCallback((groups: readonly ShortcutGroup[]) => {
    setAdded((all) => [...all, groups]);
    return () => setAdded((all) => all.filter((one) => one !== groups));
  }, []);
  const all = useMemo<AppShortcut[]>(() => [{ keys: '?', label: 'shortcuts.show', perform: show }, ...shortcuts], [shortcuts, show]);
  useKeys(all);
  const everywhere = { title: t('shortcuts.everywhere'), lines: all.map(({ label, keys }) => ({ label: t(label), shortcuts: [keys] })) };
  return (
    <ShortcutsContext.Provider value={useMemo(() => ({ show, add }), [show, add])}>
      {children}
      {isOpen && <ShortcutSheet groups={[everywhere, ...added.flat()]} onClose={() => setOpen(false)} />}
    </ShortcutsContext.Provider>
  );
}

function useKeys(actions: readonly AppShortcut[]): void {
  const begun = useRef<{ keys: string | null; atMs: number }>({ keys: null, atMs: 0 });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // The screen's own listener may have answered already; a lone Shift on its way to ? says nothing.
      if (event.defaultPrevented || event.altKey || event.key === 'Shift' || isField(event.target) || isInDialog()) return;
      const isFresh = event.timeStamp - begun.current.atMs < PATIENCE_MS;
      const followed = followKeys(actions, isFresh ? begun.current.keys : null, event, isMacKeyboard());
      begun.current = { keys: followed.begun, atMs: event.timeStamp };
      if (followed.action === null && followed.begun === null) return;
      event.preventDefault();
      followed.action?.perform();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [actions]);
}
