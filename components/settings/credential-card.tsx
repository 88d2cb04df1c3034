'use client';

import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { useRelativeText } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { CredentialView } from '@/lib/contracts/settings';
import { formatDuration } from '@/lib/i18n';
import { isModelKind } from './credential-draft';
import styles from './settings.module.css';
import { useTestCredential } from './use-credentials';

/** One stored credential: what it is for, when it was used, and a test that asks it something small. */
export function CredentialCard({ credential, onEdit, onDelete }: { credential: CredentialView; onEdit: () => void; onDelete: () => void }) {
  const t = useT();
  const test = useTestCredential(credential.id);
  const lastUsed = useRelativeText(credential.lastUsedAt);
  const { config } = credential;
  const isModel = isModelKind(credential.kind);
  const where = [config.baseUrl ?? config.hosts?.join(', '), config.deployment, config.defaultModel, config.header]
    .filter(Boolean)
    .join(' · ');
  return (
    <article className={styles.card}>
      <span className={styles.tile}>
        <Icon name={isModel ? 'sparkles' : 'key'} />
      </span>
      <div className={styles.cardBody}>
        <h3 className={styles.cardTitle}>
          {credential.name}
          <Chip>{t(`settings.models.kinds.${credential.kind}`)}</Chip>
        </h3>
        {where && <p className={styles.cardText}>{where}</p>}
        <p className={styles.cardNote}>
          {credential.lastUsedAt ? t('settings.models.lastUsed', { when: lastUsed }) : t('settings.models.neverUsed')}
        </p>
        <TestResult test={test} />
      </div>
      <div className={styles.cardActions}>
        {isModel && (
          <Button
            size="small"
            icon="zap"
            busy={test.isPending}
            aria-label={t('settings.models.testOf', { name: credential.name })}
            onClick={() => test.mutate()}
          >
            {test.isPending ? t('settings.models.testing') : t('settings.models.test')}
          </Button>
        )}
        <Menu
          label={t('settings.models.actionsOf', { name: credential.name })}
          trigger={<Icon name="ellipsis" />}
          items={[
            { id: 'edit', label: t('common.edit'), icon: 'pencil', onSelect: onEdit },
            { id: 'delete', label: t('common.delete'), icon: 'trash-2', danger: true, onSelect: onDelete },
          ]}
        />
      </div>
    </article>
  );
}

function TestResult({ test }: { test: ReturnType<typeof useTestCredential> }) {
  const t = useT();
  if (!test.data && !test.error) return <span role="status" />;
  const isGood = test.data?.ok === true;
  const message = test.data?.message ?? errorText(t, test.error);
  const text = isGood
    ? t('settings.models.testOk', { duration: formatDuration(test.data?.durationMs ?? 0, t.locale), message })
    : t('settings.models.testFailed', { message });
  return (
    <p role="status" className={`${styles.result} ${isGood ? styles.good : styles.bad}`}>
      <Icon name={isGood ? 'circle-check' : 'circle-x'} size={14} />
      {text}
    </p>
  );
}
