'use client';

import { useState } from 'react';
import { QueryError } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { CredentialMap } from './credential-map';
import styles from './flow-transfer.module.css';
import type { OpenFlow } from './import-dialog';
import { ImportReport } from './import-report';
import { ImportTarget, NEW_FLOW } from './import-target';
import { useImport } from './use-import';
import { usePreview } from './use-preview';

/** The report of a text, where it goes, which credentials it gets, and the button that writes it. */
export function ReportStep(props: {
  open: boolean;
  text: string;
  openFlow: OpenFlow | undefined;
  onBack: () => void;
  onClose: () => void;
}) {
  const t = useT();
  const { open, text, openFlow, onBack, onClose } = props;
  const [target, setTarget] = useState(openFlow?.flowId ?? NEW_FLOW);
  const [name, setName] = useState<string | null>(null);
  const [credentials, setCredentials] = useState<Record<string, string>>({});
  const preview = usePreview(text, target === NEW_FLOW ? undefined : target);
  const importing = useImport({ openFlow, onDone: onClose, onConflict: () => void preview.refetch() });
  const report = preview.data;
  const isUpdate = target !== NEW_FLOW;
  const submit = () => {
    if (report) importing.start({ text, report, name, credentials });
  };
  const wantsName = !isUpdate && name !== null && name.trim() === '';
  return (
    <Dialog
      open={open}
      title={t('transfer.reportTitle')}
      onClose={onClose}
      footer={
        <>
          <Button icon="arrow-left" onClick={onBack}>
            {t('transfer.back')}
          </Button>
          {report?.canImport && (
            <Button variant="primary" busy={importing.isBusy} disabled={wantsName || preview.isPlaceholderData} onClick={submit}>
              {t(isUpdate ? 'transfer.update' : 'transfer.submit')}
            </Button>
          )}
        </>
      }
    >
      {preview.isPending && <Skeleton height={160} />}
      {preview.isError && <QueryError error={preview.error} onRetry={() => preview.refetch()} />}
      {importing.error && (
        <p className={styles.error} role="alert">
          {importing.error}
        </p>
      )}
      {report?.canImport && (
        <ImportTarget
          report={report}
          openFlow={openFlow}
          target={target}
          onTarget={setTarget}
          name={name ?? report.name ?? ''}
          onName={setName}
        />
      )}
      {report && <ImportReport report={report} />}
      {report && report.credentials.length > 0 && (
        <CredentialMap needs={report.credentials} areSeen={report.credentialsSeen} chosen={credentials} onChange={setCredentials} />
      )}
    </Dialog>
  );
}
