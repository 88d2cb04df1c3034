import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '@/lib/db/create-database';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { createWorkspace } from '@/tests/support/workspace';
import { freePort } from '@/workers/supervise/free-port';

const { db, owner, url, setClockOffset } = await openTestDatabase();

describe('the pool', () => {
  it('reads int8 as a number where it is exact and as a bigint beyond that', async () => {
    const { rows } = await db.query('select 42::int8 as small, 9007199254740993::int8 as large');
    expect(rows[0]).toEqual({ small: 42, large: 9007199254740993n });
  });

  it('serves Prisma and SQL from the same connections', async () => {
    const { workspaceId } = await createWorkspace(db);
    const found = await db.prisma.workspace.findUnique({ where: { id: workspaceId } });
    expect(found?.name).toBe('Test workspace');
    const { rows } = await db.query<{ n: number }>(
      "select count(*) as n from pg_stat_activity where application_name = 'test' and datname = current_database()",
    );
    expect(rows[0]?.n).toBeLessThanOrEqual(10);
  });

  it('prepares a named statement once per connection', async () => {
    await db.transaction(async (client) => {
      await client.query('select $1::int as n', [1], { name: 'probe' });
      await client.query('select $1::int as n', [2], { name: 'probe' });
      const { rows } = await client.query("select 1 from pg_prepared_statements where name = 'probe'");
      expect(rows).toHaveLength(1);
    });
  });

  it('goes on after the server has cut its connections', async () => {
    await db.query('select 1');
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test' and datname = current_database()",
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await db.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  it('says database_unavailable soon when nobody listens', async () => {
    const dead = createDatabase({ url: `postgres://x:y@127.0.0.1:${await freePort()}/z`, max: 1, applicationName: 'test' });
    await expect(dead.query('select 1')).rejects.toMatchObject({ code: 'database_unavailable', family: 'operational' });
    await expect(dead.transaction(async () => {})).rejects.toMatchObject({ code: 'database_unavailable' });
    await dead.close();
  });

  it('stops a statement that takes longer than the limit', async () => {
    const hasty = createDatabase({ url, max: 1, applicationName: 'hasty', statementTimeoutMs: 100 });
    await expect(hasty.query('select pg_sleep(5)')).rejects.toMatchObject({ code: 'timeout', family: 'operational' });
    await hasty.close();
  });
});

describe('a transaction', () => {
  it('leaves nothing behind when its work throws', async () => {
    const id = newId();
    const attempt = db.transaction(async (client) => {
      await client.query("insert into workspace (id, name) values ($1, 'gone')", [id]);
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    expect((await db.query('select 1 from workspace where id = $1', [id])).rows).toEqual([]);
  });

  it('is tried again after a deadlock, so that both sides end', async () => {
    const [a, b] = [await createWorkspace(db), await createWorkspace(db)];
    const rename = (first: string, second: string, name: string) =>
      db.transaction(async (client) => {
        await client.query('update workspace set name = $2 where id = $1', [first, name]);
        await client.query('select pg_sleep(0.1)');
        await client.query('update workspace set name = $2 where id = $1', [second, name]);
      });
    await Promise.all([rename(a.workspaceId, b.workspaceId, 'one'), rename(b.workspaceId, a.workspaceId, 'two')]);
    const { rows } = await db.query<{ name: string }>('select distinct name from workspace where id = any($1)', [
      [a.workspaceId, b.workspaceId],
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('the clock', () => {
  it('moves for everybody when the owner says so, and goes on within a statement', async () => {
    await setClockOffset(3_600_000);
    expect((await db.now()) - Date.now()).toBeGreaterThan(3_590_000);
    await setClockOffset(-3_600_000);
    expect((await db.now()) - Date.now()).toBeLessThan(-3_590_000);
    await setClockOffset(0);
    expect(Math.abs((await db.now()) - Date.now())).toBeLessThan(5000);
    const { rows } = await db.query<{ moved: boolean }>('select millrace_now() < (select millrace_now() from pg_sleep(0.01)) as moved');
    expect(rows[0]?.moved).toBe(true);
  });

  it('cannot be moved by the app', async () => {
    await expect(db.query('select millrace_set_clock_offset(1000)')).rejects.toMatchObject({ code: '42501' });
  });
});

describe("the app's role", () => {
  it.each([
    'update run_event set v = 2',
    'delete from run_event',
    'update audit_log set action = $$x$$',
    'delete from audit_log',
    'truncate run',
    'create table t (n int)',
    'delete from _prisma_migrations',
  ])('may not %s', async (sql) => {
    await expect(db.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('is no superuser and cannot pass row security', async () => {
    const { rows } = await db.query('select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user');
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
  });
});

describe('the schema', () => {
  it('refuses a status that is no word of ours', async () => {
    const { workspaceId } = await createWorkspace(db);
    const insert = db.query(
      "insert into run (id, workspace_id, flow_id, snapshot_hash, status, trigger_type, input_id, idempotency_scope) values ($1, $2, 'f', 'h', 'DONE', 'api', 'i', 's')",
      [newId(), workspaceId],
    );
    await expect(insert).rejects.toMatchObject({ code: '23514' });
  });

  it('keeps streamed text unlogged and leaves room on the pages of run', async () => {
    const { rows } = await owner.query(
      "select relname, relpersistence, reloptions from pg_class where relname in ('stream_tail', 'run') order by 1",
    );
    expect(rows[0]).toMatchObject({ relname: 'run', relpersistence: 'p', reloptions: expect.arrayContaining(['fillfactor=85']) });
    expect(rows[1]).toMatchObject({ relname: 'stream_tail', relpersistence: 'u' });
  });

  it('renews a lease without touching an index', async () => {
    const { workspaceId } = await createWorkspace(db);
    const id = newId();
    await db.query(
      "insert into run (id, workspace_id, flow_id, snapshot_hash, status, trigger_type, input_id, idempotency_scope, lease_owner, lease_until) values ($1, $2, 'f', 'h', 'RUNNING', 'api', 'i', 's', 'o', millrace_now())",
      [id, workspaceId],
    );
    const client = new pg.Client(url);
    await client.connect();
    for (let n = 0; n < 20; n++)
      await client.query("update run set seq = seq + 1, lease_until = millrace_now() + interval '8 s' where id = $1", [id]);
    await client.query('select pg_stat_force_next_flush()');
    const { rows } = await client.query<{ hot: string }>("select n_tup_hot_upd as hot from pg_stat_user_tables where relname = 'run'");
    await client.end();
    expect(Number(rows[0]?.hot)).toBe(20);
  });
});
