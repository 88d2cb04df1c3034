import {
  RUN_FILTER_NAMES,
  type RunFilterName,
  type RunFilterQuery,
  type RunFilterTexts,
  runFilterSchema,
} from '@/lib/contracts/run-filter';

/** A page's search parameters, as Next reads them. */
export type SearchParameters = Record<string, string | string[] | undefined>;

/** The filters an address holds, as they stand there; what it holds besides is passed over. */
export function readAddress(search: SearchParameters): RunFilterTexts {
  const texts: RunFilterTexts = {};
  for (const name of RUN_FILTER_NAMES) {
    const value = search[name];
    if (value !== undefined) texts[name] = value;
  }
  return texts;
}

/** The search part of the address of these filters, with its question mark; nothing for none. */
export function toSearch(texts: RunFilterTexts): string {
  const pairs = RUN_FILTER_NAMES.flatMap((name) => textsOf(texts, name).map((text) => [name, text]));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** Every text of one filter, as often as it stands in the address. */
export function textsOf(texts: RunFilterTexts, name: RunFilterName): string[] {
  const value = texts[name];
  return value === undefined ? [] : [value].flat();
}

/** The members of a filter that is a list, whether by commas or by repetition. */
export function membersOf(texts: RunFilterTexts, name: 'status' | 'trigger'): string[] {
  return textsOf(texts, name)
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');
}

/** The filters with some of them set anew; what is undefined or an empty list is taken out. */
export function withFilters(texts: RunFilterTexts, changes: { [Name in RunFilterName]?: string | string[] | undefined }): RunFilterTexts {
  const isGiven = (value: string | string[] | undefined) => value !== undefined && (!Array.isArray(value) || value.length > 0);
  const entries = Object.entries({ ...texts, ...changes }).filter(([, value]) => isGiven(value));
  return Object.fromEntries(entries);
}

/** The filters as requests send them. */
export function toQuery(texts: RunFilterTexts): RunFilterQuery {
  // Only filters that can be read are sent, and those fit.
  return texts as RunFilterQuery;
}

/** Names of the filters that cannot be read. */
export function unreadable(texts: RunFilterTexts): RunFilterName[] {
  const { error } = runFilterSchema.safeParse(texts);
  const named = new Set(error?.issues.map(({ path }) => path[0]));
  return RUN_FILTER_NAMES.filter((name) => named.has(name));
}

/** Whether two addresses ask for the same. */
export function isSameFilter(one: RunFilterTexts, other: RunFilterTexts): boolean {
  return toSearch(one) === toSearch(other);
}
