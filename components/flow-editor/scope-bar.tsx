'use client';

import { Fragment } from 'react';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { nodeIndex } from '@/lib/dsl/graph';
import styles from './canvas-pane.module.css';
import { useEditor, useRun, useTools, useUi } from './editor-context';
import { scopePathOf, shownRun } from './run-state';

/** The way from the whole flow into the open body, and which item of it a run shows. */
export function ScopeBar({ scope }: { scope: string }) {
  const t = useT();
  const { store } = useTools();
  const document = useEditor((state) => state.document);
  const index = nodeIndex(document);
  const trail: string[] = [];
  for (let id: string | null = scope; id !== null; id = index.get(id)?.scope ?? null) trail.unshift(id);
  return (
    <nav className={styles.bar} aria-label={t('editor.breadcrumbs')}>
      <ol className={styles.crumbs}>
        <li>
          <Button size="small" variant="ghost" onClick={() => store.openScope(null)}>
            {t('editor.wholeFlow')}
          </Button>
        </li>
        {trail.map((id, at) => {
          const name = index.get(id)?.node.label ?? id;
          const isLast = at === trail.length - 1;
          return (
            <Fragment key={id}>
              <li aria-hidden="true">
                <Icon name="chevron-right" size={12} />
              </li>
              <li>
                {isLast ? (
                  <span className={styles.here} aria-current="location">
                    {name}
                  </span>
                ) : (
                  <Button size="small" variant="ghost" onClick={() => store.openScope(id)}>
                    {name}
                  </Button>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
      <ItemStepper scope={scope} />
    </nav>
  );
}

/** Steps through the items of the open body that a run walked. */
function ItemStepper({ scope }: { scope: string }) {
  const t = useT();
  const { ui } = useTools();
  const document = useEditor((state) => state.document);
  const items = useUi((state) => state.items);
  const index = nodeIndex(document);
  const outer = scopePathOf(index.get(scope)?.scope ?? null, (id) => index.get(id)?.scope ?? null, items);
  const path = outer === '' ? scope : `${outer}/${scope}`;
  const total = useRun((state) => shownRun(state)?.tasks.get(path)?.itemsTotal ?? 0);
  if (total === 0) return null;
  const at = Math.min(items[scope] ?? 0, total - 1);
  const goTo = (next: number) => ui.setState((state) => ({ items: { ...state.items, [scope]: next } }));
  return (
    <div className={styles.stepper}>
      <span className="num">{t('editor.itemOf', { number: at + 1, total })}</span>
      <IconButton icon="chevron-left" size="small" label={t('editor.itemBefore')} disabled={at === 0} onClick={() => goTo(at - 1)} />
      <IconButton icon="chevron-right" size="small" label={t('editor.itemAfter')} disabled={at >= total - 1} onClick={() => goTo(at + 1)} />
    </div>
  );
}
