'use client';

import type { EditorView } from '@codemirror/view';
import { lazy, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Skeleton } from '@/components/ui/skeleton';
import { codeCompletions } from './code-completions';
import styles from './code-widget.module.css';
import { GroupFrame, titleOf, type WidgetProps } from './field-frame';
import { useFormSources } from './form-sources';
import { ReferenceMenu } from './reference-menu';
import { useDraft } from './use-draft';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor')).CodeEditor }));

/** JavaScript with its colours, line numbers and names to complete; in the form, or as large as the screen allows. */
export function CodeWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const id = useId();
  const [isLarge, setLarge] = useState(false);
  const { references, failure } = useFormSources();
  const draft = useDraft(typeof field.value === 'string' ? field.value : '', (text) => field.onChange(text));
  const inForm = useRef<EditorView | null>(null);
  const inDialog = useRef<EditorView | null>(null);
  const completions = useMemo(() => codeCompletions(references), [references]);
  const isSame = failure?.ran[field.name] === draft.text;
  const marked = useMemo(() => (failure && isSame ? { line: failure.line, message: failure.message } : null), [failure, isSame]);
  const insert = useCallback(async (view: EditorView | null, path: string) => {
    const { insertText } = await import('./code-view');
    if (view) insertText(view, path);
  }, []);
  const title = titleOf(field);
  const editor = (fill: boolean) => (
    <>
      <Suspense fallback={<Skeleton height={fill ? 360 : 148} />}>
        <CodeEditor
          {...{ label: title, describedBy: id, text: draft.text, fill, marked, completions }}
          isInvalid={field.problems.length > 0}
          unreadable={t('form.codeUnreadable')}
          onChange={draft.change}
          onLeave={draft.settle}
          view={fill ? inDialog : inForm}
        />
      </Suspense>
      <p id={id} className={styles.keys}>
        {t(fill ? 'form.codeKeysLarge' : 'form.codeKeys')}
      </p>
    </>
  );
  const menu = (view: typeof inForm) => <ReferenceMenu field={title} onPick={(path) => void insert(view.current, path)} />;
  const aside = (
    <span className={styles.aside}>
      {menu(inForm)}
      <IconButton icon="maximize" size="small" label={t('form.codeLarge')} onClick={() => setLarge(true)} />
    </span>
  );
  return (
    <GroupFrame field={field} aside={aside}>
      {!isLarge && editor(false)}
      <Dialog open={isLarge} size="large" title={title} onClose={() => setLarge(false)}>
        {isLarge && (
          <div className={styles.large}>
            <span className={styles.aside}>{menu(inDialog)}</span>
            {editor(true)}
          </div>
        )}
      </Dialog>
    </GroupFrame>
  );
}
