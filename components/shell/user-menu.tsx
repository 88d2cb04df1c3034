'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { THEMES } from '@/components/ui/theme';
import { THEME_ICONS } from '@/components/ui/theme-icons';
import { useToast } from '@/components/ui/toast';
import { useLocale } from '@/components/ui/use-locale';
import { useTheme } from '@/components/ui/use-theme';
import { LOCALE_NAMES, LOCALES, languageTag } from '@/lib/i18n';
import styles from './shell.module.css';
import { signOut } from './sign-out';

/** Who is signed in, language and theme, and the way out. */
export function UserMenu() {
  const t = useT();
  const api = useApi();
  const router = useRouter();
  const toast = useToast();
  const preferences = usePreferenceItems();
  const { data: me } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.call('getMe', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items: MenuItem[] = [
    { id: 'who', heading: me ? `${me.displayName} · ${me.workspaceName}` : t('common.loading') },
    ...preferences,
    { id: 'line', separator: true },
    {
      id: 'out',
      label: t('nav.signOut'),
      icon: 'log-out',
      onSelect: async () => {
        if (await signOut()) router.push('/sign-in');
        else toast({ tone: 'bad', text: t('nav.signOutFailed') });
      },
    },
  ];
  return (
    <Menu
      label={t('nav.userMenu')}
      side="right"
      align="end"
      items={items}
      triggerClassName={styles.avatarButton}
      trigger={
        <span className={styles.avatar}>
          <Icon name="user" />
        </span>
      }
    />
  );
}

function usePreferenceItems(): MenuItem[] {
  const t = useT();
  const [theme, setTheme] = useTheme();
  const { locale, choose } = useLocale();
  const languages = LOCALES.map((name) => ({
    id: name,
    label: LOCALE_NAMES[name],
    lang: languageTag(name),
    icon: 'languages' as const,
    checked: name === locale,
    onSelect: () => choose(name),
  }));
  const themes = THEMES.map((name) => ({
    id: name,
    label: t(`common.theme.${name}`),
    icon: THEME_ICONS[name],
    checked: name === theme,
    onSelect: () => setTheme(name),
  }));
  return [
    { id: 'language', group: t('nav.language'), choices: languages },
    { id: 'theme', group: t('common.theme.label'), choices: themes },
  ];
}
