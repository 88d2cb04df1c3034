import { type ChildProcess, spawn } from 'node:child_process';
import { freePort } from '@/workers/supervise/free-port';
import { callApi } from '../support/product';
import { createFlow } from './support/flows';
import { expect, story } from './support/story';

let next: ChildProcess | null = null;

story.afterEach(() => {
  next?.kill();
});

// next start (no web process) ──▶ POST /api/runs/trigger ──▶ the product's worker walks it ──▶ GET /api/runs/:id/events
story('an engineer hosts Next alone, and its API starts runs and streams their events', async ({ product, request }) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = { ...process.env, ...product.environment, DATABASE_URL: product.databaseUrl, NODE_ENV: 'production' as const };
  next = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], { env: environment, stdio: 'ignore' });
  await expect.poll(async () => (await request.get(`${url}/sign-in`).catch(() => null))?.status(), { timeout: 30_000 }).toBe(200);
  expect((await fetch(`${url}/api/flows`)).status).toBe(401);
  // Cookies know no ports: the session made on the other one holds here, by the same key.
  expect((await request.get(`${url}/api/flows`)).status()).toBe(200);

  const id = await createFlow(product, 'Hosted alone', {
    nodes: [{ id: 'greet', type: 'template', template: 'Hello' }],
    outputs: { text: '{{ nodes.greet.output.text }}' },
  });
  await callApi({ url }, product.token, 'POST', `/api/flows/${id}/publish`, {});
  const body = { flowId: id, inputs: {}, mode: 'wait' };
  const run = await callApi<{ runId: string; outputs: unknown }>({ url }, product.token, 'POST', '/api/runs/trigger', body);
  expect(run.outputs).toEqual({ text: 'Hello' });

  const headers = { authorization: `Bearer ${product.token}`, accept: 'text/event-stream', 'last-event-id': '1' };
  const stream = await fetch(`${url}/api/runs/${run.runId}/events`, { headers, signal: AbortSignal.timeout(10_000) });
  let said = '';
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    said += chunk;
    if (said.includes('run.succeeded')) break;
  }
  expect(said).toContain('id: 2');
  expect(said).not.toContain('run.created');
});
