'use client';

import { useMemo, useState } from 'react';
import { CanvasView, createCanvasOverlay } from '@/components/canvas';
import { SignMark } from '@/components/document-diff';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import type { DocumentDiff } from '@/lib/dsl/diff-documents';
import type { FlowDocument } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import { catalog } from '@/lib/nodes/catalog';
import styles from './flow-versions.module.css';
import { diffMarks, mergeDocuments } from './merge-documents';

const NO_ISSUES = new Map();

/** Two documents as one drawing: what is new, gone or changed is marked by sign, border and word. */
export function DiffCanvas({ diff, before, after }: { diff: DocumentDiff; before: FlowDocument; after: FlowDocument }) {
  const t = useT();
  const [overlay] = useState(createCanvasOverlay);
  const [opened, setOpened] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const merged = useMemo(() => mergeDocuments(before, after), [before, after]);
  const marks = useMemo(() => diffMarks(diff, merged), [diff, merged]);
  const index = useMemo(() => nodeIndex(merged), [merged]);
  // Another pair may not have the body that is open.
  const scope = opened !== null && index.has(opened) ? opened : null;
  const around = scope === null ? null : (index.get(scope)?.scope ?? null);
  return (
    <div className={styles.drawing}>
      <div className={styles.legend}>
        {scope !== null && (
          <Button size="small" variant="ghost" icon="chevron-left" onClick={() => setOpened(around)}>
            {t('versions.outOf', { name: index.get(scope)?.node.label ?? scope })}
          </Button>
        )}
        {(['added', 'changed', 'removed'] as const).map((sign) => (
          <span key={sign} className={styles.key} aria-hidden="true">
            <SignMark sign={sign} /> {t(`versions.diff.${sign}`)}
          </span>
        ))}
      </div>
      <div className={styles.canvas}>
        <CanvasView
          document={merged}
          scope={scope}
          catalog={catalog}
          selection={selection}
          overlay={overlay}
          issues={NO_ISSUES}
          readOnly
          marks={marks}
          onSelect={(ids) => setSelection(new Set(ids))}
          onOpenBody={setOpened}
        />
      </div>
    </div>
  );
}
