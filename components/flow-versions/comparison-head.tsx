'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import styles from './flow-versions.module.css';
import { useVersionActions } from './version-actions';
import { parseVersion, type Version, type VersionPair } from './version-pair';

/** Which two versions are compared, and what can be done with the later one. */
export function ComparisonHead({
  flow,
  revisions,
  pair,
  onShow,
}: {
  flow: FlowDetail;
  revisions: readonly RevisionView[];
  pair: VersionPair;
  onShow: (pair: VersionPair) => void;
}) {
  const t = useT();
  const { rollBack, restore } = useVersionActions();
  const options = versionOptions(t, flow, revisions, pair);
  const choose = (side: keyof VersionPair) => (value: string) => {
    const version = parseVersion(value);
    if (version !== null) onShow({ ...pair, [side]: version });
  };
  const shown = revisions.find((revision) => revision.revNo === pair.to);
  return (
    <div className={styles.head}>
      <div className={styles.choice}>
        <span className={styles.word}>{t('versions.compare')}</span>
        <Select aria-label={t('versions.from')} value={String(pair.from)} options={options} onChange={choose('from')} />
        <IconButton icon="arrow-right" size="small" label={t('versions.swap')} onClick={() => onShow({ from: pair.to, to: pair.from })} />
        <Select aria-label={t('versions.to')} value={String(pair.to)} options={options} onChange={choose('to')} />
      </div>
      {shown && (
        <div className={styles.headActions}>
          <Button size="small" icon="undo-2" onClick={() => restore(shown)}>
            {t('versions.restore')}
          </Button>
          {!shown.live && (
            <Button size="small" icon="rocket" onClick={() => rollBack(shown)}>
              {t('versions.makeLiveShort')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Every revision that was loaded, the draft and the empty flow; a revision of the address that is further down as well. */
function versionOptions(t: ReturnType<typeof useT>, flow: FlowDetail, revisions: readonly RevisionView[], pair: VersionPair) {
  const listed: Version[] = ['draft', ...revisions.map(({ revNo }) => revNo)];
  const others = [pair.from, pair.to].filter((version) => version !== 0 && !listed.includes(version));
  return [...listed, ...new Set(others), 0 as const].map((version) => ({ value: String(version), label: labelOf(t, flow, version) }));
}

function labelOf(t: ReturnType<typeof useT>, { liveRev }: FlowDetail, version: Version): string {
  if (version === 'draft') return t('versions.draft');
  if (version === 0) return t('versions.emptyFlow');
  return t(version === liveRev ? 'versions.revisionLive' : 'versions.revision', { rev: version });
}
