import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from '@/lib/egress';
import type { ExecutionContext, NodeFailure } from '@/lib/nodes/contract';
import { aContext } from '@/lib/nodes/testing/a-context';
import type { JsonObject } from '@/lib/std/json';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { httpRequestExecutor } from './executor';

let sink: Sink;
let egress: Egress;

beforeAll(async () => {
  sink = await startSink();
  egress = createEgress({ allow: [sink.host] });
});
afterAll(async () => {
  await egress.close();
  await sink.close();
});
beforeEach(() => sink.clear());

function run(parameters: JsonObject, given: Partial<ExecutionContext> = {}) {
  const context = aContext({ http: (call) => egress.http(call, given.signal ?? new AbortController().signal), ...given });
  return httpRequestExecutor.execute({ method: 'GET', ...parameters }, context);
}

async function failureOf(promise: Promise<unknown>): Promise<NodeFailure> {
  return promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: NodeFailure) => error,
  );
}

describe('what is sent', () => {
  it('sends an object as JSON, once said so', async () => {
    await run({ method: 'POST', url: `${sink.url}/ok`, body: { ticket: 7 } });
    expect(sink.calls[0]?.headers['content-type']).toBe('application/json');
    expect(sink.calls[0]?.body).toBe('{"ticket":7}');
  });

  it('sends text as text, and leaves a content type that was given alone', async () => {
    await run({ method: 'POST', url: `${sink.url}/ok`, body: 'hello' });
    await run({ method: 'POST', url: `${sink.url}/ok`, body: '<a/>', headers: { 'Content-Type': 'application/xml' } });
    expect(sink.calls.map((call) => [call.headers['content-type'], call.body])).toEqual([
      ['text/plain; charset=utf-8', 'hello'],
      ['application/xml', '<a/>'],
    ]);
  });

  it('adds the query to the URL, lists repeated, nothing left out', async () => {
    await run({ url: `${sink.url}/ok?a=1`, query: { b: 'x y', c: 2, d: null } });
    expect(sink.calls[0]?.query).toEqual({ a: '1', b: 'x y', c: '2' });
  });

  it('sends the effect key under the header the target honours', async () => {
    const given = { idempotencyHeader: 'Idempotency-Key', effectKey: 'k-1' };
    await run({ method: 'POST', url: `${sink.url}/ok` }, given);
    const second = await run({ method: 'POST', url: `${sink.url}/ok` }, given);
    expect(sink.calls.map((call) => call.idempotencyKey)).toEqual(['k-1', 'k-1']);
    expect(second.output).toMatchObject({ body: { replayed: true } });
  });
});

describe('what comes back', () => {
  it('is parsed by its content type', async () => {
    expect((await run({ url: `${sink.url}/ok` })).output).toMatchObject({ status: 200, body: { id: 1 } });
    expect((await run({ url: `${sink.url}/text` })).output).toMatchObject({ body: 'plain words' });
    expect((await run({ url: `${sink.url}/binary` })).output).toMatchObject({ body: { media_type: 'image/png', base64: 'iVBORw==' } });
    expect((await run({ url: `${sink.url}/empty` })).output).toMatchObject({ status: 204, body: null });
  });

  it('proves a write with status, request id and location', async () => {
    expect((await run({ method: 'POST', url: `${sink.url}/ok` })).receipt).toEqual({
      status: 201,
      request_id: 'sink-1',
      location: '/things/1',
    });
  });

  it.each([
    ['/status/429?retryAfter=3', 'rate_limited', 3000],
    ['/status/408', 'timeout', undefined],
    ['/status/500', 'unavailable', undefined],
    ['/status/503?retryAfter=1', 'unavailable', 1000],
    ['/status/401', 'denied', undefined],
    ['/status/403', 'denied', undefined],
    ['/status/404', 'invalid', undefined],
    ['/status/422', 'invalid', undefined],
  ])('fails on %s as %s', async (path, failureClass, retryAfterMs) => {
    const failure = await failureOf(run({ url: `${sink.url}${path}` }));
    expect([failure.code, failure.failureClass, failure.retryAfterMs, failure.unanswered]).toEqual([
      'http_status',
      failureClass,
      retryAfterMs,
      false,
    ]);
    expect(failure.message).toContain(sink.host);
  });

  it('is uncertain where a write was cut or timed out, and plain failure where a read was', async () => {
    for (const path of ['/reset', '/drop']) {
      expect((await failureOf(run({ method: 'POST', url: sink.url + path }))).unanswered).toBe(true);
      expect((await failureOf(run({ url: sink.url + path }))).unanswered).toBe(false);
    }
    const late = await failureOf(run({ method: 'POST', url: `${sink.url}/hang` }, { signal: AbortSignal.timeout(40) }));
    expect([late.failureClass, late.unanswered]).toEqual(['timeout', true]);
  });

  it('says what is wrong with a URL that is none', async () => {
    expect((await failureOf(run({ url: 'example' }))).code).toBe('invalid_url');
  });
});
