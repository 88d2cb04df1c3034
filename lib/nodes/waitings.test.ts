import { describe, expect, it } from 'vitest';
import { approvalWaiting } from './approval/waiting';
import { callbackWaiting } from './callback/waiting';
import { NodeFailure } from './contract';
import { waitWaiting } from './wait/waiting';

const NOW = Date.parse('2026-03-01T09:00:00Z');

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof NodeFailure ? error.code : String(error);
  }
}

describe('wait', () => {
  it('is due after its duration, or at its instant, which counts when both are given', () => {
    expect(waitWaiting.open({ duration: '1h 30m' }, NOW)).toEqual({ dueAt: NOW + 5_400_000 });
    expect(waitWaiting.open({ duration: '1h', until: '2026-03-01T11:00:00+01:00' }, NOW)).toEqual({ dueAt: NOW + 3_600_000 });
    expect(waitWaiting.open({ until: '2020-01-01' }, NOW)).toEqual({ dueAt: NOW });
  });

  it.each([{}, { duration: '' }, { duration: '5' }, { until: 'soon' }, { until: '2026-03-01T11:00:00' }, { until: 12 }])(
    'refuses %j with a remedy',
    (parameters) => expect(codeOf(() => waitWaiting.open(parameters, NOW))).toBe('wait_time_invalid'),
  );

  it('refuses to wait for longer than ten years', () => {
    expect(codeOf(() => waitWaiting.open({ until: '2300-01-01T00:00:00Z' }, NOW))).toBe('wait_too_long');
  });
});

describe('approval', () => {
  it('knows its approvers in lower case, one name or a list', () => {
    expect(approvalWaiting.open({ approvers: [' Ada@Example.com ', 'admin'] }, NOW).approvers).toEqual(['ada@example.com', 'admin']);
    expect(approvalWaiting.open({ approvers: 'admin' }, NOW).approvers).toEqual(['admin']);
    expect(approvalWaiting.open({}, NOW)).toEqual({ dueAt: null, approvers: [] });
  });

  it('never takes approvers that came out empty for everybody', () => {
    expect(codeOf(() => approvalWaiting.open({ approvers: [''] }, NOW))).toBe('approvers_invalid');
    expect(codeOf(() => approvalWaiting.open({ approvers: [7] }, NOW))).toBe('approvers_invalid');
    expect(codeOf(() => approvalWaiting.open({ approvers: [] }, NOW))).toBe('approvers_invalid');
    expect(codeOf(() => approvalWaiting.open({ approvers: null }, NOW))).toBe('approvers_invalid');
  });

  it('fails when its time is up, or takes the branch', () => {
    const times = { openedAt: NOW, dueAt: NOW + 1000 };
    expect(codeOf(() => approvalWaiting.expire({}, times))).toBe('approval_timed_out');
    expect(approvalWaiting.expire({ on_timeout: 'branch' }, times)).toMatchObject({
      port: 'on_timeout',
      output: { decision: 'timed_out' },
    });
  });
});

describe('callback', () => {
  it('hands the body on, and fails or branches when nobody called', () => {
    expect(callbackWaiting.answer?.({}, { body: { a: 1 }, at: 'then' }).output).toEqual({
      body: { a: 1 },
      received_at: 'then',
      timed_out: false,
    });
    expect(codeOf(() => callbackWaiting.expire({}, { openedAt: 0, dueAt: 1 }))).toBe('callback_timed_out');
    expect(callbackWaiting.expire({ on_timeout: 'branch' }, { openedAt: 0, dueAt: 1 }).port).toBe('on_timeout');
  });

  it('keeps its address good for 30 days where the node says nothing', () => {
    expect(callbackWaiting.addressMs?.({})).toBe(30 * 86_400_000);
    expect(callbackWaiting.addressMs?.({ url_valid_for: '1h' })).toBe(3_600_000);
  });
});
