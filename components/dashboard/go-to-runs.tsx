'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import styles from './go-to-runs.module.css';

/** A figure that leads to its runs; plain text where no list can show them. `name` says which runs. */
export function GoToRuns({
  href,
  name,
  className,
  children,
}: {
  href: string | null;
  name: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const t = useT();
  if (href === null) return <span className={className}>{children}</span>;
  return (
    <Link href={href} prefetch={false} className={cx(styles.link, className)} title={t('dashboard.runsOf', { name })}>
      {children}
    </Link>
  );
}
