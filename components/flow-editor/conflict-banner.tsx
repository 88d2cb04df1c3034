'use client';

import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { useEditor, useTools } from './editor-context';
import frame from './editor-frame.module.css';

/** Says that the draft was changed elsewhere, until somebody chose which one stays. */
export function ConflictBanner() {
  const t = useT();
  const { ui } = useTools();
  const isConflict = useEditor((state) => state.save.status === 'conflict');
  useEffect(() => {
    // A dialog that is open keeps the person's attention; the banner waits.
    if (isConflict && ui.getState().dialog === null) ui.setState({ dialog: 'conflict' });
  }, [isConflict, ui]);
  if (!isConflict) return null;
  return (
    <div className={frame.banner} role="alert">
      <Icon name="triangle-alert" />
      <span>{t('editor.conflict.banner')}</span>
      <Button size="small" onClick={() => ui.setState({ dialog: 'conflict' })}>
        {t('editor.conflict.open')}
      </Button>
    </div>
  );
}
