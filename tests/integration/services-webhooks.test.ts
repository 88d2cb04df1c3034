import { afterAll, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { hmac } from '@/lib/crypto';
import { createCredential, deleteCredential } from '@/lib/services/credentials/save-credential';
import { createFlow } from '@/lib/services/flows/create-flow';
import { deleteFlow } from '@/lib/services/flows/delete-flow';
import { getFlow } from '@/lib/services/flows/get-flow';
import { publishFlow } from '@/lib/services/flows/publish-flow';
import { getRun } from '@/lib/services/runs/get-run';
import { type HookCall, startWebhookRun } from '@/lib/services/triggers/start-webhook-run';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { openTestDatabase } from '@/tests/support/database';
import { openTestRuntime } from '@/tests/support/runtime';
import { greetingDocument, openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const runtime = openTestRuntime({ url: database.url, workspaceId: '' });
afterAll(() => runtime.close());
const services = openTestServices(database, (runId) => void runtime.worker.advance([runId]));
const { deps } = services;

async function hooked(declaration: JsonObject, me?: Principal): Promise<{ me: Principal; flowId: string; triggerId: string }> {
  const who = me ?? (await services.principal());
  const dsl = { ...greetingDocument(), triggers: [{ id: 'hook', type: 'webhook', path: 'in/coming', respond: 'result', ...declaration }] };
  const { id } = await createFlow(deps, who, { name: 'Hooked', dsl, allowIssues: false });
  await publishFlow(deps, who, { id });
  const [trigger] = (await getFlow(deps, who, { id })).triggers;
  return { me: who, flowId: id, triggerId: trigger?.id ?? '' };
}

function call(triggerId: string, body: JsonObject | null, more: Partial<HookCall> = {}): HookCall {
  const rawBody = new TextEncoder().encode(body === null ? '' : JSON.stringify(body));
  return { triggerId, path: 'in/coming', method: 'POST', headers: {}, query: {}, rawBody, body, ...more };
}

describe('a webhook', () => {
  it('starts a run with the body as its input and answers the outputs', async () => {
    const { me, triggerId } = await hooked({ auth: 'none' });
    const answer = await startWebhookRun(deps, null, call(triggerId, { name: 'Ada' }));
    expect(answer).toMatchObject({ status: 'SUCCEEDED', outputs: { text: 'Hello Ada' } });
    expect(await getRun(deps, me, { runId: answer.runId })).toMatchObject({ triggerType: 'webhook', revNo: 1 });
  });

  it('answers at once where it is told to', async () => {
    const { triggerId } = await hooked({ auth: 'none', respond: 'accepted' });
    const answer = await startWebhookRun(deps, null, call(triggerId, { name: 'Ada' }));
    expect(Object.keys(answer).sort()).toEqual(['runId', 'status']);
  });

  it('makes its input out of body, query and headers, without those that carry secrets', async () => {
    const input = { name: '{{ input.query.who + input.headers["x-mark"] }}', mood: '{{ has(input.headers.cookie) ? "leak" : "none" }}' };
    const { me, triggerId } = await hooked({ auth: 'none', input });
    const headers = { 'x-mark': '!', cookie: 'session=1', authorization: 'Bearer mr_x' };
    const answer = await startWebhookRun(deps, null, call(triggerId, null, { query: { who: 'Ada' }, headers }));
    expect((await getRun(deps, me, { runId: answer.runId })).inputs).toEqual({ name: 'Ada!', mood: 'none', times: 1 });
    await expect(startWebhookRun(deps, null, call(triggerId, null))).rejects.toMatchObject({ code: 'invalid_inputs' });
  });

  it('refuses what does not fit the inputs', async () => {
    const { triggerId } = await hooked({ auth: 'none' });
    await expect(startWebhookRun(deps, null, call(triggerId, { name: 7 }))).rejects.toMatchObject({ code: 'invalid_inputs' });
    await expect(startWebhookRun(deps, null, call(triggerId, null))).rejects.toMatchObject({ code: 'invalid_inputs' });
  });

  it('starts one run for one key', async () => {
    const { triggerId } = await hooked({ auth: 'none', respond: 'accepted' });
    const once = call(triggerId, { name: 'Ada' }, { idempotencyKey: 'delivery-1' });
    const answers = await Promise.all([1, 2, 3].map(() => startWebhookRun(deps, null, once)));
    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    const other = call(triggerId, { name: 'Bob' }, { idempotencyKey: 'delivery-1' });
    await expect(startWebhookRun(deps, null, other)).rejects.toMatchObject({ code: 'idempotency_conflict' });
  });

  it('needs a token of its own workspace unless it says otherwise', async () => {
    const { me, triggerId } = await hooked({});
    const hook = call(triggerId, { name: 'Ada' });
    await expect(startWebhookRun(deps, null, hook)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(startWebhookRun(deps, await services.principal(), hook)).rejects.toMatchObject({ code: 'trigger_not_found' });
    await expect(startWebhookRun(deps, without(me, 'run:start'), hook)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await startWebhookRun(deps, me, hook)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('checks signatures over the bytes as they came, and lets nobody in without a secret', async () => {
    const me = await services.principal();
    const secret = 'a shared secret';
    const { id } = await createCredential(deps, me, { name: 'signing', kind: 'webhook_secret', config: {}, secret });
    const { triggerId } = await hooked({ auth: 'hmac', credential: 'signing' }, me);
    const body = { name: 'Ada' };
    const signed = (signature: string) => call(triggerId, body, { headers: { 'x-millrace-signature': signature } });
    const good = `sha256=${hmac(secret, JSON.stringify(body))}`;
    expect(await startWebhookRun(deps, null, signed(good))).toMatchObject({ status: 'SUCCEEDED' });
    const tampered = { ...signed(good), rawBody: new TextEncoder().encode('{"name": "Ada"}') };
    const refused = [signed(`sha256=${hmac('another', JSON.stringify(body))}`), signed(good.slice(7)), call(triggerId, body), tampered];
    for (const bad of refused) await expect(startWebhookRun(deps, null, bad)).rejects.toMatchObject({ code: 'bad_signature' });
    await deleteCredential(deps, me, { id });
    await expect(startWebhookRun(deps, null, signed(good))).rejects.toMatchObject({ code: 'bad_signature' });
  });

  it('is found only at its own address, and only while it is live', async () => {
    const { me, flowId, triggerId } = await hooked({ auth: 'none', respond: 'accepted' });
    const missing = { code: 'trigger_not_found' };
    await expect(startWebhookRun(deps, null, call(newId(), null))).rejects.toMatchObject(missing);
    await expect(startWebhookRun(deps, null, call('nonsense', null))).rejects.toMatchObject(missing);
    await expect(startWebhookRun(deps, null, call(triggerId, null, { path: 'else' }))).rejects.toMatchObject(missing);
    const { runId } = await startWebhookRun(deps, null, call(triggerId, { name: 'Ada' }, { path: 'in/coming/' }));
    for (let status = ''; status !== 'SUCCEEDED'; ) ({ status } = await getRun(deps, me, { runId }));
    await deleteFlow(deps, me, { id: flowId });
    await expect(startWebhookRun(deps, null, call(triggerId, { name: 'Ada' }))).rejects.toMatchObject(missing);
  });
});
