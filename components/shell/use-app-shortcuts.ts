'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import type { AppShortcut } from '@/components/shortcuts';
import type { MessageKey } from '@/lib/i18n';

/** Where a key leads after `g`. */
const PLACES = [
  { keys: 'g f', href: '/flows', label: 'shortcuts.toFlows' },
  { keys: 'g r', href: '/runs', label: 'shortcuts.toRuns' },
  { keys: 'g a', href: '/approvals', label: 'shortcuts.toApprovals' },
  { keys: 'g d', href: '/dashboard', label: 'shortcuts.toDashboard' },
  { keys: 'g s', href: '/settings', label: 'shortcuts.toSettings' },
] as const satisfies readonly { keys: string; href: string; label: MessageKey }[];

/** The shortcuts of every screen. */
export function useAppShortcuts(): AppShortcut[] {
  const router = useRouter();
  return useMemo(() => PLACES.map(({ keys, href, label }) => ({ keys, label, perform: () => router.push(href) })), [router]);
}
