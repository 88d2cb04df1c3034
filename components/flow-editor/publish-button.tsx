'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { useTools } from './editor-context';
import { useLiveChanges } from './use-live-changes';

/** Publishing, with its state in words: never published, so many changes since what is live, or nothing new. */
export function PublishButton() {
  const t = useT();
  const { ui } = useTools();
  const changes = useLiveChanges();
  const open = () => ui.setState({ dialog: 'publish' });
  if (changes.kind === 'unknown') {
    return (
      <Button disabled icon="rocket">
        {t('editor.publishDialog.submit')}
      </Button>
    );
  }
  if (changes.kind === 'never') {
    return (
      <Button icon="rocket" title={t('editor.publishHint')} onClick={open}>
        {t('editor.publish', { rev: changes.nextRev })}
      </Button>
    );
  }
  const { count, liveRev } = changes;
  if (count === 0) {
    return (
      <Button disabled icon="check" title={t('editor.publishedHint')}>
        {t('editor.published')}
      </Button>
    );
  }
  return (
    <Button icon="rocket" title={t('editor.publishChangesHint', { count, rev: liveRev })} onClick={open}>
      {t('editor.publishChanges', { count })}
    </Button>
  );
}
