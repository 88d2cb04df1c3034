'use client';

import type { ReactNode } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import type { Dashboard } from '@/lib/contracts/usage';
import { formatDuration, type Translate } from '@/lib/i18n';
import type { DashboardView } from './dashboard-view';
import { exactCount, exactMoney, percent, shortCount, shortMoney } from './exact-texts';
import styles from './figure-cards.module.css';
import { GoToRuns } from './go-to-runs';
import { runsAddress } from './run-links';

type Totals = Dashboard['totals'];

const CARDS = ['spent', 'runs', 'tokens', 'latency'] as const;

/** The range in four figures, each with what one has to know beside it. */
export function FigureCards({ view, data }: { view: DashboardView; data: Dashboard }) {
  const t = useT();
  const { totals, currency } = data;
  const money = (nano: string) => shortMoney(nano, currency, t.locale);
  return (
    <div className={styles.cards}>
      <Card title={t('dashboard.card.spent')} exact={exactMoney(totals.costNano, currency, t.locale)} notes={moneyNotes(t, totals, money)}>
        {money(totals.costNano)}
      </Card>
      <Card title={t('dashboard.card.runs')} notes={runNotes(t, totals)}>
        <GoToRuns href={runsAddress(view, data)} name={t('dashboard.card.runs')} className={styles.link}>
          {exactCount(totals.runs, t.locale)}
        </GoToRuns>
      </Card>
      <Card
        title={t('dashboard.card.tokens')}
        exact={`${exactCount(totals.promptTokens, t.locale)} / ${exactCount(totals.completionTokens, t.locale)}`}
        notes={tokenNotes(t, totals)}
      >
        {shortCount(Number(totals.promptTokens), t.locale)} / {shortCount(Number(totals.completionTokens), t.locale)}
      </Card>
      <Card title={t('dashboard.card.latency')} notes={[t(totals.p50Ms === null ? 'dashboard.card.noRuns' : 'dashboard.card.latencyOf')]}>
        {duration(totals.p50Ms, t.locale)} / {duration(totals.p95Ms, t.locale)}
      </Card>
    </div>
  );
}

/** The cards before their figures came: the same frames. */
export function FigureCardsSkeleton() {
  const t = useT();
  return (
    <div className={styles.cards}>
      {CARDS.map((id) => (
        <Card key={id} title={t(`dashboard.card.${id}`)} notes={[<Skeleton key="note" width={120} height={11} />]}>
          <Skeleton width="60%" height={24} />
        </Card>
      ))}
    </div>
  );
}

function Card({ title, exact, notes, children }: { title: string; exact?: string; notes: ReactNode[]; children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.figure} title={exact}>
        {children}
      </p>
      <p className={styles.notes}>
        {notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes have no identity and never move
          <span key={index}>{note}</span>
        ))}
      </p>
    </section>
  );
}

function moneyNotes(t: Translate, totals: Totals, money: (nano: string) => string): ReactNode[] {
  const unpriced = totals.unpriced > 0 && (
    <strong className={styles.warn}>{t('dashboard.card.unpriced', { count: totals.unpriced })}</strong>
  );
  const saved = BigInt(totals.savedNano) > 0n && t('dashboard.card.saved', { amount: money(totals.savedNano) });
  const notes = [unpriced, saved].filter(Boolean);
  return notes.length > 0 ? notes : [t('dashboard.card.calls', { count: totals.calls })];
}

function runNotes(t: Translate, totals: Totals): ReactNode[] {
  const ended = totals.succeeded + totals.failed + totals.cancelled;
  return [
    ended > 0 && t('dashboard.card.succeeded', { share: percent(totals.succeeded / ended, t.locale) }),
    totals.unfinished > 0 && t('dashboard.card.unfinished', { count: totals.unfinished }),
  ].filter(Boolean);
}

function tokenNotes(t: Translate, totals: Totals): ReactNode[] {
  const prompt = Number(totals.promptTokens);
  const unmeasured = totals.unmeasured > 0 && (
    <strong className={styles.warn}>{t('dashboard.card.unmeasured', { count: totals.unmeasured })}</strong>
  );
  return [
    unmeasured,
    t('dashboard.card.cached', { share: percent(prompt > 0 ? Number(totals.cachedTokens) / prompt : 0, t.locale) }),
  ].filter(Boolean);
}

function duration(ms: number | null, locale: string): string {
  return ms === null ? '–' : formatDuration(ms, locale);
}
