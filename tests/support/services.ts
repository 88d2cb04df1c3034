import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Principal, permissionsOf, type Role } from '@/lib/auth';
import type { Permission } from '@/lib/contracts/settings';
import { createCallbackTokens, createKeyring, loadMasterKey } from '@/lib/crypto';
import { createLiveChannel } from '@/lib/events/create-live-channel';
import { catalog } from '@/lib/nodes/catalog';
import { createServiceCaches, type RunStarter, type ServiceDeps } from '@/lib/services/deps';
import type { JsonObject } from '@/lib/std/json';
import { createPostgresKeyStore, createPostgresPayloadStore } from '@/lib/storage';
import type { TestDatabase } from './database';
import { createWorkspace } from './workspace';

/** Use cases over a test's database, and the rings they made. */
export interface TestServices {
  deps: ServiceDeps;
  /** Ids of runs that were started, in order. */
  started: string[];
  signalled: string[];
  /** A fresh workspace and a principal of the role in it. */
  principal(role?: Role): Promise<Principal>;
}

/** Everything real but the queue: `carry` gets each run that was started or signalled. */
export function openTestServices({ db, url }: TestDatabase, carry: (runId: string) => void = () => {}, key?: string): TestServices {
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-key-'));
  const masterKey = loadMasterKey({ fromEnv: key, dataDir });
  const keyring = createKeyring(createPostgresKeyStore(db), masterKey);
  const live = createLiveChannel({ databaseUrl: url });
  afterAll(() => live.close());
  const started: string[] = [];
  const signalled: string[] = [];
  const tell = (list: string[]) => async (runId: string) => {
    list.push(runId);
    carry(runId);
  };
  const orchestrator: RunStarter = { start: tell(started), signal: tell(signalled) };
  const payloads = createPostgresPayloadStore(db, keyring);
  const deps: ServiceDeps = {
    ...{ db, payloads, orchestrator, live, keyring, catalog, callbacks: createCallbackTokens(masterKey) },
    ...{ models: null, clock: Date.now, ownOrigin: 'http://127.0.0.1:3000', caches: createServiceCaches() },
  };
  return {
    ...{ deps, started, signalled },
    principal: async (role = 'owner') => {
      const { workspaceId, userId } = await createWorkspace(db);
      await db.query('UPDATE member SET role = $3 WHERE workspace_id = $1 AND user_id = $2', [workspaceId, userId, role]);
      return { userId, tokenId: null, workspaceId, role, displayName: 'Owner', permissions: permissionsOf(role) };
    },
  };
}

/** The same principal with fewer permissions. */
export function without(principal: Principal, ...taken: Permission[]): Principal {
  return { ...principal, permissions: new Set([...principal.permissions].filter((permission) => !taken.includes(permission))) };
}

/** A small flow that runs without the outside: greets `input.name`, with an optional `mood`. */
export function greetingDocument(greeting = 'Hello'): JsonObject {
  return {
    dsl: 1,
    name: 'Greeting',
    inputs: {
      type: 'object',
      properties: { name: { type: 'string' }, mood: { type: 'string' }, times: { type: 'integer', default: 1 } },
      required: ['name'],
      additionalProperties: false,
    },
    nodes: [{ id: 'greet', type: 'template', template: `${greeting} {{ input.name }}` }],
    edges: [],
    outputs: { text: '{{ nodes.greet.output.text }}' },
  };
}
