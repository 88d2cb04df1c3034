import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from './create-egress';

let server: Server;
let origin = '';
let egress: Egress;
const seen: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/samples/pages/out') response.writeHead(302, { location: '/api/me' }).end();
    else if (request.url === '/samples/pages/moved') response.writeHead(301, { location: '/samples/pages/there' }).end();
    else response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  egress = createEgress({ ownOrigin: origin });
});

afterAll(async () => {
  await egress.close();
  server.close();
});

const call = (path: string, fields: { method?: string; body?: string } = {}, from = egress) =>
  from.http({ method: 'GET', url: path.startsWith('http') ? path : origin + path, headers: {}, ...fields }, AbortSignal.timeout(5000));

describe("an installation's own sample pages", () => {
  it('are read, also where one leads to another, and say where they were found', async () => {
    const answer = await call('/samples/pages/moved');
    expect([answer.status, answer.url]).toEqual([200, `${origin}/samples/pages/there`]);
  });

  it.each([
    ['another path', '/api/me'],
    ['the files beside them', '/samples/support-tickets.txt'],
    ['a way up', '/samples/pages/../../api/me'],
    ['a way up in disguise', '/samples/pages/..%2f..%2fapi'],
    ['a longer path', '/samples/pages/a/b'],
    ['a query', '/samples/pages/there?x=1'],
  ])('open nothing else: %s', async (_what, path) => {
    seen.length = 0;
    await expect(call(path)).rejects.toMatchObject({ code: 'egress_denied' });
    expect(seen).toEqual([]);
  });

  it('open nothing by a redirect out of them, a write, another name of this machine, or a socket left open', async () => {
    await call('/samples/pages/there');
    seen.length = 0;
    await expect(call('/samples/pages/out')).rejects.toMatchObject({ code: 'egress_denied' });
    await expect(call('/samples/pages/there', { method: 'POST', body: 'x' })).rejects.toMatchObject({ code: 'egress_denied' });
    await expect(call(`${origin.replace('127.0.0.1', 'localhost')}/samples/pages/there`)).rejects.toMatchObject({ code: 'egress_denied' });
    await expect(call('/api/me')).rejects.toMatchObject({ code: 'egress_denied' });
    expect(seen).toEqual(['/samples/pages/out']);
  });

  it('are as closed as the rest where nothing was opened', async () => {
    const strict = createEgress();
    await expect(call('/samples/pages/there', {}, strict)).rejects.toMatchObject({ code: 'egress_denied' });
    await strict.close();
  });
});
