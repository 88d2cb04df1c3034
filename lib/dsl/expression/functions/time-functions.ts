import { type CivilTime, civilTime, isTimestampMs, parseDuration, parseTimestamp } from '@/lib/dsl/expression/civil-time';
import { typeFault } from '@/lib/dsl/expression/problem';
import { instant, isInstant, isSpan, span, type Value } from '@/lib/dsl/expression/value';
import { type Call, defineFunction, type ExpressionFunction } from './function-spec';

/** Times of day in UTC. There is no `now()`: the same inputs give the same answer. */
export const TIME_FUNCTIONS: ExpressionFunction[] = [
  defineFunction({
    name: 'timestamp',
    group: 'time',
    signature: 'timestamp(text)',
    doc: 'A point in time from an RFC 3339 text such as 2030-01-31T09:00:00Z, a date, or seconds since 1970.',
    returns: 'timestamp',
    params: ['any'],
    run: (call, value) => toInstant(call, value),
  }),
  defineFunction({
    name: 'duration',
    group: 'time',
    signature: 'duration(text)',
    doc: 'A length of time from a text such as 1h30m, 45s or 250ms.',
    returns: 'duration',
    params: ['any'],
    run: (call, value) => toSpan(call, value),
  }),
  field('getFullYear', 'The year.', (at) => at.year),
  field('getMonth', 'The month, 0 for January.', (at) => at.month - 1),
  field('getDate', 'The day of the month, from 1.', (at) => at.day),
  field('getDayOfMonth', 'The day of the month, from 0.', (at) => at.day - 1),
  field('getDayOfWeek', 'The day of the week, 0 for Sunday.', (at) => at.weekday),
  field('getDayOfYear', 'The day of the year, from 0.', (at) => at.dayOfYear),
  clock('getHours', 'The hour of a timestamp, or the whole hours of a duration.', (at) => at.hour, 3_600_000),
  clock('getMinutes', 'The minute of a timestamp, or the whole minutes of a duration.', (at) => at.minute, 60_000),
  clock('getSeconds', 'The second of a timestamp, or the whole seconds of a duration.', (at) => at.second, 1000),
];

function field(name: string, doc: string, read: (at: CivilTime) => number): ExpressionFunction {
  return defineFunction({
    name,
    group: 'time',
    signature: `timestamp.${name}()`,
    doc,
    returns: 'number',
    params: ['timestamp'],
    run: (_, at) => read(civilTime(at.ms)),
  });
}

function clock(name: string, doc: string, read: (at: CivilTime) => number, unitMs: number): ExpressionFunction {
  return defineFunction({
    name,
    group: 'time',
    signature: `timestamp.${name}()`,
    doc,
    returns: 'number',
    params: ['any'],
    run: (call, value) => {
      if (isInstant(value)) return read(civilTime(value.ms));
      if (isSpan(value)) return Math.trunc(value.ms / unitMs);
      throw typeFault(call.site, `${name}() needs a timestamp or a duration; make one with timestamp(text).`, { operation: name });
    },
  });
}

function toInstant(call: Call, value: Value): Value {
  if (isInstant(value)) return value;
  if (typeof value === 'number' && isTimestampMs(value * 1000)) return instant(value * 1000);
  const ms = typeof value === 'string' ? parseTimestamp(value) : null;
  if (ms !== null) return instant(ms);
  throw typeFault(call.site, 'timestamp() needs a text such as 2030-01-31T09:00:00Z.', { operation: 'timestamp' });
}

function toSpan(call: Call, value: Value): Value {
  if (isSpan(value)) return value;
  const ms = typeof value === 'string' ? parseDuration(value) : null;
  if (ms !== null) return span(ms);
  throw typeFault(call.site, 'duration() needs a text such as 1h30m, 45s or 250ms.', { operation: 'duration' });
}
