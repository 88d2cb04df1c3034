import { z } from 'zod';
import { idSchema } from './common';

/** Statuses of a run. */
export const RUN_STATUSES = [
  'PENDING',
  'RUNNING',
  'WAITING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
  'COMPENSATING',
  'COMPENSATED',
  'COMPENSATION_FAILED',
] as const;
export const runStatusSchema = z.enum(RUN_STATUSES);

/** What starts runs. */
export const RUN_TRIGGERS = ['manual', 'api', 'webhook', 'schedule', 'event', 'chat', 'subflow'] as const;

/** Names of the filters, as addresses and saved filters write them. */
export const RUN_FILTER_NAMES = [
  'flow',
  'status',
  'trigger',
  'revision',
  'from',
  'to',
  'cost_min',
  'cost_max',
  'label',
  'model',
  'cost_tag',
] as const;
export type RunFilterName = (typeof RUN_FILTER_NAMES)[number];

const textsSchema = z.union([z.string().max(1024), z.array(z.string().max(1024)).max(20)]);

/** Several of a list: repeated, or with commas. */
const severalOf = <const T extends readonly string[]>(all: T) =>
  textsSchema.transform((given) => [given].flat().flatMap((text) => text.split(','))).pipe(z.array(z.enum(all)).min(1).max(20));

const AGO = /^(\d{1,4})([mhd])$/;
const MINUTES = { m: 1, h: 60, d: 1440 } as const;

/** A moment, a day in UTC, or a stretch before now, as in `30m`, `24h`, `7d`. */
const momentSchema = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date(), z.string().regex(AGO)],
    'must be an ISO time, a day as in 2026-11-24, or 30m, 24h, 7d',
  )
  .refine((text) => AGO.test(text) || Date.parse(text) >= 0, 'must be a time from 1970 on');

/** The moment a filter names. */
export function momentMs(text: string, nowMs: number): number {
  const ago = AGO.exec(text);
  // The pattern lets these units through and no others.
  return ago ? nowMs - Number(ago[1]) * MINUTES[ago[2] as keyof typeof MINUTES] * 60_000 : Date.parse(text);
}

/** Money in whole units, as in `0.05`; becomes nano units as a decimal text. */
const moneySchema = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, 'must be money in whole units, as in 0.05')
  .transform((text) => {
    const [whole = '0', part = ''] = text.split('.');
    return String(BigInt(whole) * 1_000_000_000n + BigInt(part.padEnd(9, '0')));
  });

const LABEL = /^[^=]{1,64}=.{0,256}$/su;
const MOST_LABELS = 8;

/** `key=value`, repeated for several, which must all hold. Becomes an object. */
const labelsSchema = textsSchema.transform((given, context) => {
  const texts = [given].flat();
  const labels = new Map<string, string>();
  for (const text of texts) {
    const at = text.indexOf('=');
    const key = text.slice(0, at);
    const isTwice = labels.has(key) && labels.get(key) !== text.slice(at + 1);
    if (!LABEL.test(text)) context.issues.push({ code: 'custom', input: given, message: `must be key=value, not "${text.slice(0, 64)}"` });
    else if (isTwice) context.issues.push({ code: 'custom', input: given, message: `names "${key}" with two values` });
    else labels.set(key, text.slice(at + 1));
  }
  if (texts.length > MOST_LABELS) context.issues.push({ code: 'custom', input: given, message: `holds at most ${MOST_LABELS} labels` });
  return Object.fromEntries(labels);
});

/**
 * Which runs are meant, as a query says it. All that are given must hold. `from` is part of the time when runs were made, `to` is not;
 * `cost_min` and `cost_max` both are. `model` and `cost_tag` keep runs that made such a call; an empty `cost_tag` means a call without one.
 */
export const runFilterFields = {
  flow: idSchema.optional(),
  status: severalOf(RUN_STATUSES).optional(),
  trigger: severalOf(RUN_TRIGGERS).optional(),
  /** Its number, or runs of drafts. */
  revision: z
    .union(
      [
        z.literal('draft'),
        z
          .string()
          .regex(/^[1-9]\d{0,8}$/)
          .transform(Number),
      ],
      'must be a number from 1 on, or draft',
    )
    .optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  cost_min: moneySchema.optional(),
  cost_max: moneySchema.optional(),
  label: labelsSchema.optional(),
  model: z.string().min(1).max(128).optional(),
  cost_tag: z.string().max(64).optional(),
};

/** A filter whose ranges hold something. */
export function checkRanges({ value, issues }: z.core.ParsePayload<RunFilter>): void {
  const say = (path: RunFilterName, message: string) => issues.push({ code: 'custom', input: value[path], path: [path], message });
  const { from, to, cost_min: least, cost_max: most } = value;
  if (from !== undefined && to !== undefined && momentMs(from, Date.now()) >= momentMs(to, Date.now())) say('to', 'must be after from');
  if (least !== undefined && most !== undefined && BigInt(least) > BigInt(most)) say('cost_max', 'must not be below cost_min');
}

export const runFilterSchema = z.strictObject(runFilterFields).check(checkRanges);

/** A filter, read. */
export type RunFilter = z.output<typeof runFilterSchema>;

/** A filter as requests send it. */
export type RunFilterQuery = z.input<typeof runFilterSchema>;

/** A filter as an address writes it. */
export type RunFilterTexts = Partial<Record<RunFilterName, string | string[]>>;

/** A filter as an address writes it, checked and kept so: what saved filters hold. */
export const runFilterTextsSchema = z.partialRecord(z.enum(RUN_FILTER_NAMES), textsSchema).check(({ value, issues }) => {
  const parsed = runFilterSchema.safeParse(value);
  // The same issues, about the same value.
  if (!parsed.success) issues.push(...(parsed.error.issues as unknown as typeof issues));
});
