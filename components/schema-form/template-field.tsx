'use client';

import { useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { useFieldProps } from '@/components/ui/field';
import styles from './template-field.module.css';
import { templateTokens } from './template-tokens';
import type { Draft } from './use-draft';
import type { InsertionTarget } from './use-insertion';

/**
 * A text whose `{{ }}` are coloured: the text field stands over a copy of its text. `isExpression` colours all of it. One line
 * grows where its text is longer, and Enter does not break it.
 */
export function TemplateField({
  draft,
  multiline,
  isExpression = false,
  placeholder,
  label,
  target,
}: {
  draft: Draft;
  multiline: boolean;
  isExpression?: boolean;
  placeholder?: string | undefined;
  /** Its name, where no `Field` gives one. */
  label?: string;
  /** Where expressions are put in. */
  target?: InsertionTarget;
}) {
  const field = useFieldProps();
  const mirror = useRef<HTMLDivElement>(null);
  const tokens = isExpression ? [{ kind: 'text' as const, text: draft.text, start: 0 }] : templateTokens(draft.text);
  return (
    <div className={cx(styles.frame, multiline && styles.tall)} data-invalid={field['aria-invalid']}>
      <div ref={mirror} className={styles.mirror} aria-hidden="true">
        {tokens.map((token) => (
          <span key={token.start} className={token.kind === 'expression' ? styles.expression : undefined}>
            {token.text}
          </span>
        ))}
        {'\n'}
      </div>
      <textarea
        {...field}
        ref={target?.input}
        onSelect={(event) => {
          const { selectionStart: start, selectionEnd: end } = event.currentTarget;
          if (target) target.caret.current = { start, end };
        }}
        aria-label={label}
        rows={multiline ? 3 : 1}
        spellCheck={multiline && !isExpression}
        placeholder={placeholder}
        value={draft.text}
        className={cx(styles.input, isExpression && styles.code)}
        onChange={(event) => draft.change(multiline ? event.target.value : event.target.value.replaceAll('\n', ' '))}
        onBlur={draft.settle}
        onScroll={(event) => {
          if (mirror.current) mirror.current.scrollTop = event.currentTarget.scrollTop;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !multiline) {
            event.preventDefault();
            draft.settle();
          }
        }}
      />
    </div>
  );
}
