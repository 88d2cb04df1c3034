'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { useT } from './i18n-provider';

/** Asks before something that cannot be taken back. The button says what happens, not "OK". */
export function ConfirmDialog({
  open,
  title,
  text,
  confirm,
  dismiss,
  busy = false,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: string;
  text: ReactNode;
  confirm: string;
  dismiss?: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Dialog
      open={open}
      title={title}
      description={text}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{dismiss ?? t('common.cancel')}</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    />
  );
}
