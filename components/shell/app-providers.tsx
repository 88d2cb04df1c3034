'use client';

import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api';
import { I18nProvider } from '@/components/ui/i18n-provider';
import { ToastProvider } from '@/components/ui/toast';
import type { Locale } from '@/lib/i18n';

/** Language, API and messages for the whole application. */
export function AppProviders({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <I18nProvider locale={locale}>
      <ApiProvider>
        <ToastProvider>{children}</ToastProvider>
      </ApiProvider>
    </I18nProvider>
  );
}
