import { describe, expect, it } from 'vitest';
import { operationalError, userError } from '@/lib/errors/app-error';
import { createAttemptGate } from './attempt-gate';

const wrong = () => Promise.reject(userError('wrong_credentials', 'no'));
const right = async () => 'in';

function gateAt(burst = 3, perSecond = 0.5) {
  let ms = 0;
  const gate = createAttemptGate({ burst, perSecond }, () => ms);
  return { gate, pass: (seconds: number) => (ms += seconds * 1000) };
}

describe('the attempt gate', () => {
  it('refuses after a burst of failures and says when to come back', async () => {
    const { gate, pass } = gateAt();
    for (let n = 0; n < 3; n += 1) await expect(gate.attempt(['a'], wrong)).rejects.toMatchObject({ code: 'wrong_credentials' });
    await expect(gate.attempt(['a'], right)).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterS: 2 } });
    pass(2);
    expect(await gate.attempt(['a'], right)).toBe('in');
  });

  it('counts no success, and no failure that is ours', async () => {
    const { gate } = gateAt();
    for (let n = 0; n < 20; n += 1) await gate.attempt(['a'], right);
    for (let n = 0; n < 20; n += 1) {
      await expect(gate.attempt(['a'], () => Promise.reject(operationalError('database_unavailable', 'away')))).rejects.toThrow('away');
    }
    expect(await gate.attempt(['a'], right)).toBe('in');
  });

  it('lets nobody around it by trying many at once', async () => {
    const { gate } = gateAt();
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => gate.attempt(['a'], wrong)));
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'none'));
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(3);
  });

  it('is bound by the emptiest of its keys, and leaves others alone', async () => {
    const { gate } = gateAt();
    for (let n = 0; n < 3; n += 1) await expect(gate.attempt(['address 1', `account ${n}`], wrong)).rejects.toThrow('no');
    await expect(gate.attempt(['address 1', 'account 9'], right)).rejects.toMatchObject({ code: 'too_many_attempts' });
    expect(await gate.attempt(['address 2', 'account 1'], right)).toBe('in');
  });

  it('forgets the longest unused first, and stays bounded', async () => {
    const { gate } = gateAt(1, 0.001);
    await expect(gate.attempt(['old'], wrong)).rejects.toThrow('no');
    for (let n = 0; n < 20_000; n += 1) await gate.attempt([`key ${n}`], right);
    expect(await gate.attempt(['old'], right)).toBe('in');
  });
});
