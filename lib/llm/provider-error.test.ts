import { describe, expect, it } from 'vitest';
import { readProviderError } from './provider-error';

function refusal(error: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ error }), { status: 400, headers });
}

describe('readProviderError', () => {
  it.each([
    [{ code: 'model_not_found', type: 'invalid_request_error', message: 'm' }, 'model_not_found'],
    [{ code: null, type: 'insufficient_quota' }, 'insufficient_quota'],
    [{ type: 'rate_limit_error', message: 'm' }, 'rate_limit_error'],
    [{ code: 429, status: 'RESOURCE_EXHAUSTED', message: 'm' }, 'RESOURCE_EXHAUSTED'],
    [{ code: 400, status: 'INVALID_ARGUMENT', details: [{ '@type': 't', reason: 'API_KEY_INVALID' }] }, 'invalid_api_key'],
    [{ type: 'invalid_request_error', message: 'Your credit balance is too low to access the API.' }, 'insufficient_quota'],
    [{ code: 'sk-a key that somebody put here' }, ''],
    ['a text', ''],
  ])('reads the code of %j as %j', async (error, code) => {
    expect((await readProviderError(refusal(error))).code).toBe(code);
  });

  it.each([
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '250.4', 'retry-after': '9' }, 250],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('hears when to come back: %j', async (headers: Record<string, string>, ms) => {
    expect((await readProviderError(refusal({}, headers))).retryAfterMs).toBe(ms);
  });

  it('hears it from the body too, and from a date', async () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' }];
    expect((await readProviderError(refusal({ details }))).retryAfterMs).toBe(34_500);
    const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
    const { retryAfterMs } = await readProviderError(refusal({}, { 'retry-after': inTenSeconds }));
    expect(retryAfterMs).toBeGreaterThan(8000);
    expect(retryAfterMs).toBeLessThanOrEqual(10_000);
  });

  it('reads no more than a refusal is long', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(16 * 1024));
      },
    });
    expect(await readProviderError(new Response(endless, { status: 500 }))).toEqual({ code: '' });
    expect(pulled).toBeLessThan(10);
  });
});
