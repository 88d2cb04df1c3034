'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { PageFrame } from '@/components/shell';
import { useT } from '@/components/ui/i18n-provider';
import { AccountSettings } from './account-settings';
import { ModelSettings } from './model-settings';
import { PriceSettings } from './price-settings';
import { SETTINGS_SECTIONS, type SettingsSection } from './sections';
import styles from './settings.module.css';
import { TokenSettings } from './token-settings';

const PARTS: Record<SettingsSection, ReactNode> = {
  models: <ModelSettings />,
  prices: <PriceSettings />,
  tokens: <TokenSettings />,
  account: <AccountSettings />,
};

/** Settings, one part at a time. */
export function SettingsPage({ section }: { section: SettingsSection }) {
  const t = useT();
  return (
    <PageFrame title={t('settings.title')}>
      <div className={styles.layout}>
        <nav aria-label={t('settings.sections')} className={styles.sections}>
          {SETTINGS_SECTIONS.map((one) => (
            <Link key={one} href={`/settings/${one}`} aria-current={one === section ? 'page' : undefined} className={styles.sectionLink}>
              {t(`settings.${one}.title`)}
            </Link>
          ))}
        </nav>
        <div className={styles.section} data-section={section}>
          {PARTS[section]}
        </div>
      </div>
    </PageFrame>
  );
}
