'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { useEditor, useTools } from './editor-context';
import { useFlowFacts } from './use-settings';

/** Publishing, with its state in words: which revision it would make, or that there is nothing new. */
export function PublishButton() {
  const t = useT();
  const { flowId, ui } = useTools();
  const { data } = useFlowFacts(flowId);
  const isUntouched = useEditor((state) => state.save.status === 'saved' && state.save.draftVersion === data?.draftVersion);
  const isLive = data !== undefined && data.currentRev > 0 && isUntouched && !data.hasUnpublishedChanges;
  return (
    <Button
      disabled={isLive || !data}
      title={isLive ? t('editor.publishedHint') : undefined}
      icon={isLive ? 'check' : 'rocket'}
      onClick={() => ui.setState({ dialog: 'publish' })}
    >
      {isLive ? t('editor.published') : t('editor.publish', { rev: (data?.currentRev ?? 0) + 1 })}
    </Button>
  );
}
