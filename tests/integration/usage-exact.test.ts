import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@/lib/std/json';
import { addUsage, NO_USAGE, storedUsage, usageOfCall } from '@/lib/std/usage-sum';
import type { FakeModelServer, FakeScript } from '@/tests/fakes/model-server';
import { openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import {
  answered,
  type BilledCall,
  billFor,
  cut,
  FAKE_PROVIDERS,
  FAKES,
  type FakeProvider,
  RATES,
  refused,
  type ScriptedCall,
} from '@/tests/support/money-script';
import { seededRandom } from '@/tests/support/random';
import { openTestRuntime, type TestRuntime } from '@/tests/support/runtime';
import { openTestServices } from '@/tests/support/services';

// `MILLRACE_EXACT_RUNS=500 npx vitest run --project integration tests/integration/usage-exact.test.ts` is the full count.
const RUNS = Number(process.env.MILLRACE_EXACT_RUNS ?? 60);
const SEED = Number(process.env.MILLRACE_EXACT_SEED ?? 20261124);
const AT_ONCE = 8;
const MODEL = 'priced-model';
const UNPRICED = 'model-without-price';
const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

const database = await openTestDatabase();
const { db, url } = database;
let runtime: TestRuntime;
const services = openTestServices(database, (runId) => void runtime.worker.advance([runId]));
const api = await openTestApi(services);
const servers = new Map<string, FakeModelServer>();
/** What each provider does next, by the prompt's last message. */
const queues = new Map<string, ScriptedCall[]>();
let token: string;
let workspaceId: string;

interface ScriptedTask {
  /** Attempt by attempt, the calls of each. */
  attempts: ScriptedCall[][];
  succeeds: boolean;
}

interface ScriptedRun {
  key: string;
  flow: FakeProvider;
  model: string;
  tasks: Record<'first' | 'second', ScriptedTask | null>;
  runId: string;
}

beforeAll(async () => {
  const principal = await services.principal();
  ({ workspaceId } = principal);
  token = await api.token(principal);
  for (const provider of FAKE_PROVIDERS) {
    const script: FakeScript = ({ messages }) =>
      queues.get(`${provider} ${messages.at(-1)?.content}`)?.shift()?.behaviour ?? { status: 418 };
    servers.set(provider, await FAKES[provider]({ script }));
    const { plain, long } = RATES[provider];
    const body = {
      provider,
      model: MODEL,
      validFrom: '2020-01-01T00:00:00.000Z',
      ...rates(plain),
      long: long && { above: long.above, ...rates(long.rates) },
    };
    // One that has ended and one that is yet to come change nothing.
    const others = [
      { ...body, ...rates([1n, 1n, 1n, 1n]), validFrom: '2021-01-01T00:00:00.000Z', validUntil: '2022-01-01T00:00:00.000Z' },
      { ...body, ...rates([2n, 2n, 2n, 2n]), validFrom: '2199-01-01T00:00:00.000Z' },
    ];
    for (const price of [body, ...others])
      expect(await api.call('POST', '/api/prices', { token, body: price })).toMatchObject({ status: 201 });
  }
  runtime = openTestRuntime({
    ...{ url, workspaceId },
    times: { leaseMs: 20_000, heartbeatMs: 1000 },
    credentials: async (_workspace, _name, provider) => {
      const server = servers.get(provider);
      return server ? { kind: provider, config: { baseUrl: server.baseUrl }, secret: 'k' } : null;
    },
  });
});

afterAll(async () => {
  await runtime.close();
  for (const server of servers.values()) await server.close();
});

function rates([prompt = 0n, cached = 0n, cacheWrite = 0n, completion = 0n]: readonly bigint[]) {
  return { promptNano: String(prompt), cachedNano: String(cached), cacheWriteNano: String(cacheWrite), completionNano: String(completion) };
}

const nextOf = (provider: FakeProvider): FakeProvider => FAKE_PROVIDERS[(FAKE_PROVIDERS.indexOf(provider) + 1) % 4] ?? 'openai';

/** Two model nodes, the second with a fallback to the next provider; the first has a cost tag of its own, the second the flow's. */
function document(provider: FakeProvider): JsonObject {
  const ask = {
    type: 'llm_completion',
    provider,
    model: '{{ input.model }}',
    retry: { max: 2, backoff: 'fixed', initial_ms: 5, jitter: false },
  };
  return {
    ...{ dsl: 1, name: `Money of ${provider}`, cost_tag: `flow-${provider}`, labels: { case: '{{ input.key }}' } },
    inputs: { type: 'object', properties: { key: { type: 'string' }, model: { type: 'string' } }, required: ['key', 'model'] },
    nodes: [
      { ...ask, id: 'first', prompt: '{{ input.key }} first', cost_tag: 'own' },
      { ...ask, id: 'second', prompt: '{{ input.key }} second', fallback: [{ provider: nextOf(provider), model: '{{ input.model }}' }] },
    ],
    edges: [{ from: 'first', to: 'second' }],
    outputs: {},
  };
}

type Pick01 = () => number;

/** A task's story: how often it is refused, cut and answered, and by whom. */
function scriptTask(random: Pick01, provider: FakeProvider, isPriced: boolean, fallback: FakeProvider | null): ScriptedTask {
  const usage = () => {
    const prompt = 1 + Math.floor(random() * 6000);
    const cached = Math.floor(random() * prompt);
    const reasoning = Math.floor(random() * 20);
    return {
      prompt,
      cached,
      written: Math.floor(random() * (prompt - cached)),
      reasoning,
      completion: reasoning + 8 + Math.floor(random() * 900),
    };
  };
  const good = (one: FakeProvider) => answered(one, usage(), isPriced);
  const broken = (one: FakeProvider) => (random() < 0.5 ? cut(one, usage(), isPriced) : refused(one, random() < 0.5 ? 429 : 503));
  const attempt = (ends: boolean): ScriptedCall[] => {
    if (!fallback) return [ends ? good(provider) : broken(provider)];
    if (ends && random() < 0.5) return [good(provider)];
    return [broken(provider), ends ? good(fallback) : broken(fallback)];
  };
  const failures = Math.floor(random() * 4);
  const attempts = Array.from({ length: failures }, () => attempt(false));
  return failures === 3 ? { attempts, succeeds: false } : { attempts: [...attempts, attempt(true)], succeeds: true };
}

function scriptRun(random: Pick01, index: number): ScriptedRun {
  const flow = FAKE_PROVIDERS[index % 4] ?? 'openai';
  const isPriced = random() > 0.15;
  const first = scriptTask(random, flow, isPriced, null);
  const second = first.succeeds ? scriptTask(random, flow, isPriced, nextOf(flow)) : null;
  return { key: `r${index}`, flow, model: isPriced ? MODEL : UNPRICED, tasks: { first, second }, runId: '' };
}

function enqueue({ key, tasks }: ScriptedRun): void {
  for (const [node, task] of Object.entries(tasks))
    for (const call of task?.attempts.flat() ?? []) {
      const at = `${call.bill.provider} ${key} ${node}`;
      queues.set(at, [...(queues.get(at) ?? []), call]);
    }
}

const billsOf = (task: ScriptedTask | null): BilledCall[][] => task?.attempts.map((calls) => calls.map(({ bill }) => bill)) ?? [];
const attemptsOf = ({ tasks }: ScriptedRun): BilledCall[][] => [...billsOf(tasks.first), ...billsOf(tasks.second)];

async function start(run: ScriptedRun, flowId: string): Promise<void> {
  const body = { flowId, inputs: { key: run.key, model: run.model }, mode: 'wait', waitMs: 60_000 };
  const { data } = await api.call('POST', '/api/runs/trigger', { token, body });
  run.runId = String(data.runId);
  if (!ENDED.includes(String(data.status))) throw new Error(`run ${run.key} is ${data.status}`);
}

/** Runs jobs, so many at once. */
async function inTurns<T>(jobs: readonly T[], work: (job: T) => Promise<void>): Promise<void> {
  const left = [...jobs];
  const lane = async () => {
    for (let job = left.shift(); job !== undefined; job = left.shift()) await work(job);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

const get = async (path: string): Promise<JsonObject & { items?: JsonObject[] }> => {
  const answer = await api.call('GET', path, { token });
  expect(answer.status, path).toBe(200);
  return answer.data;
};

/** A sum as the API tells it, without what bills do not say. */
function billed(usage: Json | undefined) {
  const { currency, ...bill } = storedUsage(usage as JsonObject);
  expect(currency).toBe('USD');
  return bill;
}

describe(`${RUNS} runs with failures and retries`, () => {
  const random = seededRandom(SEED);
  const runs = Array.from({ length: RUNS }, (_, index) => scriptRun(random, index));
  const flowIds = new Map<FakeProvider, string>();

  it('end as their providers behaved', { timeout: 900_000 }, async () => {
    for (const provider of FAKE_PROVIDERS) {
      const { data } = await api.call('POST', '/api/flows', { token, body: { name: provider, dsl: document(provider) } });
      flowIds.set(provider, String(data.id));
      expect(await api.call('POST', `/api/flows/${data.id}/publish`, { token, body: {} })).toMatchObject({ status: 201 });
    }
    runs.forEach(enqueue);
    const begun = performance.now();
    await inTurns(runs, (run) => start(run, flowIds.get(run.flow) ?? ''));
    const calls = runs.flatMap(attemptsOf).flat();
    const unknown = calls.filter(({ exact }) => exact === null).length;
    const attempts = runs.flatMap(attemptsOf).length;
    process.stdout.write(
      `usage-exact: seed ${SEED}, ${RUNS} runs, ${attempts} attempts, ${calls.length} calls (${unknown} of unknown cost) in ${Math.round(performance.now() - begun)} ms\n`,
    );
    for (const left of queues.values()) expect(left).toEqual([]);
  });

  it('cost each task, attempt and run to the nano-unit what was billed', { timeout: 300_000 }, async () => {
    await inTurns(runs, async (run) => {
      const detail = await get(`/api/runs/${run.runId}`);
      const isGood = run.tasks.first?.succeeds && run.tasks.second?.succeeds;
      expect([run.key, detail.status]).toEqual([run.key, isGood ? 'SUCCEEDED' : 'FAILED']);
      expect(billed(detail.usage), run.key).toEqual(billFor(attemptsOf(run)));
      const { items = [] } = await get(`/api/runs/${run.runId}/tasks`);
      for (const [path, task] of Object.entries(run.tasks)) {
        const told = items.find((item) => item.path === path);
        if (!task) continue;
        expect(billed(told?.usage), `${run.key} ${path}`).toEqual(billFor(billsOf(task)));
        await expectAttempts(run, path, billsOf(task));
      }
    });
  });

  async function expectAttempts(run: ScriptedRun, path: string, bills: BilledCall[][]): Promise<void> {
    // An attempt that is the only one is told by its task.
    if (bills.length === 1) return;
    const { attempts } = await get(`/api/runs/${run.runId}/task?path=${path}`);
    const told = attempts as { number: number; usage: JsonObject }[];
    expect(told.map(({ number, usage }) => [number, billed(usage)])).toEqual(bills.map((calls, index) => [index + 1, billFor([calls])]));
  }

  it('add up alike in rows, events, lists, flows and the whole day', { timeout: 300_000 }, async () => {
    const whole = billFor(runs.flatMap(attemptsOf));
    const { rows } = await db.query<JsonObject>(
      `SELECT sum(cost_nano)::text AS "costNano", sum(saved_nano)::text AS "savedNano", sum(prompt_tokens)::int AS "promptTokens",
         sum(completion_tokens)::int AS "completionTokens", sum(cached_tokens)::int AS "cachedTokens", sum(cache_write_tokens)::int AS "cacheWriteTokens",
         sum(reasoning_tokens)::int AS "reasoningTokens", (count(*) FILTER (WHERE cost_nano IS NULL))::int AS "unknownCosts",
         (count(*) FILTER (WHERE NOT known))::int AS "unknownAttempts" FROM usage WHERE workspace_id = $1`,
      [workspaceId],
    );
    expect(rows[0]).toEqual(whole);
    const events = await db.query<{ data: JsonObject }>("SELECT data FROM run_event WHERE workspace_id = $1 AND type = 'usage.recorded'", [
      workspaceId,
    ]);
    // The event holds what a call of usage holds.
    const live = events.rows.map(({ data }) => usageOfCall(data as never)).reduce(addUsage, NO_USAGE);
    expect(billed(live)).toEqual(whole);
    const listed = await listAll('/api/runs?limit=200');
    expect(listed).toHaveLength(RUNS);
    expect(billed(listed.map(({ usage }) => storedUsage(usage as JsonObject)).reduce(addUsage, NO_USAGE))).toEqual(whole);
    const exported = (await readText('/api/runs/export?format=jsonl')).map((line) => JSON.parse(line) as JsonObject);
    expect(billed(exported.map(({ usage }) => storedUsage(usage as JsonObject)).reduce(addUsage, NO_USAGE))).toEqual(whole);
    const { items: one = [] } = await get('/api/runs?label=case%3Dr0');
    expect(one.map(({ id, labels }) => [id, labels])).toEqual([[runs[0]?.runId, { case: 'r0' }]]);
    expect(await csvSum('/api/runs/export?format=csv')).toBe(whole.costNano);
    const { items: flows = [] } = await get('/api/flows');
    for (const [provider, id] of flowIds) {
      const bill = billFor(runs.filter(({ flow }) => flow === provider).flatMap(attemptsOf));
      expect(flows.find((flow) => flow.id === id)).toMatchObject({ costTodayNano: bill.costNano });
    }
  });

  it('are told by dashboard and CSV to the nano-unit, as a whole and by flow, model, node and tag', { timeout: 300_000 }, async () => {
    const whole = billFor(runs.flatMap(attemptsOf));
    const groups: Record<string, (run: ScriptedRun, node: 'first' | 'second') => string> = {
      flow: ({ flow }) => flowIds.get(flow) ?? '',
      model: ({ model }) => model,
      node: ({ flow }, node) => `${flowIds.get(flow)}/${node}`,
      cost_tag: ({ flow }, node) => (node === 'first' ? 'own' : `flow-${flow}`),
    };
    for (const [by, keyOf] of Object.entries(groups)) {
      const { totals, groups: told, buckets } = await get(`/api/usage/dashboard?range=7d&by=${by}`);
      expect(totals).toMatchObject({ ...dashboardBill(whole), runs: RUNS, failed: runs.filter(isFailed).length });
      const days = (buckets as JsonObject[]).reduce((sum, { costNano }) => sum + BigInt(String(costNano)), 0n);
      expect(String(days)).toBe(whole.costNano);
      const expected = new Map<string, BilledCall[][]>();
      for (const run of runs)
        for (const node of ['first', 'second'] as const)
          if (run.tasks[node]) expected.set(keyOf(run, node), [...(expected.get(keyOf(run, node)) ?? []), ...billsOf(run.tasks[node])]);
      const lines = told as { key: string }[];
      expect(lines.map(({ key }) => key).sort()).toEqual([...expected.keys()].sort());
      for (const line of lines) expect(line, `${by} ${line.key}`).toMatchObject(dashboardBill(billFor(expected.get(line.key) ?? [])));
      expect(await csvSum(`/api/usage/dashboard.csv?range=7d&by=${by}&chart=groups`)).toBe(whole.costNano);
      expect(await csvSum(`/api/usage/dashboard.csv?range=7d&by=${by}&chart=money`)).toBe(whole.costNano);
    }
  });

  async function readText(path: string): Promise<string[]> {
    const response = await fetch(`${api.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(response.status, path).toBe(200);
    return (await response.text())
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/);
  }

  /** The sum of a file's money; nothing that stands before it in a line holds a comma. */
  async function csvSum(path: string): Promise<string> {
    const [header = '', ...lines] = await readText(path);
    const at = header.split(',').indexOf('cost_nano');
    return String(lines.reduce((sum, line) => sum + BigInt(line.split(',')[at]?.replaceAll('"', '') ?? 'x'), 0n));
  }
});

const isFailed = ({ tasks }: ScriptedRun): boolean => !(tasks.first?.succeeds && tasks.second?.succeeds);

/** A bill in the dashboard's words: its sums are texts. */
function dashboardBill(bill: ReturnType<typeof billFor>) {
  const { costNano, savedNano, unknownCosts, unknownAttempts, ...tokens } = bill;
  const texts = Object.fromEntries(Object.entries(tokens).map(([kind, count]) => [kind, String(count)]));
  return { ...texts, costNano, savedNano, unpriced: unknownCosts, unmeasured: unknownAttempts };
}

async function listAll(path: string): Promise<JsonObject[]> {
  const all: JsonObject[] = [];
  for (let cursor: Json = null; ; ) {
    const page = await get(cursor === null ? path : `${path}&cursor=${cursor}`);
    all.push(...(page.items ?? []));
    cursor = page.nextCursor ?? null;
    if (cursor === null) return all;
  }
}
