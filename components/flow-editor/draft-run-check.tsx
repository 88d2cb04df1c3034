'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { Button } from '@/components/ui/button';
import { useRelativeText } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Check } from './checklist-line';
import { useEditor, useTools } from './editor-context';
import styles from './publish-dialog.module.css';

const REFRESH_MS = 3000;

/** Whether the draft as it stands was run, and how that ended. */
export function DraftRunCheck() {
  const t = useT();
  const { ui } = useTools();
  const run = useDraftRun();
  const when = useRelativeText(run?.createdAt ?? null);
  if (run === undefined) return null;
  if (run === null) {
    return (
      <Check tone="wait" text={t('editor.publishDialog.run.none')}>
        <Button size="small" icon="play" onClick={() => ui.setState({ dialog: 'run' })}>
          {t('editor.publishDialog.run.start')}
        </Button>
      </Check>
    );
  }
  const { tone, word } = LOOKS[run.status] ?? { tone: 'none', word: 'going' };
  return (
    <Check tone={tone} text={t(`editor.publishDialog.run.${word}`, { when })}>
      <a href={`/runs/${run.runId}`} target="_blank" rel="noreferrer" className={styles.link}>
        {t('editor.publishDialog.run.open')}
      </a>
    </Check>
  );
}

const LOOKS: Record<string, { tone: 'ok' | 'bad' | 'wait'; word: 'succeeded' | 'failed' | 'cancelled' }> = {
  SUCCEEDED: { tone: 'ok', word: 'succeeded' },
  FAILED: { tone: 'bad', word: 'failed' },
  COMPENSATED: { tone: 'bad', word: 'failed' },
  COMPENSATION_FAILED: { tone: 'bad', word: 'failed' },
  CANCELLED: { tone: 'wait', word: 'cancelled' },
};

/** undefined: not known, as while the draft is being saved. */
function useDraftRun() {
  const api = useApi();
  const { flowId } = useTools();
  const { status, draftVersion } = useEditor((state) => state.save);
  const query = useQuery({
    queryKey: ['draft-run', flowId, draftVersion],
    queryFn: ({ signal }) => api.call('getDraftRun', { params: { id: flowId }, signal }),
    enabled: status === 'saved',
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
  return query.data?.run;
}
