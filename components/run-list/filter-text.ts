import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { formatMoment, type Translate } from '@/lib/i18n';
import { membersOf, textsOf } from './filter-address';

/** Groups of filters, each behind one chip. */
export const FILTER_CHIPS = ['status', 'flow', 'time', 'trigger', 'revision', 'cost', 'label', 'model', 'cost_tag'] as const;
export type FilterChipName = (typeof FILTER_CHIPS)[number];

/** Stretches before now that are offered by name. */
export const STRETCHES = ['1h', '24h', '7d', '30d'] as const;

/** What a chip's filter is set to, in words; null while it is not set. */
export function filterText(t: Translate, chip: FilterChipName, texts: RunFilterTexts, flowName: (id: string) => string): string | null {
  switch (chip) {
    case 'status':
      return wordsOf(t, membersOf(texts, 'status'), 'common.status.');
    case 'trigger':
      return wordsOf(t, membersOf(texts, 'trigger'), 'flows.trigger.');
    case 'time':
      return timeText(t, textsOf(texts, 'from')[0], textsOf(texts, 'to')[0]);
    case 'cost':
      return costText(t, textsOf(texts, 'cost_min')[0], textsOf(texts, 'cost_max')[0]);
    case 'label':
      return textsOf(texts, 'label').join(', ') || null;
    default:
      return oneText(t, chip, textsOf(texts, chip)[0], flowName);
  }
}

function oneText(
  t: Translate,
  chip: 'flow' | 'revision' | 'model' | 'cost_tag',
  text: string | undefined,
  flowName: (id: string) => string,
): string | null {
  if (text === undefined) return null;
  if (chip === 'flow') return flowName(text);
  if (chip === 'revision') return text === 'draft' ? t('run.noRevision') : t('run.revision', { rev: text });
  return chip === 'cost_tag' && text === '' ? t('runs.filter.noTag') : text;
}

function wordsOf(t: Translate, members: string[], prefix: string): string | null {
  if (members.length === 0) return null;
  const words = members.map((member) => (t.has(`${prefix}${member}`) ? t(`${prefix}${member}` as Parameters<Translate>[0]) : member));
  return words.length > 2 ? t('runs.filter.several', { first: words[0] ?? '', count: words.length - 1 }) : words.join(', ');
}

function timeText(t: Translate, from: string | undefined, to: string | undefined): string | null {
  if (from === undefined && to === undefined) return null;
  const stretch = to === undefined ? STRETCHES.find((one) => one === from) : undefined;
  if (stretch !== undefined) return t(`runs.filter.stretch.${stretch}`);
  const word = (text: string) => (Number.isNaN(Date.parse(text)) ? text : formatMoment(Date.parse(text), t.locale));
  if (from === undefined) return t('runs.filter.until', { to: word(to ?? '') });
  return to === undefined ? t('runs.filter.since', { from: word(from) }) : t('runs.filter.between', { from: word(from), to: word(to) });
}

function costText(t: Translate, min: string | undefined, max: string | undefined): string | null {
  const dollars = (text: string) => `$${text}`;
  if (min !== undefined && max !== undefined) return t('runs.filter.costBetween', { min: dollars(min), max: dollars(max) });
  if (min !== undefined) return t('runs.filter.costFrom', { min: dollars(min) });
  return max === undefined ? null : t('runs.filter.costTo', { max: dollars(max) });
}
