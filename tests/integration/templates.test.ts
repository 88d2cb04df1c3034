import { afterAll, describe, expect, it } from 'vitest';
import { createFromTemplate, getSampleInput, listTemplates } from '@/lib/services/flows/templates';
import { triggerRun } from '@/lib/services/runs/trigger-run';
import type { JsonObject } from '@/lib/std/json';
import { TEMPLATES } from '@/lib/templates';
import { SAMPLE_MANUAL } from '@/lib/templates/manual-answers/sample-manual';
import type { Measured } from '@/lib/templates/template';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime } from '@/tests/support/runtime';
import { serveSamplePages } from '@/tests/support/sample-pages';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const pages = await serveSamplePages();
// Nothing but the sample pages may be called: no template needs a network.
const runtime = openTestRuntime({ url: database.url, workspaceId: '', allow: [], ownOrigin: pages.origin, times: { leaseMs: 8000 } });
afterAll(() => Promise.all([runtime.close(), pages.close()]));
const { deps, principal } = openTestServices(database, (runId) => void runtime.worker.advance([runId]));

/** What the run of each template on its own sample took. */
const spent = new Map<string, Omit<Measured, 'seconds'>>();

async function usageOf(runId: string): Promise<Omit<Measured, 'seconds'>> {
  const { rows } = await database.db.query<Omit<Measured, 'seconds'>>(
    `SELECT count(*)::int AS calls, sum(prompt_tokens)::int AS "promptTokens", sum(completion_tokens)::int AS "completionTokens"
     FROM usage WHERE run_id = $1`,
    [runId],
  );
  return rows[0] ?? { calls: 0, promptTokens: 0, completionTokens: 0 };
}

/** Opens the template as a person would and runs it on the sample that comes with it, or on other inputs. */
async function run(template: string, change: JsonObject = {}): Promise<JsonObject> {
  const me = await principal();
  const owned = { ...deps, ownOrigin: pages.origin };
  const flow = await createFromTemplate(owned, me, { template });
  expect(flow.issues).toEqual([]);
  const { inputs } = await getSampleInput(owned, me, { id: flow.id });
  const order = { flowId: flow.id, inputs: { ...inputs, ...change }, triggerType: 'manual', revision: 'draft', mode: 'wait' } as const;
  const ended = await triggerRun(owned, me, { ...order, waitMs: 90_000 });
  expect(ended).toMatchObject({ status: 'SUCCEEDED' });
  if (Object.keys(change).length === 0) spent.set(template, await usageOf(ended.runId));
  return (ended as { outputs: JsonObject }).outputs;
}

describe('checking links', () => {
  it('finds each kind of page on the samples, and says so in the report', async () => {
    const { links, by_verdict, summary, report } = await run('link-check');
    const verdicts = (links as JsonObject[]).map(({ url, verdict }) => [
      String(url).replace(`${pages.origin}/samples/pages/`, ''),
      verdict,
    ]);
    expect(verdicts).toEqual([
      ['start', 'fine'],
      ['opening-hours', 'fine'],
      ['prices', 'fine'],
      ['old-prices', 'moved'],
      ['vanished', 'broken'],
      ['archive', 'slow'],
      ['imprint', 'wrong content'],
    ]);
    expect(by_verdict).toEqual({ fine: 3, moved: 1, broken: 1, slow: 1, 'wrong content': 1 });
    expect(summary).toContain('7 links were checked, and 4 of them need attention.');
    expect(report).toContain(`| moved | ${pages.origin}/samples/pages/old-prices | Now at ${pages.origin}/samples/pages/prices |`);
    expect(report).toContain('Does not say "Larkfield Water Works"');
  }, 120_000);

  it('tells of addresses it may not call or cannot read, and goes on', async () => {
    const links = `/samples/pages/start\n${pages.origin}/api/me\nnot an address | x\n/samples/pages/prices | No such words`;
    const outputs = await run('link-check', { links });
    expect((outputs.links as JsonObject[]).map(({ verdict }) => verdict)).toEqual(['fine', 'unreachable', 'unreachable', 'wrong content']);
  }, 120_000);
});

describe('answering from a manual', () => {
  it('answers from the right section and proves it word for word', async () => {
    const { answer, quotes, sections, page } = await run('manual-answers');
    expect(answer).toContain('the app cannot open it');
    expect(sections).toContain('15 Flow meter');
    const [quote] = quotes as JsonObject[];
    expect(quote).toMatchObject({ section: '15 Flow meter', verbatim: true });
    expect(SAMPLE_MANUAL).toContain(String(quote?.text));
    expect(page).toContain('> — 15 Flow meter');
  }, 120_000);

  it.each([
    [
      'My last valve stands 450 metres away. With which cores may the cable be that long?',
      '4 Choosing a place',
      '600 metres with cores of 1.5 square millimetres',
    ],
    ['How much water does a lawn need in summer?', '11 How much water a garden needs', '20 to 25 litres per square metre'],
    ['How often must I replace the coin cell?', '20 Care and updates', 'every five years'],
  ])(
    'finds what the manual says: %s',
    async (question, section, fact) => {
      const { answer, sections, quotes } = await run('manual-answers', { question });
      expect((sections as string[])[0]).toBe(section);
      expect(answer).toContain(fact);
      expect((quotes as JsonObject[]).every(({ verbatim }) => verbatim === true)).toBe(true);
    },
    120_000,
  );

  it('says so where the manual says nothing', async () => {
    const { answer, quotes } = await run('manual-answers', { question: 'Quels vins accompagnent le poisson?' });
    expect(answer).toBe('The text says nothing about that.');
    expect(quotes).toEqual([]);
  }, 120_000);
});

/** What a person reads in the shipped invoices: number, day of issue, due day, currency, net, tax, total. */
const BY_HAND = [
  ['INV-2026-0141', '2026-03-02', '2026-04-01', 'GBP', 1240, 248, 1488],
  ['R-20260313', '2026-03-13', '2026-04-12', 'EUR', 1150, 218.5, 1368.5],
  ['BM-20418', '2026-03-03', '2026-04-02', 'USD', 864, 71.28, 935.28],
  ['AW-260088', '2026-03-09', '2026-04-08', 'CHF', 2400, 194.4, 2594.4],
  ['NT-5512', '2026-03-11', '2026-03-31', 'SEK', 8000, 2000, 10_000],
  ['HD-0093', '2026-03-05', '2026-04-30', 'JPY', 180_000, 18_000, 198_000],
  ['PC-88213', '2026-03-06', '2026-03-20', 'GBP', 96.5, 19.3, 118.5],
  ['CO-1907', '2026-02-31', '2026-03-30', 'EUR', 312, 65.52, 377.52],
  ['LT-2026-17', '2026-03-10', '2026-03-24', 'EUR', 640, 0, 640],
  ['WG-3340', '2026-03-14', '2026-03-28', 'AUD', 1100, 110, 1210],
  ['F2026/118', '2026-03-05', '2026-04-04', 'EUR', 950, 190, 1140],
  ['OS-77120', '2026-03-20', '2026-03-10', 'USD', 49, 0, 49],
  ['GW-414', '2026-03-16', '2026-04-15', 'GBP', 160, 32, 192],
  ['HB-7731', '2026-03-12', '2026-04-11', 'EUR', 275, 55, 330],
];

describe('reading invoices', () => {
  it('reads every field of every layout as a person would, and finds the four that are wrong', async () => {
    const { invoices, wrong, unread, report } = await run('invoice-fields');
    const fields = (invoices as JsonObject[]).map(({ number, issued, due, currency, net, tax, total }) => [
      number,
      issued,
      due,
      currency,
      net,
      tax,
      total,
    ]);
    expect(fields).toEqual(BY_HAND);
    expect(unread).toBe(0);
    const problems = Object.fromEntries((wrong as JsonObject[]).map(({ number, problems }) => [number, problems]));
    expect(problems).toEqual({
      'PC-88213': ['Net 96.5 and tax 19.3 make 115.8, not 118.5'],
      'CO-1907': ['There is no day 2026-02-31 (issued)'],
      'OS-77120': ['Due on 2026-03-10, before it was issued on 2026-03-20'],
      'GW-414': ['The rows make 150, not 160'],
    });
    expect(report).toContain('14 invoices were read: 10 add up, 4 need a person.');
    // Every layout has rows that prove themselves.
    expect((invoices as JsonObject[]).filter(({ rows }) => rows === 0).map(({ number }) => number)).toEqual([]);
  }, 120_000);
});

describe('the gallery', () => {
  it('tells of each template the calls and tokens that a run on its sample takes', async () => {
    for (const { name, measured } of TEMPLATES) {
      if (!spent.has(name)) await run(name);
      const { calls, promptTokens, completionTokens } = spent.get(name) ?? { calls: 0, promptTokens: 0, completionTokens: 0 };
      expect([name, calls]).toEqual([name, measured.calls]);
      // Addresses differ by their port, and so by a token or two.
      expect(Math.abs(promptTokens / measured.promptTokens - 1), `${name}: ${promptTokens} prompt tokens`).toBeLessThan(0.05);
      expect(Math.abs(completionTokens / measured.completionTokens - 1), `${name}: ${completionTokens} completion tokens`).toBeLessThan(
        0.05,
      );
    }
  }, 240_000);

  it('shows a picture, needs and money of each', async () => {
    const { items } = await listTemplates(deps, await principal());
    for (const { name, picture, compared, measured } of items) {
      expect(picture.nodes.length, name).toBeGreaterThan(3);
      expect(compared).toMatchObject({ provider: 'openai', model: 'gpt-4o-mini', asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
      // Dollars a million tokens of the shipped list: 0.15 in, 0.60 out.
      expect(compared.costNano).toBe(String(measured.promptTokens * 150 + measured.completionTokens * 600));
    }
  });
});
