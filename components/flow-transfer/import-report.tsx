'use client';

import type { ReactNode } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { Icon, type IconName } from '@/components/ui/icon';
import type { ImportReport as Report } from '@/lib/contracts/transfer';
import { issueText } from '@/lib/i18n';
import styles from './flow-transfer.module.css';

/** What a text is, what it lacks here, and what happens to its triggers. */
export function ImportReport({ report }: { report: Report }) {
  const t = useT();
  const findings = useFindings(report);
  return (
    <section className={styles.report} aria-label={t('transfer.reportTitle')}>
      {report.canImport && (
        <p className={styles.head}>
          <strong>{report.name}</strong>
          <span>{t('transfer.isDocument', { format: report.format, count: report.nodeCount })}</span>
        </p>
      )}
      {report.canImport && findings.length === 0 && (
        <Finding icon="circle-check" tone="ok">
          {t('transfer.nothingMissing')}
        </Finding>
      )}
      {findings}
      <Issues report={report} />
    </section>
  );
}

function useFindings(report: Report): ReactNode[] {
  const t = useT();
  const { newerDsl, nodeTypes, providers, models, triggers, removedSecrets } = report;
  const found: ReactNode[] = [];
  const add = (key: string, tone: Tone, text: string) =>
    found.push(
      <Finding key={key} icon={ICONS[tone]} tone={tone}>
        {text}
      </Finding>,
    );
  if (newerDsl) add('dsl', 'bad', t('transfer.newerDsl', { ...newerDsl }));
  for (const { type, nodes } of nodeTypes) add(`type ${type}`, 'bad', t('transfer.unknownType', { type, nodes }));
  for (const { provider, nodes } of providers) add(`provider ${provider}`, 'wait', t('transfer.noProvider', { provider, nodes }));
  for (const { provider, model, nodes } of models)
    add(`model ${provider} ${model}`, 'wait', t('transfer.unknownModel', { provider, model, nodes }));
  if (removedSecrets.length > 0) {
    const places = removedSecrets.map(({ path }) => path);
    add('secrets', 'wait', t('transfer.removedSecrets', { count: places.length, places }));
  }
  if (triggers.length > 0)
    add('triggers', 'neutral', t('transfer.triggersOff', { triggers: triggers.map(({ id }) => id), count: triggers.length }));
  return found;
}

type Tone = 'ok' | 'wait' | 'bad' | 'neutral';

const ICONS = { ok: 'circle-check', wait: 'triangle-alert', bad: 'circle-x', neutral: 'info' } as const satisfies Record<Tone, IconName>;

function Finding({ icon, tone, children }: { icon: IconName; tone: Tone; children: ReactNode }) {
  return (
    <p className={styles.finding} data-tone={tone}>
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  );
}

/** What stands above in words of its own is not said twice. */
const TOLD = new Set(['unknown_node_type', 'provider_not_configured', 'shape_unknown_dsl']);

function Issues({ report }: { report: Report }) {
  const t = useT();
  const { canImport, newerDsl, errorCount, warningCount } = report;
  const issues = report.issues.filter(({ code }) => !TOLD.has(code) || (!canImport && newerDsl === null));
  if (issues.length === 0) return null;
  const key = canImport ? 'transfer.issues' : 'transfer.problems';
  return (
    <details className={styles.issues} data-tone={canImport ? 'wait' : 'bad'} open={!canImport || issues.length <= 5}>
      <summary>{t(key, { count: errorCount + warningCount - (report.issues.length - issues.length) })}</summary>
      <ul>
        {issues.map((issue) => (
          <li key={`${issue.code}${issue.path}${JSON.stringify(issue.params)}`}>
            {issue.path && <code className="mono">{issue.path}</code>} {issueText(t, issue)}
          </li>
        ))}
      </ul>
    </details>
  );
}
