'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createTranslator, type Locale, type Translate } from '@/lib/i18n';

const TranslateContext = createContext<Translate>(createTranslator('en'));

/** Gives everything below the sentences of a language. */
export function I18nProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const translate = useMemo(() => createTranslator(locale), [locale]);
  return <TranslateContext.Provider value={translate}>{children}</TranslateContext.Provider>;
}

/** The translator of the language the screen is in: `const t = useT()`, `t('flows.title')`. */
export function useT(): Translate {
  return useContext(TranslateContext);
}
