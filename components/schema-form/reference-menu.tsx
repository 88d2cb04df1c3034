'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { placeBeside } from '@/components/ui/place-beside';
import { TextInput } from '@/components/ui/text-input';
import type { Json } from '@/lib/std/json';
import { type ReferenceGroup, type ReferenceOffer, useFormSources } from './form-sources';
import styles from './reference-menu.module.css';

const SAMPLE_CHARS = 48;

/** A button that offers everything an expression may name here; picking one hands over its path. */
export function ReferenceMenu({ onPick, field }: { onPick: (path: string) => void; field: string }) {
  const t = useT();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const { references } = useFormSources();
  const [groups, setGroups] = useState<readonly ReferenceGroup[] | null>(null);
  const pick = (path: string) => {
    panel.current?.hidePopover();
    onPick(path);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.trigger}
        popoverTarget={id}
        aria-expanded={groups !== null}
        aria-label={t('form.insertReferenceIn', { field })}
        title={t('form.insertReference')}
      >
        <Icon name="braces" size={14} />
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('form.insertReference')}
        className={styles.panel}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.stopPropagation();
        }}
        onToggle={(event) => {
          const isOpen = event.newState === 'open';
          setGroups(isOpen ? references() : null);
          if (isOpen && panel.current && button.current)
            placeBeside(panel.current, button.current, { side: 'bottom', gap: 4, align: 'end' });
        }}
      >
        {groups && <OfferList groups={groups} onPick={pick} />}
      </div>
    </>
  );
}

function OfferList({ groups, onPick }: { groups: readonly ReferenceGroup[]; onPick: (path: string) => void }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const found = matching(groups, search);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows walk the buttons inside, each of which is a control by itself
    <div className={styles.list} onKeyDown={walk}>
      <TextInput
        icon="search"
        autoFocus
        value={search}
        aria-label={t('form.searchReferences')}
        placeholder={t('form.searchReferences')}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          const first = found[0]?.offers[0];
          if (event.key === 'Enter' && first) {
            event.preventDefault();
            onPick(first.path);
          }
        }}
      />
      {found.length === 0 && <p className={styles.none}>{t(search === '' ? 'form.noReferences' : 'form.noReferenceMatches')}</p>}
      <div className={styles.groups}>
        {found.map((group) => (
          <section key={`${group.source}/${group.nodeId}`} aria-label={group.title}>
            <h4 className={styles.heading}>{group.source === 'node' ? group.title : t(`form.source.${group.source}`)}</h4>
            {group.offers.map((offer) => (
              <Offer key={offer.path} offer={offer} onPick={onPick} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function Offer({ offer, onPick }: { offer: ReferenceOffer; onPick: (path: string) => void }) {
  return (
    <button type="button" className={styles.offer} onClick={() => onPick(offer.path)}>
      <code>{offer.path}</code>
      <span className={styles.type}>{offer.type}</span>
      {offer.sample !== undefined && <span className={styles.sample}>{shortSample(offer.sample)}</span>}
    </button>
  );
}

function shortSample(value: Json): string {
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
  return text.length > SAMPLE_CHARS ? `${text.slice(0, SAMPLE_CHARS)}…` : text;
}

function matching(groups: readonly ReferenceGroup[], search: string): ReferenceGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      offers: group.offers.filter(({ path }) => words.every((word) => `${group.title} ${path}`.toLowerCase().includes(word))),
    }))
    .filter((group) => group.offers.length > 0);
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  // What has the focus is one of them, or at -1.
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
}
