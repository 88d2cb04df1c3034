'use client';

import { errorText } from '@/components/api';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import type { FlowSummary } from '@/lib/contracts/flows';
import { useDeleteFlow } from './use-flows';

/** Asks before a flow is deleted; null shows nothing. */
export function DeleteFlowDialog({ flow, onClose }: { flow: FlowSummary | null; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const remove = useDeleteFlow();
  const confirm = () => {
    if (!flow) return;
    remove.mutate(flow, {
      onSuccess: () => {
        toast({ tone: 'ok', text: t('flows.deleted', { name: flow.name }) });
        onClose();
      },
      onError: (error) => {
        toast({ tone: 'bad', text: errorText(t, error) });
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      open={flow !== null}
      title={t('flows.deleteTitle', { name: flow?.name ?? '' })}
      text={t('flows.deleteText')}
      confirm={t('flows.deleteConfirm')}
      busy={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
