import { formatCount, type Translate } from '@/lib/i18n';

/** Counts go to 10,000; one more says that there are more. */
const COUNTED = 10_000;

/** A number of runs as it is shown: "1,234", or "10,000+". */
export function countText(t: Translate, count: number): string {
  return count > COUNTED ? `${formatCount(COUNTED, t.locale)}+` : formatCount(count, t.locale);
}
