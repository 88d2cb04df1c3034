'use client';

import { Chip } from './chip';
import styles from './chip.module.css';
import { cx } from './cx';
import { useT } from './i18n-provider';
import { Icon } from './icon';
import { STATUS_LOOK, toStatusName } from './status-look';

/** The status of a run, task run or effect: shape, word and colour. */
export function StatusChip({ status }: { status: string }) {
  const t = useT();
  const name = toStatusName(status);
  if (!name) return <Chip>{status}</Chip>;
  const { tone, icon } = STATUS_LOOK[name];
  return (
    <span className={cx(styles.chip, styles[tone], icon === 'loader-circle' && styles.turning)}>
      <Icon name={icon} size={12} />
      {t(`common.status.${name}`)}
    </span>
  );
}

/** The status as its sign alone, with the word for readers and as a title. */
export function StatusIcon({ status, size = 14 }: { status: string; size?: number }) {
  const t = useT();
  const name = toStatusName(status) ?? 'PENDING';
  const { tone, icon } = STATUS_LOOK[name];
  const word = t(`common.status.${name}`);
  return (
    <span title={word} className={cx(styles.sign, styles[`${tone}Sign`], icon === 'loader-circle' && styles.turning)}>
      <Icon name={icon} size={size} />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}
