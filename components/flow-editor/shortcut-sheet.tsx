'use client';

import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { Kbd } from '@/components/ui/kbd';
import { EDITOR_ACTIONS } from './editor-actions';
import styles from './editor-dialogs.module.css';
import { keysText } from './shortcuts';
import { useCloseDialog } from './use-close-dialog';
import { isMacKeyboard } from './use-keyboard';

/** Every action with its keys. */
export function ShortcutSheet() {
  const t = useT();
  const close = useCloseDialog();
  const isMac = isMacKeyboard();
  const shift = keysText('shift', isMac);
  const gestures = [
    [t('editor.shortcuts.move'), t('editor.shortcuts.arrows')],
    [t('editor.shortcuts.multi'), `${shift} + ${t('editor.shortcuts.click')}`],
    [t('editor.shortcuts.box'), `${shift} + ${t('editor.shortcuts.drag')}`],
    [t('editor.shortcuts.pan'), t('editor.shortcuts.drag')],
    [t('editor.shortcuts.zoom'), t('editor.shortcuts.wheel')],
  ] as const;
  return (
    <Dialog open title={t('editor.shortcuts.title')} description={t('editor.shortcuts.text')} onClose={close}>
      <dl className={styles.keys}>
        {EDITOR_ACTIONS.map((action) => (
          <div key={action.id}>
            <dt>{t(action.label)}</dt>
            <dd>
              {action.shortcuts.map((shortcut) => (
                <Kbd key={shortcut}>{keysText(shortcut, isMac)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <h3 className={styles.heading}>{t('editor.shortcuts.canvas')}</h3>
      <dl className={styles.keys}>
        {gestures.map(([label, keys]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Kbd>{keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
