import { afterAll, describe, expect, it } from 'vitest';
import { createFromTemplate, getSampleInput } from '@/lib/services/flows/templates';
import { triggerRun } from '@/lib/services/runs/trigger-run';
import type { JsonObject } from '@/lib/std/json';
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
