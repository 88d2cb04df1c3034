'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import styles from './shell.module.css';

const REFRESH_MS = 15_000;
const MOST_SHOWN = 99;

/** How many approvals wait for the person, beside the menu entry; nothing where none does. */
export function ApprovalCount() {
  const t = useT();
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['approvals', 'count'],
    queryFn: ({ signal }) => api.call('countApprovals', { signal }),
    refetchInterval: REFRESH_MS,
  });
  const count = data?.waiting ?? 0;
  if (count === 0) return null;
  return (
    <>
      <span className={styles.count} aria-hidden="true">
        {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
      </span>
      <span className="visually-hidden">{t('approvals.waiting', { count })}</span>
    </>
  );
}
