'use client';

import { useMemo } from 'react';
import { isMacKeyboard, keysText, type ShortcutGroup, useShortcutGroups } from '@/components/shortcuts';
import { useT } from '@/components/ui/i18n-provider';
import { EDITOR_ACTIONS } from './editor-actions';

/** Lists the editor's actions and the gestures of its canvas in the sheet of shortcuts. */
export function useEditorShortcuts(): void {
  const t = useT();
  const groups = useMemo<ShortcutGroup[]>(() => {
    const shift = keysText('shift', isMacKeyboard());
    const gestures = [
      [t('editor.shortcuts.move'), t('editor.shortcuts.arrows')],
      [t('editor.shortcuts.multi'), `${shift} + ${t('editor.shortcuts.click')}`],
      [t('editor.shortcuts.box'), `${shift} + ${t('editor.shortcuts.drag')}`],
      [t('editor.shortcuts.pan'), t('editor.shortcuts.drag')],
      [t('editor.shortcuts.zoom'), t('editor.shortcuts.wheel')],
    ] as const;
    // The sheet's own key stands among those of every screen.
    const actions = EDITOR_ACTIONS.filter(({ id }) => id !== 'shortcuts');
    return [
      { title: t('editor.title'), lines: actions.map(({ label, shortcuts }) => ({ label: t(label), shortcuts })) },
      { title: t('editor.shortcuts.canvas'), lines: gestures.map(([label, keys]) => ({ label, keys, shortcuts: [] })) },
    ];
  }, [t]);
  useShortcutGroups(groups);
}
