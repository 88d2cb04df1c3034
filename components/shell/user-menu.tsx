'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { Icon, type IconName } from '@/components/ui/icon';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import { type Theme, useTheme } from '@/components/ui/use-theme';
import styles from './shell.module.css';
import { signOut } from './sign-out';

const THEMES: readonly { theme: Theme; icon: IconName }[] = [
  { theme: 'system', icon: 'monitor' },
  { theme: 'light', icon: 'sun' },
  { theme: 'dark', icon: 'moon' },
];

/** Who is signed in, the theme, and the way out. */
export function UserMenu() {
  const t = useT();
  const api = useApi();
  const router = useRouter();
  const toast = useToast();
  const [theme, setTheme] = useTheme();
  const { data: me } = useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => api.call('getMe', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items: MenuItem[] = [
    { id: 'who', heading: me ? `${me.displayName} · ${me.workspaceName}` : t('common.loading') },
    ...THEMES.map((choice) => ({
      id: choice.theme,
      label: t('nav.theme', { theme: t(`common.theme.${choice.theme}`) }),
      icon: choice.icon,
      checked: theme === choice.theme,
      onSelect: () => setTheme(choice.theme),
    })),
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
