'use client';

import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { useT } from '@/components/ui/i18n-provider';
import { isClientError } from '@/lib/client';
import { errorText } from './error-text';

/** The error state of something that was loaded through the API. Retrying is offered where it can help. */
export function QueryError({ error, onRetry, children }: { error: unknown; onRetry: () => void; children?: ReactNode }) {
  const t = useT();
  const isFinal = isClientError(error) && error.status >= 400 && error.status < 500;
  return (
    <ErrorState message={errorText(t, error)} code={isClientError(error) ? error.code : undefined} onRetry={isFinal ? undefined : onRetry}>
      {children}
    </ErrorState>
  );
}
