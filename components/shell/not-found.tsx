'use client';

import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';

/** The page of an address that leads nowhere. */
export function NotFound() {
  const t = useT();
  return (
    <main>
      <EmptyState heading="h1" icon="circle-help" title={t('common.error.notFoundTitle')} text={t('common.error.notFoundText')}>
        <LinkButton href="/flows" icon="workflow">
          {t('common.error.toFlows')}
        </LinkButton>
      </EmptyState>
    </main>
  );
}
