'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n';
import { useT } from './i18n-provider';
import { keepChoice } from './keep-choice';

/** The language of the screen and how to choose: the page is asked for again, what was typed into it stays. */
export function useLocale(): { locale: Locale; isChanging: boolean; choose: (locale: Locale) => void } {
  const { locale } = useT();
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  const choose = (chosen: Locale) => {
    if (chosen === locale) return;
    keepChoice(LOCALE_COOKIE, chosen);
    startTransition(() => router.refresh());
  };
  return { locale, isChanging, choose };
}
