import { addUsage, type UsageSum } from '@/lib/std/usage-sum';

/** Usage of several tasks together; null where none of them has any. */
export function sumUsage(parts: Iterable<UsageSum | null>): UsageSum | null {
  let sum: UsageSum | null = null;
  for (const part of parts) if (part) sum = sum ? addUsage(sum, part) : part;
  return sum;
}
