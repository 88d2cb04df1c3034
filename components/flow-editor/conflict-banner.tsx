'use client';

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
