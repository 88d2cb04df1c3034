'use client';

import { ErrorState } from '@/components/ui/error-state';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';

/** What shows when a page threw: a way to try again and a way out. `digest` finds the error in the server's log. */
export function PageCrash({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const t = useT();
  const text = digest ? `${t('common.error.pageText')} (${digest})` : t('common.error.pageText');
  return (
    <ErrorState heading="h1" title={t('common.error.pageTitle')} message={text} onRetry={onRetry}>
      <LinkButton href="/flows">{t('common.error.toFlows')}</LinkButton>
    </ErrorState>
  );
}
