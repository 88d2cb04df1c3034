import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NodeFailure } from '@/lib/nodes/contract';
import { type Sink, startSink } from '@/tests/fakes/sink';
import { createEgress, type Egress, type EgressOptions } from './create-egress';

const never = new AbortController().signal;
const opened: Egress[] = [];
let sink: Sink;
let other: Sink;

beforeAll(async () => {
  sink = await startSink();
  other = await startSink();
});
afterAll(async () => {
  await sink.close();
  await other.close();
});
afterEach(async () => {
  sink.clear();
  other.clear();
  await Promise.all(opened.splice(0).map((egress) => egress.close()));
});

function open(options: EgressOptions = {}): Egress {
  const egress = createEgress(options);
  opened.push(egress);
  return egress;
}

function get(url: string) {
  return { method: 'GET', url, headers: {} };
}

async function failureOf(promise: Promise<unknown>): Promise<NodeFailure> {
  return promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: NodeFailure) => error,
  );
}

describe('the guard', () => {
  const port = () => new URL(sink.url).port;

  it.each([
    ['dotted', '127.0.0.1'],
    ['one number', '2130706433'],
    ['hexadecimal', '0x7f000001'],
    ['octal', '0177.0.0.1'],
    ['short', '127.1'],
    ['trailing dot', '127.0.0.1.'],
    ['full-width digits', '１２７.0.0.1'],
    ['this host', '0.0.0.0'],
    ['loopback v6', '[::1]'],
    ['unspecified v6', '[::]'],
    ['mapped', '[::ffff:127.0.0.1]'],
    ['mapped in hex', '[::ffff:7f00:1]'],
    ['compatible', '[::127.0.0.1]'],
    ['NAT64', '[64:ff9b::7f00:1]'],
    ['6to4', '[2002:7f00:1::]'],
    ['a name', 'localhost'],
  ])('refuses loopback written as %s', async (_form, host) => {
    const failure = await failureOf(open().http(get(`http://${host}:${port()}/ok`), never));
    expect([failure.code, failure.failureClass, failure.unanswered]).toEqual(['egress_denied', 'denied', false]);
    expect(sink.calls).toEqual([]);
  });

  it('refuses a public name when any of its addresses is private', async () => {
    const addresses = [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const egress = open({ resolver: (_name, done) => done(null, addresses) });
    expect((await failureOf(egress.http(get(`http://rebind.example:${port()}/ok`), never))).code).toBe('egress_denied');
    expect(sink.calls).toEqual([]);
  });

  it('never reaches metadata addresses, listed or not', async () => {
    const egress = open({
      allow: ['169.254.0.0/16', '169.254.169.254:80', 'metadata.internal:80'],
      resolver: (_name, done) => done(null, [{ address: '169.254.169.254', family: 4 }]),
    });
    for (const host of ['169.254.169.254', '[::ffff:169.254.169.254]', 'metadata.internal']) {
      expect((await failureOf(egress.http(get(`http://${host}/latest/meta-data/`), never))).code).toBe('egress_denied');
    }
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1/'])('refuses the scheme of %s', async (url) => {
    expect((await failureOf(open().http(get(url), never))).code).toBe('egress_denied');
  });

  it('refuses user names in a URL and does not repeat them', async () => {
    const failure = await failureOf(open().http(get('https://ada:hunter2@example.com/'), never));
    expect(failure.code).toBe('invalid_url');
    expect(failure.message).not.toContain('hunter2');
  });

  it('reaches what the operator allows: by host and port, by address, by range', async () => {
    for (const allow of [sink.host, '127.0.0.1', '127.0.0.0/8']) {
      const answer = await open({ allow: [allow] }).http(get(`${sink.url}/ok`), never);
      expect(answer.status).toBe(200);
    }
    expect((await failureOf(open({ allow: [other.host] }).http(get(`${sink.url}/ok`), never))).code).toBe('egress_denied');
  });

  it('refuses an allow entry it cannot read', () => {
    expect(() => createEgress({ allow: ['not a host'] })).toThrow(/MILLRACE_EGRESS_ALLOW/);
  });

  it('opens a saved base URL to its own fetch only, even while that connection is kept open', async () => {
    const egress = open();
    const response = await egress.asFetch({ allowBaseUrl: `${sink.url}/v1` })(`${sink.url}/ok`);
    expect(response.status).toBe(200);
    await response.text();
    expect((await failureOf(egress.http(get(`${sink.url}/ok`), never))).code).toBe('egress_denied');
    expect((await failureOf(egress.asFetch({ allowBaseUrl: other.url })(`${sink.url}/ok`))).code).toBe('egress_denied');
  });
});

describe('redirects', () => {
  it('follows five and refuses a sixth', async () => {
    const egress = open({ allow: ['127.0.0.1'] });
    const chain = (length: number): string => (length === 0 ? '/ok' : `/redirect?to=${encodeURIComponent(chain(length - 1))}`);
    expect((await egress.http(get(sink.url + chain(5)), never)).status).toBe(200);
    expect((await failureOf(egress.http(get(sink.url + chain(6)), never))).code).toBe('too_many_redirects');
  });

  it('checks each hop', async () => {
    const egress = open({ allow: [sink.host] });
    for (const target of [`${other.url}/ok`, 'http://2130706433/', 'http://169.254.169.254/', 'file:///etc/passwd']) {
      const failure = await failureOf(egress.http(get(`${sink.url}/redirect?to=${encodeURIComponent(target)}`), never));
      expect(failure.code).toBe('egress_denied');
    }
    expect(other.calls).toEqual([]);
  });

  it('drops credentials across origins and keeps them within one', async () => {
    const egress = open({ allow: ['127.0.0.1'] });
    const credential = { name: 'shop', headers: { 'X-Api-Key': 'k' }, hosts: [sink.host] };
    const call = (to: string) => ({
      method: 'GET',
      url: `${sink.url}/redirect?to=${encodeURIComponent(to)}`,
      headers: { Authorization: 'Bearer t', Cookie: 'c=1', 'X-Kept': 'yes' },
    });
    await egress.http(call(`${other.url}/ok`), never, credential);
    expect(other.calls[0]?.headers).toMatchObject({ 'x-kept': 'yes' });
    for (const name of ['authorization', 'cookie', 'x-api-key']) expect(other.calls[0]?.headers[name]).toBeUndefined();
    await egress.http(call('/ok'), never, credential);
    expect(sink.calls.at(-1)?.headers).toMatchObject({ authorization: 'Bearer t', 'x-api-key': 'k' });
  });

  it('take the keys of model providers to no other origin', async () => {
    const egress = open({ allow: ['127.0.0.1'] });
    const headers = { 'api-key': 'k1', 'x-api-key': 'k2', 'x-goog-api-key': 'k3', 'x-trace': 't' };
    const to = encodeURIComponent(`${other.url}/ok`);
    await egress.asFetch()(`${sink.url}/redirect?status=307&to=${to}`, { method: 'POST', headers, body: '{}' });
    expect(other.calls[0]?.headers).toMatchObject({ 'x-trace': 't' });
    for (const name of ['api-key', 'x-api-key', 'x-goog-api-key']) expect(other.calls[0]?.headers[name]).toBeUndefined();
  });

  it('turns a 303 after POST into GET without a body and repeats the body on 307', async () => {
    const egress = open({ allow: ['127.0.0.1'] });
    const post = (status: number) => ({
      method: 'POST',
      url: `${sink.url}/redirect?status=${status}&to=/ok`,
      headers: { 'content-type': 'text/plain' },
      body: 'hello',
    });
    await egress.http(post(303), never);
    expect([sink.calls[1]?.method, sink.calls[1]?.body]).toEqual(['GET', '']);
    await egress.http(post(307), never);
    expect([sink.calls[3]?.method, sink.calls[3]?.body]).toEqual(['POST', 'hello']);
  });
});

describe('credentials', () => {
  it('go to the hosts they name and nowhere else', async () => {
    const egress = open({ allow: ['127.0.0.1'] });
    const credential = { name: 'shop', headers: { 'X-Api-Key': 'secret-value' }, hosts: ['api.example.com'] };
    const failure = await failureOf(egress.http(get(`${sink.url}/ok`), never, credential));
    expect(failure.code).toBe('credential_host');
    expect(failure.message).not.toContain('secret-value');
    expect(sink.calls).toEqual([]);
  });
});

describe('size, time and loss', () => {
  const allow = ['127.0.0.1'];
  const post = (path: string) => ({ method: 'POST', url: sink.url + path, headers: {}, body: '{}' });

  it('stops a compressed flood at the cap of decoded bytes', async () => {
    const before = process.memoryUsage().rss;
    const failure = await failureOf(open({ allow, maxBytes: 2_000_000 }).http(get(`${sink.url}/gzip?mb=400`), never));
    expect(failure.code).toBe('answer_too_large');
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('decodes gzip and gives the bytes as the sender meant them', async () => {
    const answer = await open({ allow }).http(get(`${sink.url}/gzip?mb=1`), never);
    expect(answer.body.length).toBe(1_048_576);
  });

  it('does not decode the body a HEAD answer only describes', async () => {
    const answer = await open({ allow }).http({ method: 'HEAD', url: `${sink.url}/gzip?mb=1`, headers: {} }, never);
    expect([answer.status, answer.headers['content-encoding'], answer.body.length]).toEqual([200, 'gzip', 0]);
  });

  it('calls a write unanswered when the connection breaks after sending, and a read not', async () => {
    const egress = open({ allow });
    for (const path of ['/reset', '/drop']) {
      const write = await failureOf(egress.http(post(path), never));
      expect([path, write.code, write.failureClass, write.unanswered]).toEqual([path, 'connection_lost', 'unavailable', true]);
      const read = await failureOf(egress.http(get(sink.url + path), never));
      expect([read.code, read.unanswered]).toEqual(['connection_lost', false]);
    }
  });

  it('calls a write unanswered when its time is over', async () => {
    const failure = await failureOf(open({ allow }).http(post('/hang'), AbortSignal.timeout(50)));
    expect([failure.code, failure.failureClass, failure.unanswered]).toEqual(['timeout', 'timeout', true]);
  });

  it('does not call a refused or unknown host unanswered', async () => {
    const closed = await closedPort();
    const refused = await failureOf(open({ allow }).http({ ...post('/ok'), url: `http://127.0.0.1:${closed}/` }, never));
    expect([refused.code, refused.unanswered]).toEqual(['connection_refused', false]);
    const missing = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const unknown = await failureOf(
      open({ resolver: (_name, done) => done(missing, []) }).http({ ...post('/ok'), url: 'http://nowhere.example/' }, never),
    );
    expect([unknown.code, unknown.unanswered]).toEqual(['host_not_found', false]);
  });

  it('ends a hanging look-up at once when the caller aborts', async () => {
    const controller = new AbortController();
    const promise = failureOf(open({ resolver: () => {} }).http(get('http://slow.example/'), controller.signal));
    controller.abort();
    expect((await promise).code).toBe('aborted');
  });

  it('sends each write on a fresh connection', async () => {
    const egress = open({ allow });
    await egress.http(post('/ok'), never);
    await egress.http(post('/ok'), never);
    expect(sink.calls.map((call) => call.headers.connection)).toEqual(['close', 'close']);
  });
});

describe('asFetch', () => {
  it('streams an answer and ends it with the failure when the cap is reached', async () => {
    const fetch = open({ allow: ['127.0.0.1'] }).asFetch({ maxBytes: 1000 });
    const response = await fetch(`${sink.url}/ok`, { method: 'POST', body: 'hello', headers: { 'content-type': 'text/plain' } });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ body: 'hello' });
    const long = await fetch(`${sink.url}/bytes?n=5000`);
    expect((await failureOf(long.arrayBuffer())).code).toBe('answer_too_large');
  });

  it('answers a body-less status', async () => {
    const response = await open({ allow: ['127.0.0.1'] }).asFetch()(`${sink.url}/empty`);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 1;
}
