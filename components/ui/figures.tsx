'use client';

import { useSyncExternalStore } from 'react';
import { formatCount, formatDuration, formatMoment, formatMoney, formatRelative } from '@/lib/i18n';
import { useT } from './i18n-provider';

/** Money from nano units: "0.31 ¢", "$1.24", "free"; null is "unknown". */
export function Money({ nano, currency = 'USD' }: { nano: string | null; currency?: string }) {
  const t = useT();
  const text = formatMoney(nano, { currency, locale: t.locale, free: t('common.free'), unknown: t('common.unknown') });
  return <span className="num">{text}</span>;
}

/** What was paid, as far as it is known: "0.31 ¢", "≥ 0.31 ¢" where some calls' money is not, "unknown" where nothing is. */
export function Cost({
  usage,
}: {
  usage: { costNano: string; currency?: string; unknownAttempts?: number | undefined; unknownCosts?: number | undefined };
}) {
  const t = useT();
  const { costNano, currency = 'USD', unknownAttempts = 0, unknownCosts = 0 } = usage;
  const isNothing = BigInt(costNano) === 0n;
  if (isNothing && unknownCosts > 0) return <span title={t('common.costUnknown', { count: unknownCosts })}>{t('common.unknown')}</span>;
  const open = Math.max(unknownAttempts, unknownCosts);
  if (isNothing || open === 0) return <Money nano={costNano} currency={currency} />;
  return (
    <span title={t('common.costAtLeast', { count: open })}>
      <span aria-hidden="true">≥ </span>
      <span className="visually-hidden">{t('common.atLeast')} </span>
      <Money nano={costNano} currency={currency} />
    </span>
  );
}

/** A span of time from milliseconds; null is a dash. */
export function Duration({ ms }: { ms: number | null }) {
  const t = useT();
  return <span className="num">{ms === null ? '–' : formatDuration(ms, t.locale)}</span>;
}

/** A number of tokens; null is a dash. */
export function Tokens({ count }: { count: number | null }) {
  const t = useT();
  return <span className="num">{count === null ? '–' : formatCount(count, t.locale)}</span>;
}

/** How long ago, kept current; the moment in full as its title. The server writes the date alone, so both agree. */
export function RelativeTime({ at }: { at: string }) {
  const t = useT();
  const nowMs = useNow();
  const atMs = Date.parse(at);
  const isOnBrowser = nowMs > 0;
  return (
    <time dateTime={at} title={isOnBrowser ? formatMoment(atMs, t.locale) : undefined} className="num">
      {isOnBrowser ? formatRelative(atMs, nowMs, t.locale) : at.slice(0, 10)}
    </time>
  );
}

/** The same as a text, for the middle of a sentence. */
export function useRelativeText(at: string | null): string {
  const t = useT();
  const nowMs = useNow();
  if (at === null) return '';
  return nowMs > 0 ? formatRelative(Date.parse(at), nowMs, t.locale) : at.slice(0, 10);
}

const TICK_MS = 15_000;
let currentMs = 0;

/** The clock in steps of 15 s, shared by the whole page; 0 on the server and while the page wakes up. */
export function useNow(): number {
  return useSyncExternalStore(
    watchClock,
    () => currentMs,
    () => 0,
  );
}

function watchClock(onTick: () => void): () => void {
  const tick = () => {
    currentMs = Date.now();
    onTick();
  };
  if (Date.now() - currentMs > TICK_MS) currentMs = Date.now();
  const timer = setInterval(tick, TICK_MS);
  return () => clearInterval(timer);
}
