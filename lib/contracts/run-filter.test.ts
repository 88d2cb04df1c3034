import { describe, expect, it } from 'vitest';
import { momentMs, runFilterSchema, runFilterTextsSchema } from './run-filter';

const FLOW = '01K0000000000000000000000A';

/** The first place where a filter is wrong, and why. */
function wrong(given: object): string {
  const issue = runFilterSchema.safeParse(given).error?.issues[0];
  return issue ? `${String(issue.path[0] ?? '')} ${issue.message}` : 'nothing';
}

describe('a filter of runs', () => {
  it('is read from texts, with lists by repetition or commas', () => {
    const given = {
      flow: FLOW,
      status: ['FAILED', 'CANCELLED,WAITING'],
      trigger: 'api',
      revision: '3',
      label: ['customer=a=b', 'env=prod'],
    };
    expect(runFilterSchema.parse(given)).toEqual({
      flow: FLOW,
      status: ['FAILED', 'CANCELLED', 'WAITING'],
      trigger: ['api'],
      revision: 3,
      label: { customer: 'a=b', env: 'prod' },
    });
    expect(runFilterSchema.parse({ revision: 'draft', cost_tag: '' })).toEqual({ revision: 'draft', cost_tag: '' });
  });

  it('reads money to the nano unit', () => {
    expect(runFilterSchema.parse({ cost_min: '0.000000001', cost_max: '12.5' })).toEqual({ cost_min: '1', cost_max: '12500000000' });
  });

  it('reads times with their offset, days, and stretches before now', () => {
    expect(momentMs('2026-11-24T01:00:00+01:00', 0)).toBe(Date.UTC(2026, 10, 24));
    expect(momentMs('2026-11-24', 0)).toBe(Date.UTC(2026, 10, 24));
    expect(momentMs('90m', 10_000_000)).toBe(10_000_000 - 90 * 60_000);
    expect(momentMs('7d', 1_000_000_000)).toBe(1_000_000_000 - 7 * 86_400_000);
  });

  it.each([
    [{ flow: 'x' }, /^flow /],
    [{ status: 'DONE' }, /^status /],
    [{ status: '' }, /^status /],
    [{ trigger: 'cron' }, /^trigger /],
    [{ revision: '0' }, /^revision must be a number/],
    [{ revision: '99999999999' }, /^revision /],
    [{ from: 'yesterday' }, /^from /],
    [{ to: '2026-02-30' }, /^to /],
    [{ from: '0000-01-01T00:00:00Z' }, /^from must be a time from 1970/],
    [{ cost_min: '-1' }, /^cost_min /],
    [{ cost_min: '1e3' }, /^cost_min /],
    [{ cost_max: '0.0000000001' }, /^cost_max /],
    [{ label: 'customer' }, /^label must be key=value/],
    [{ label: '=x' }, /^label /],
    [{ label: ['a=1', 'a=2'] }, /^label names "a" with two values/],
    [{ label: Array.from({ length: 9 }, (_, n) => `k${n}=v`) }, /^label holds at most 8/],
    [{ model: '' }, /^model /],
    [{ flowId: FLOW }, /Unrecognized key/],
    [{ from: '2026-11-24', to: '2026-11-24' }, /^to must be after from/],
    [{ from: '1h', to: '24h' }, /^to must be after from/],
    [{ cost_min: '2', cost_max: '1' }, /^cost_max must not be below/],
  ])('refuses %j and names what is wrong', (given, expected) => {
    expect(wrong(given)).toMatch(expected);
  });

  it('is kept as it was written, and only when it can be read', () => {
    const kept = { status: 'FAILED', from: '24h', label: ['a=1'] };
    expect(runFilterTextsSchema.parse(kept)).toEqual(kept);
    expect(runFilterTextsSchema.safeParse({ status: 'DONE' }).error?.issues[0]?.path[0]).toBe('status');
    expect(runFilterTextsSchema.safeParse({ sort: 'id' }).success).toBe(false);
  });
});
