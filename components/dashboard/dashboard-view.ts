import { USAGE_GROUPINGS, USAGE_RANGES, type UsageGrouping } from '@/lib/contracts/usage';
import { isId } from '@/lib/std/ids';
import { startOfDay } from '@/lib/std/zoned-time';

/** Calendar days of whoever looks, both inclusive. */
export interface DayRange {
  from: string;
  to: string;
}

/** What the dashboard shows; its address, so that it can be sent on. */
export interface DashboardView {
  range: (typeof USAGE_RANGES)[number] | DayRange;
  by: UsageGrouping;
  flow: string | null;
  model: string | null;
  node: string | null;
  costTag: string | null;
  currency: string | null;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const DEFAULT_RANGE = '7d';
const DEFAULT_BY = 'model';

/** The view an address names; parts of it that make no sense are as if they were not there. */
export function toDashboardView(params: Record<string, string | string[] | undefined>): DashboardView {
  const one = (name: string) => {
    const value = params[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const flow = one('flow');
  return {
    range: rangeOf(one('from'), one('to'), one('range')),
    by: USAGE_GROUPINGS.find((by) => by === one('by')) ?? DEFAULT_BY,
    flow: flow !== null && isId(flow) ? flow : null,
    model: one('model')?.slice(0, 128) ?? null,
    node: one('node')?.slice(0, 64) ?? null,
    costTag: one('cost_tag')?.slice(0, 64) ?? null,
    currency: /^[A-Z]{3}$/.test(one('currency') ?? '') ? one('currency') : null,
  };
}

function rangeOf(from: string | null, to: string | null, range: string | null): DashboardView['range'] {
  if (from !== null && to !== null && isDay(from) && isDay(to) && from <= to) return { from, to };
  return USAGE_RANGES.find((one) => one === range) ?? DEFAULT_RANGE;
}

/** Whether the text is a day of the calendar, as a date field writes it. */
export function isDay(text: string): boolean {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The address of a view. */
export function toAddress(view: DashboardView): string {
  const { range } = view;
  const parts: [string, string | null][] = [
    ...(typeof range === 'string'
      ? [['range', range === DEFAULT_RANGE ? null : range] as [string, string | null]]
      : ([
          ['from', range.from],
          ['to', range.to],
        ] as [string, string][])),
    ['by', view.by === DEFAULT_BY ? null : view.by],
    ['flow', view.flow],
    ['model', view.model],
    ['node', view.node],
    ['cost_tag', view.costTag],
    ['currency', view.currency],
  ];
  const given = new URLSearchParams(parts.filter((part): part is [string, string] => part[1] !== null));
  return given.size > 0 ? `/dashboard?${given}` : '/dashboard';
}

/** The view as the API takes it, in the zone of whoever looks. */
export function toQuery(view: DashboardView, tz: string) {
  const { range, by, flow, model, node, costTag, currency } = view;
  return {
    ...(typeof range === 'string' ? { range } : { from: dayStart(range.from, tz, 0), to: dayStart(range.to, tz, 1) }),
    ...{ tz, by },
    ...(flow !== null && { flow }),
    ...(model !== null && { model }),
    ...(node !== null && { node }),
    ...(costTag !== null && { cost_tag: costTag }),
    ...(currency !== null && { currency }),
  };
}

/** When a day, or one `days` after it, begins in the zone. Noon of UTC falls on the same day nearly everywhere; at the edges it is put right. */
function dayStart(day: string, tz: string, days: number): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone: tz,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(noon);
  const off = shown < day ? 1 : shown > day ? -1 : 0;
  return new Date(startOfDay(noon, tz, days + off)).toISOString();
}
