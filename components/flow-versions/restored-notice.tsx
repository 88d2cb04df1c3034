'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { LinkButton } from '@/components/ui/link-button';
import type { FlowDetail } from '@/lib/contracts/flows';
import styles from './flow-versions.module.css';
import { useVersionActions } from './version-actions';

/** Says which draft was replaced, and offers it until it is let go. */
export function RestoredNotice({ flow }: { flow: FlowDetail }) {
  const t = useT();
  const { kept, putBack, forgetKept } = useVersionActions();
  if (!kept) return null;
  return (
    <div className={styles.notice} role="status">
      <Icon name="undo-2" />
      <span>{kept.revNo === null ? t('versions.exchanged') : t('versions.restored', { rev: kept.revNo })}</span>
      <Button size="small" onClick={putBack}>
        {t('versions.putBack')}
      </Button>
      <LinkButton size="small" icon="pencil" href={`/flows/${flow.id}`}>
        {t('versions.edit')}
      </LinkButton>
      <IconButton icon="x" size="small" label={t('versions.forget')} onClick={forgetKept} />
    </div>
  );
}
