'use client';

import { LOCALE_NAMES, LOCALES, languageTag } from '@/lib/i18n';
import { useT } from './i18n-provider';
import { IconButton } from './icon-button';
import styles from './preference-bar.module.css';
import { THEMES } from './theme';
import { THEME_ICONS } from './theme-icons';
import { useLocale } from './use-locale';
import { useTheme } from './use-theme';

/** Language and theme side by side, for pages without the user menu. */
export function PreferenceBar() {
  const t = useT();
  const [theme, setTheme] = useTheme();
  const { locale, choose } = useLocale();
  return (
    <div className={styles.bar}>
      <fieldset className={styles.group} aria-label={t('nav.language')}>
        {LOCALES.map((name) => (
          <button
            key={name}
            type="button"
            lang={languageTag(name)}
            aria-pressed={name === locale}
            className={styles.language}
            onClick={() => choose(name)}
          >
            {LOCALE_NAMES[name]}
          </button>
        ))}
      </fieldset>
      <fieldset className={styles.group} aria-label={t('common.theme.label')}>
        {THEMES.map((name) => (
          <IconButton
            key={name}
            icon={THEME_ICONS[name]}
            label={t(`common.theme.${name}`)}
            size="small"
            pressed={name === theme}
            onClick={() => setTheme(name)}
          />
        ))}
      </fieldset>
    </div>
  );
}
