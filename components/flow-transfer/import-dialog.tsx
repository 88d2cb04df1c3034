'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowDocument } from '@/lib/dsl/document';
import { ImportSource } from './import-source';
import { ReportStep } from './report-step';

/** The flow that is open around the dialog: an update goes into its editor, where it can be undone. */
export interface OpenFlow {
  flowId: string;
  name: string;
  /** Stores what is not saved yet, so that the report compares with what is on the screen; false when it cannot. */
  flush: () => Promise<boolean>;
  replace: (document: FlowDocument) => void;
}

/** A flow out of a text, in two steps: the text, and a report of what it would do and lacks here. Nothing is written before its end. */
export function ImportDialog({ open, onClose, openFlow }: { open: boolean; onClose: () => void; openFlow?: OpenFlow }) {
  const t = useT();
  const [text, setText] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const close = () => {
    setText('');
    setChecked(false);
    setError(null);
    onClose();
  };
  const change = (next: string) => {
    setText(next);
    setError(null);
  };
  const check = async () => {
    if (text.trim() === '') return setError(t('transfer.empty'));
    if (openFlow && !(await openFlow.flush())) return setError(t('transfer.notSaved'));
    setChecked(true);
  };
  if (isChecked) return <ReportStep open={open} text={text} openFlow={openFlow} onBack={() => setChecked(false)} onClose={close} />;
  return (
    <Dialog
      open={open}
      title={t('transfer.title')}
      description={t('transfer.text')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button variant="primary" onClick={check}>
            {t('transfer.check')}
          </Button>
        </>
      }
    >
      <ImportSource text={text} error={error} onText={change} onError={setError} />
    </Dialog>
  );
}
