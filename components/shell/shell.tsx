'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { ShortcutsProvider } from '@/components/shortcuts';
import { useT } from '@/components/ui/i18n-provider';
import { Icon, type IconName } from '@/components/ui/icon';
import { ApprovalCount } from './approval-count';
import styles from './shell.module.css';
import { useAppShortcuts } from './use-app-shortcuts';
import { UserMenu } from './user-menu';

const PLACES = [
  { id: 'flows', href: '/flows', icon: 'workflow' },
  { id: 'runs', href: '/runs', icon: 'play' },
  { id: 'approvals', href: '/approvals', icon: 'user-check' },
  { id: 'dashboard', href: '/dashboard', icon: 'chart-column' },
  { id: 'settings', href: '/settings', icon: 'settings' },
] as const satisfies readonly { id: string; href: string; icon: IconName }[];

/** The frame of every signed-in page: a rail at the left, on phones a bar at the bottom. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const path = usePathname();
  const shortcuts = useAppShortcuts();
  return (
    <ShortcutsProvider shortcuts={shortcuts}>
      <div className={styles.shell}>
        <a href="#content" className={styles.skip}>
          {t('common.skipToContent')}
        </a>
        <nav className={styles.rail} aria-label={t('nav.main')}>
          <Link href="/flows" className={styles.brand} aria-label={t('common.appName')} tabIndex={-1}>
            <Waves />
          </Link>
          <ul className={styles.places}>
            {PLACES.map((place) => {
              const isHere = path === place.href || path.startsWith(`${place.href}/`);
              return (
                <li key={place.id}>
                  <Link href={place.href} className={styles.place} aria-current={isHere ? 'page' : undefined}>
                    <Icon name={place.icon} size={18} />
                    <span>{t(`nav.${place.id}`)}</span>
                    {place.id === 'approvals' && <ApprovalCount />}
                  </Link>
                </li>
              );
            })}
          </ul>
          <div className={styles.user}>
            <UserMenu />
          </div>
        </nav>
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </ShortcutsProvider>
  );
}

/** The sign of the house: water running through a mill race. */
export function Waves({ size = 22 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 8c3-3 6-3 9 0s6 3 9 0" />
      <path d="M3 16c3-3 6-3 9 0s6 3 9 0" />
    </svg>
  );
}
