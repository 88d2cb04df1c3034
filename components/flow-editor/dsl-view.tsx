'use client';

import { useState } from 'react';
import { useDraft } from '@/components/schema-form';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Tabs } from '@/components/ui/tabs';
import type { FlowDocument } from '@/lib/dsl/document';
import type { ValidationIssue } from '@/lib/dsl/issue';
import { parseDocument, type SourceFormat } from '@/lib/dsl/parse-document';
import { serializeDocument } from '@/lib/dsl/serialize-document';
import { issueText } from '@/lib/i18n';
import styles from './dsl-view.module.css';
import { apply } from './edit-selection';
import { useEditor, useTools } from './editor-context';

const FORMATS = [
  { id: 'json', label: 'JSON' },
  { id: 'yaml', label: 'YAML' },
] as const;

/** The flow as text, two ways: what is drawn is written, and what is written is drawn once it can be read. */
export function DslView() {
  const t = useT();
  const [format, setFormat] = useState<SourceFormat>('json');
  const document = useEditor((state) => state.document);
  return (
    <Tabs
      fill
      label={t('editor.dsl.title')}
      tabs={FORMATS}
      value={format}
      onChange={(id) => setFormat(id === 'yaml' ? 'yaml' : 'json')}
      actions={<span className={styles.note}>{t('editor.dsl.note')}</span>}
    >
      <SourceText key={format} document={document} format={format} />
    </Tabs>
  );
}

function SourceText({ document, format }: { document: FlowDocument; format: SourceFormat }) {
  const t = useT();
  const tools = useTools();
  const source = serializeDocument(document, format);
  const [issues, setIssues] = useState<readonly ValidationIssue[]>([]);
  const draft = useDraft(source, (text) => {
    const parsed = parseDocument(text, format);
    setIssues(parsed.ok ? [] : parsed.error);
    const isSame = parsed.ok && serializeDocument(parsed.value.document, format) === source;
    if (parsed.ok && !isSame) apply(tools, { kind: 'replace_document', document: parsed.value.document });
  });
  return (
    <div className={styles.view}>
      <textarea
        className={styles.text}
        aria-label={t('editor.dsl.title')}
        aria-invalid={issues.length > 0 || undefined}
        aria-describedby={issues.length > 0 ? 'dsl-issues' : undefined}
        spellCheck={false}
        wrap="off"
        value={draft.text}
        onChange={(event) => draft.change(event.target.value)}
        // What cannot be read stays as it was typed.
        onBlur={issues.length > 0 ? undefined : draft.settle}
      />
      {issues.length > 0 && (
        <ul id="dsl-issues" className={styles.issues}>
          {issues.slice(0, 5).map((issue) => (
            <li key={`${issue.code} ${issue.path}`}>
              <Icon name="circle-alert" size={14} />
              {issue.path !== '' && <code>{issue.path}</code>}
              <span>{issueText(t, issue)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
