import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '@/lib/errors/codes';
import { ERROR_TABLE, envelopeCode } from '@/lib/http/error-table';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { greetingDocument, openTestServices } from '@/tests/support/services';

const services = openTestServices(await openTestDatabase());
const api = await openTestApi(services);
let token: string;
let flowId: string;

beforeAll(async () => {
  token = await api.token(await services.principal());
  flowId = String((await api.call('POST', '/api/flows', { token, body: { name: 'Flow', dsl: greetingDocument() } })).data.id);
});

/** CPU a hostile request may cost the server, in ms. */
const MOST_CPU_MS = 200;

/** Sends a body from a process of its own, so that this one's CPU time is the server's alone; the body is an expression, made there. */
async function cpuMsOf(bodyExpression: string): Promise<{ status: number; cpuMs: number }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const init = `{ method: 'POST', headers: ${JSON.stringify(headers)}, body: ${bodyExpression} }`;
  const source = `fetch(${JSON.stringify(`${api.url}/api/flows`)}, ${init}).then((r) => console.log(r.status))`;
  const begun = process.cpuUsage();
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', source]);
  const { user, system } = process.cpuUsage(begun);
  return { status: Number(stdout), cpuMs: (user + system) / 1000 };
}

function withNodes(nodes: JsonObject[], edges: JsonObject[] = []): JsonObject {
  return { name: 'Bad', dsl: { ...greetingDocument(), nodes, edges, outputs: {} } };
}

const template = (id: string, text = 'x') => ({ id, type: 'template', template: text });
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const REFUSED: [string, string, ErrorCode, unknown][] = [
  ['malformed JSON', 'POST /api/flows', 'malformed_json', '{"name":'],
  ['no JSON at all', 'POST /api/flows', 'malformed_json', 'name=x'],
  ['a list for an object', 'POST /api/flows', 'invalid_request', '[]'],
  ['an unknown member', 'POST /api/flows', 'invalid_request', { name: 'x', workspaceId: newId() }],
  ['a workspace of its own choosing', 'POST /api/runs/trigger', 'invalid_request', { flowId: newId(), workspaceId: newId() }],
  ['an object where an id belongs', 'POST /api/runs/trigger', 'invalid_request', { flowId: { not: '' } }],
  ['a name too long', 'POST /api/flows', 'invalid_request', { name: 'x'.repeat(129) }],
  ['nesting of 1,000,000', 'POST /api/flows', 'too_deep', `{"name":"x","dsl":${nested(1_000_000)}}`],
  ['nesting of 1,000,000 that never closes', 'POST /api/flows', 'too_deep', '['.repeat(1_000_000)],
  ['a __proto__ key', 'POST /api/flows', 'forbidden_key', '{"name":"x","dsl":{"__proto__":{"admin":true}}}'],
  ['an escaped __proto__ key', 'POST /api/flows', 'forbidden_key', '{"name":"x","dsl":{"__proto_\\u005f":1}}'],
  ['a constructor key', 'POST /api/flows', 'forbidden_key', '{"name":"x","constructor":{"prototype":{}}}'],
  ['a null byte', 'POST /api/flows', 'bad_text', '{"name":"a\\u0000b"}'],
  ['half a surrogate pair', 'POST /api/flows', 'bad_text', '{"name":"a\\ud800b"}'],
  ['bytes that are no UTF-8', 'POST /api/flows', 'bad_text', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ['50 MB of body', 'POST /api/flows', 'body_too_large', Buffer.alloc(50 * 1024 * 1024, 32)],
  ['a foreign flow', 'POST /api/runs/trigger', 'flow_not_found', { flowId: newId() }],
  ['a null byte in an id', 'GET /api/flows/%00', 'invalid_id', undefined],
  ['a path in an id', 'GET /api/flows/..%2f..%2fetc%2fpasswd', 'invalid_id', undefined],
  ['a lower-case id', `GET /api/flows/${newId().toLowerCase()}`, 'invalid_id', undefined],
  ['a null byte in the query', 'GET /api/flows?search=%00', 'bad_text', undefined],
  ['a negative limit', 'GET /api/flows?limit=-1', 'invalid_request', undefined],
  ['a cursor of its own making', 'GET /api/flows?cursor=x', 'invalid_request', undefined],
  ['a revision 0', `GET /api/flows/${newId()}/revisions/0`, 'invalid_id', undefined],
  ['a foreign run', `GET /api/runs/${newId()}`, 'run_not_found', undefined],
  ['a route that is none', 'GET /api/v1/validate/code', 'not_found', undefined],
  ['another casing of a route', 'GET /API/flows', 'not_found', undefined],
  ['a method the path does not take', 'PUT /api/flows', 'method_not_allowed', {}],
  [
    'a cycle',
    'POST /api/flows',
    'invalid_document',
    withNodes(
      [template('a'), template('b')],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    ),
  ],
  ['an unknown node type', 'POST /api/flows', 'unknown_node_type', withNodes([{ id: 'a', type: 'shell' }])],
  ['a broken expression', 'POST /api/flows', 'invalid_expression', withNodes([template('a', '{{ input. }}')])],
  ['a dangling edge', 'POST /api/flows', 'invalid_document', withNodes([template('a')], [{ from: 'a', to: 'b' }])],
  ['a document of another language', 'POST /api/flows', 'invalid_document', { name: 'x', dsl: { dsl: 99 } }],
];

describe('hostile input', () => {
  it.each(REFUSED)('refuses %s: %s with %s', async (_, line, reason, body) => {
    const [method = '', path = ''] = line.split(' ');
    const answer = await api.call(method, path, { token, body });
    expect(answer).toMatchObject({ status: ERROR_TABLE[reason].status, code: envelopeCode(reason), data: { reason } });
    expect(answer.msg).toMatch(/\S/);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    ['nesting of 1,000,000', 400, "'['.repeat(1e6) + ']'.repeat(1e6)"],
    ['50 MB', 413, 'Buffer.alloc(50 * 1024 * 1024, 32)'],
    ['100,000 keys that are nearly forbidden', 400, `'{' + '"constructo":1,'.repeat(100000) + '"x":1}'`],
    ['five megabytes of small objects', 413, `'{"name":"x","dsl":{"a":[' + '{"b":1},'.repeat(600000) + '1]}}'`],
    ['sixty thousand small objects', 422, `'{"name":"x","dsl":{"a":[' + '{"b":1},'.repeat(60000) + '1]}}'`],
    ['fifteen megabytes in one text', 413, `'{"name":"x","dsl":{"a":"' + 'x'.repeat(15e6) + '"'`],
    ['a megabyte of escapes', 400, `'{"name":"' + ${JSON.stringify('\\u0041')}.repeat(170000) + '"}'`],
  ])('answers %s with %i for little of the processor', async (_, status, body) => {
    await cpuMsOf("'{}'");
    // The least of three: whatever else this machine does only adds.
    const answers = [await cpuMsOf(body), await cpuMsOf(body), await cpuMsOf(body)];
    expect(answers.map((answer) => answer.status)).toEqual([status, status, status]);
    expect(Math.min(...answers.map((answer) => answer.cpuMs))).toBeLessThan(MOST_CPU_MS);
  });

  it('names each place that does not fit', async () => {
    const { data } = await api.call('POST', '/api/runs/trigger', { token, body: { flowId: 'x', mode: 'later', more: 1 } });
    expect(data.issues?.map(({ path }) => path).sort()).toEqual(['/body', '/body/flowId', '/body/mode']);
  });

  it('names node, place and code of what is wrong with a document', async () => {
    const { data } = await api.call('POST', '/api/flows', {
      token,
      body: withNodes([template('a', '{{ nope }}'), template('b', '{{ 1 + }}')]),
    });
    expect(new Set(data.issues?.map(({ nodeId }) => nodeId))).toEqual(new Set(['a', 'b']));
  });

  it('counts a body without an announced length while it arrives', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    afterAll(() => socket.destroy());
    const head = ['POST /api/flows HTTP/1.1', `Host: ${hostname}`, `Authorization: Bearer ${token}`, 'Content-Type: application/json'];
    socket.write(`${head.join('\r\n')}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
    let sent = 0;
    const send = () => {
      while (sent < 50 && !socket.destroyed && socket.write(chunk)) sent += 1;
      if (sent < 50 && !socket.destroyed) socket.once('drain', send);
    };
    socket.on('error', () => {}); // the server may end the connection while we still send
    const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    send();
    expect(await answered).toMatch(/^HTTP\/1.1 413 /);
    expect(sent).toBeLessThan(50);
  });

  it('refuses a compressed body instead of unpacking it', async () => {
    const answer = await api.call('POST', '/api/flows', { token, headers: { 'Content-Encoding': 'gzip' }, body: 'x' });
    expect(answer).toMatchObject({ status: 415, data: { reason: 'unsupported_content_type' } });
  });

  it('refuses a body that does not say that it is JSON', async () => {
    const answer = await api.call('POST', '/api/flows', { token, headers: { 'Content-Type': 'text/plain' }, body: '{"name":"x"}' });
    expect(answer).toMatchObject({ status: 415, data: { reason: 'unsupported_content_type' } });
  });

  it('refuses inputs of 128 levels and more, and takes 100', async () => {
    const trigger = (depth: number) => `{"flowId":"${flowId}","revision":"draft","inputs":{"name":"x","more":${nested(depth)}}}`;
    expect((await api.call('POST', '/api/runs/trigger', { token, body: trigger(127) })).data.reason).toBe('too_deep');
    expect((await api.call('POST', '/api/runs/trigger', { token, body: trigger(100) })).data.reason).toBe('invalid_inputs');
  });

  it('wrote nothing to the log for all of this: none of it is our defect', () => {
    expect(api.log).toEqual([]);
  });
});
