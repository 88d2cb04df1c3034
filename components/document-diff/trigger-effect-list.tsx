'use client';

import { useT } from '@/components/ui/i18n-provider';
import { Icon, type IconName } from '@/components/ui/icon';
import styles from './trigger-effect-list.module.css';
import type { TriggerEffect } from './trigger-effects';

const ICONS: Record<TriggerEffect['effect'], IconName> = { starts: 'plus', stays: 'check', changes: 'pencil', stops: 'ban' };

/** What the triggers will do; `addresses` are those known by trigger id. */
export function TriggerEffectList({ effects, addresses }: { effects: readonly TriggerEffect[]; addresses: ReadonlyMap<string, string> }) {
  const t = useT();
  if (effects.length === 0) return <p className={styles.none}>{t('versions.triggers.none')}</p>;
  return (
    <ul className={styles.list}>
      {effects.map(({ id, type, path, effect }) => {
        const key = `flows.trigger.${type}`;
        const address = addresses.get(id) ?? null;
        return (
          <li key={id} className={styles.item}>
            <Icon name={ICONS[effect]} size={14} />
            <span>
              <b>
                {t.has(key) ? t(key) : type} {path ?? id}
              </b>{' '}
              {t(`versions.triggers.${effect}`)}
              {address !== null && effect !== 'stops' && <code className={styles.address}>{address}</code>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
