'use client';

import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { nodeIndex } from '@/lib/dsl/graph';
import { issueText } from '@/lib/i18n';
import styles from './bottom-panel.module.css';
import { apply } from './edit-selection';
import { useEditor, useIssues, useTools } from './editor-context';
import type { PlacedIssue } from './issue-places';

/** Everything wrong with the draft, numbered: each leads to its place, and offers the mend where there is one. */
export function ProblemsTab() {
  const t = useT();
  const placed = useIssues((state) => state.placed);
  if (placed.length === 0) return <p className={styles.hint}>{t('editor.problemsList.none')}</p>;
  return (
    <ol className={styles.problems} aria-label={t('editor.problemsList.title')}>
      {placed.map((entry, at) => (
        <Problem key={`${entry.issue.code} ${entry.issue.path} ${JSON.stringify(entry.issue.params)}`} entry={entry} number={at + 1} />
      ))}
    </ol>
  );
}

function Problem({ entry, number }: { entry: PlacedIssue; number: number }) {
  const t = useT();
  const tools = useTools();
  const { issue, field } = entry;
  const label = useEditor((state) => (issue.nodeId === null ? undefined : nodeIndex(state.document).get(issue.nodeId)?.node.label));
  const isError = issue.severity === 'error';
  const { fix } = issue;
  const mend = () => {
    if (!fix) return;
    const command = { kind: 'batch', commands: fix.commands } as const;
    if (apply(tools, command)) tools.tell({ tone: 'ok', key: 'editor.problemsList.fixed', params: { title: fixTitle(fix.title) } });
  };
  const fixTitle = (title: string) => {
    const key = `fixes.${title}`;
    return t.has(key) ? t(key) : t('editor.problemsList.fix');
  };
  return (
    <li className={styles.problem}>
      <span className={cx(styles.number, 'num')}>{number}</span>
      <button
        type="button"
        className={cx(styles.go, isError ? styles.error : styles.warning)}
        onClick={() => {
          tools.store.reveal(issue.nodeId, field);
          tools.ui.setState({ sheet: 'inspector' });
        }}
      >
        <Icon name={isError ? 'circle-alert' : 'triangle-alert'} size={14} />
        <span className="visually-hidden">{t(isError ? 'editor.problemsList.error' : 'editor.problemsList.warning')}: </span>
        <span className={styles.place}>{label ?? issue.nodeId ?? t('editor.problemsList.flow')}</span>
        <span>{issueText(t, issue)}</span>
      </button>
      {fix && (
        <Button size="small" onClick={mend}>
          <span className="visually-hidden">{t('editor.problemsList.fix')}: </span>
          {fixTitle(fix.title)}
        </Button>
      )}
    </li>
  );
}
