import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import type { FlowDetail } from '@/lib/contracts/flows';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { callApi, type Product, startProduct } from '@/tests/support/product';
import { cpuSeconds } from './cpu';

const WARM_S = 5;
const MEASURE_S = 10;
const CONNECTIONS = [1, 20, 100];
const BODY = JSON.stringify({ name: 'Ada', tier: 'vip', amount: 12 });

/** webhook ──▶ template ──▶ switch ─vip▶ template ──▶ template ──▶ answer with the result; every run recorded. */
export function lightFlow() {
  return aFlow('Light webhook flow')
    .input({ type: 'object', properties: { name: { type: 'string' }, tier: { type: 'string' }, amount: { type: 'number' } } })
    .node('greet', 'template', { template: 'Hello {{ input.name }}' })
    .node('route', 'switch', { cases: [{ port: 'vip', when: "input.tier == 'vip'" }] })
    .node('offer', 'template', { template: '{{ nodes.greet.output.text }}, thank you for {{ input.amount }}' })
    .node('plain', 'template', { template: 'Thanks' })
    .node('sign', 'template', { template: '{{ nodes.offer.output.text }}. Millrace' })
    .edge('greet', 'route')
    .edge('route', 'offer', 'vip')
    .edge('route', 'plain', 'else')
    .edge('offer', 'sign')
    .output('text', '{{ nodes.sign.output.text }}')
    .trigger({ id: 'hook', type: 'webhook', path: 'light', auth: 'none', respond: 'result' })
    .build();
}

/** The light webhook flow on the whole product at 1, 20 and 100 connections, and the same POST to each peer. */
export async function benchLight(peers: [string, string][]): Promise<Record<string, string | number>[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  const product = await startProduct(dataDir);
  try {
    const url = await publish(product);
    const rows: Record<string, string | number>[] = [];
    for (const connections of CONNECTIONS) {
      rows.push(await measure('millrace', url, connections, product));
      for (const [name, peerUrl] of peers) rows.push(await measure(name, peerUrl, connections, null));
    }
    rows.push(await bytesPerRun(product));
    return rows;
  } finally {
    await product.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function publish(product: Product): Promise<string> {
  const token = await product.createToken();
  const flow = await callApi<FlowDetail>(product, token, 'POST', '/api/flows', { name: 'Light', dsl: lightFlow() });
  await callApi(product, token, 'POST', `/api/flows/${flow.id}/publish`, {});
  const published = await callApi<FlowDetail>(product, token, 'GET', `/api/flows/${flow.id}`);
  const path = published.triggers[0]?.url;
  if (!path) throw new Error('The webhook has no address');
  return path.startsWith('http') ? path : `${product.url}${path}`;
}

async function measure(name: string, url: string, connections: number, product: Product | null): Promise<Record<string, string | number>> {
  const load = { url, connections, method: 'POST' as const, body: BODY, headers: { 'content-type': 'application/json' } };
  await autocannon({ ...load, duration: WARM_S });
  const before = product ? cpuSeconds(product.pid, product.dataDir) : null;
  const result = await autocannon({ ...load, duration: MEASURE_S });
  const after = product ? cpuSeconds(product.pid, product.dataDir) : null;
  const answered = result['2xx'];
  const perRun = (part: 'web' | 'worker' | 'postgres'): string =>
    before && after && answered > 0 ? (((after[part] - before[part]) / answered) * 1000).toFixed(2) : '';
  return {
    what: `${name}, ${connections} connections`,
    'runs/s': Math.round(answered / MEASURE_S),
    'p50 ms': result.latency.p50,
    'p99 ms': result.latency.p99,
    'not 2xx': result.non2xx + result.errors,
    'web CPU ms': perRun('web'),
    'worker CPU ms': perRun('worker'),
    'postgres CPU ms': perRun('postgres'),
  };
}

const TABLES = ['run', 'task_run', 'run_event', 'payload', 'payload_chunk', 'attempt', 'usage', 'effect', 'run_signal', 'outbox'];

async function bytesPerRun(product: Product): Promise<Record<string, string | number>> {
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  await client.query('VACUUM');
  const size = await client.query('SELECT sum(pg_total_relation_size(name::regclass))::float8 AS bytes FROM unnest($1::text[]) AS name', [
    TABLES,
  ]);
  const runs = await client.query('SELECT count(*)::float8 AS n FROM run');
  await client.end();
  return {
    what: `bytes per run, all tables and indexes, over ${runs.rows[0].n} runs (target <= 8,192)`,
    'runs/s': Math.round(size.rows[0].bytes / runs.rows[0].n),
  };
}
