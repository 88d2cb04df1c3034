import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyring, Secret, verifyMasterKey } from '@/lib/crypto';
import { newId } from '@/lib/std/ids';
import type { Json } from '@/lib/std/json';
import { createPostgresKeyStore, createPostgresPayloadStore } from '@/lib/storage';
import { openTestDatabase } from '@/tests/support/database';
import { createWorkspace } from '@/tests/support/workspace';

const { db, owner } = await openTestDatabase();
const masterKey = new Secret(randomBytes(32));
const keys = createPostgresKeyStore(db);
const store = createPostgresPayloadStore(db, createKeyring(keys, masterKey));

const values: [string, Json][] = [
  ['null', null],
  ['false', false],
  ['an empty text', ''],
  ['text in many scripts', 'naïve 日本語 😀'],
  ['nested data with a __proto__ key', JSON.parse('{"__proto__":{"a":[1,2.5,{"b":null}]}}') as Json],
  ['exactly one chunk', 'x'.repeat(256 * 1024 - 2)],
  ['one byte over a chunk', 'x'.repeat(256 * 1024 - 1)],
  ['several chunks', '😀'.repeat(400_000)],
];

for (const encryptPayloads of [false, true]) {
  describe(`payloads ${encryptPayloads ? 'sealed' : 'in the clear'}`, () => {
    it.each(values)('reads back %s as it was written', async (_name, value) => {
      const { workspaceId } = await createWorkspace(db, { encryptPayloads });
      const id = await store.write(workspaceId, value);
      const read = await store.readOne(workspaceId, id);
      expect(JSON.stringify(read)).toBe(JSON.stringify(value));
    });

    it('reads many in one statement, each once, and answers by id', async () => {
      const { workspaceId } = await createWorkspace(db, { encryptPayloads });
      const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => store.write(workspaceId, { n })));
      const read = await store.read(workspaceId, [...ids, ...ids]);
      expect(ids.map((id) => read.get(id))).toEqual(ids.map((_, n) => ({ n })));
    });

    it('says which payload is missing, and shows none of another workspace', async () => {
      const [a, b] = [await createWorkspace(db, { encryptPayloads }), await createWorkspace(db, { encryptPayloads })];
      const id = await store.write(a.workspaceId, 'mine');
      await expect(store.readOne(b.workspaceId, id)).rejects.toMatchObject({
        code: 'payload_not_found',
        message: expect.stringContaining(id),
      });
    });

    it.each([5, 600_000])('notices a changed byte in a value of %i characters', async (length) => {
      const { workspaceId } = await createWorkspace(db, { encryptPayloads });
      const id = await store.write(workspaceId, 'x'.repeat(length));
      const table = length > 256 * 1024 ? 'payload_chunk' : 'payload';
      await owner.query(`update ${table} set bytes = set_byte(bytes, 3, (get_byte(bytes, 3) + 1) % 256) where id = $1`, [id]);
      await expect(store.readOne(workspaceId, id)).rejects.toMatchObject({ code: 'storage_corrupt' });
    });

    it('notices a lost chunk', async () => {
      const { workspaceId } = await createWorkspace(db, { encryptPayloads });
      const id = await store.write(workspaceId, 'x'.repeat(600_000));
      await owner.query('delete from payload_chunk where id = $1 and n = 1', [id]);
      await expect(store.readOne(workspaceId, id)).rejects.toMatchObject({ code: 'storage_corrupt' });
    });

    it('writes nothing when the transaction it joined rolls back', async () => {
      const { workspaceId } = await createWorkspace(db, { encryptPayloads });
      let id = '';
      const work = db.transaction(async (client) => {
        id = await store.write(workspaceId, 'x'.repeat(600_000), client);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      await expect(store.readOne(workspaceId, id)).rejects.toMatchObject({ code: 'payload_not_found' });
      expect((await db.query('select 1 from payload_chunk where id = $1', [id])).rows).toEqual([]);
    });
  });
}

describe('sealed payloads', () => {
  it('leave no clear text in the table', async () => {
    const { workspaceId } = await createWorkspace(db, { encryptPayloads: true });
    const id = await store.write(workspaceId, { card: 'the-secret-word' });
    const { rows } = await owner.query<{ bytes: Buffer; key_id: string }>('select bytes, key_id from payload where id = $1', [id]);
    expect(rows[0]?.bytes.includes('the-secret-word')).toBe(false);
    expect(rows[0]?.key_id).toHaveLength(26);
  });

  it('do not open when copied to another row of the same workspace', async () => {
    const { workspaceId } = await createWorkspace(db, { encryptPayloads: true });
    const id = await store.write(workspaceId, 'mine');
    const copy = newId();
    await db.query(
      'insert into payload (workspace_id, id, codec, key_id, size_bytes, sha256, bytes) select workspace_id, $2, codec, key_id, size_bytes, sha256, bytes from payload where id = $1',
      [id, copy],
    );
    await expect(store.readOne(workspaceId, copy)).rejects.toMatchObject({ code: 'storage_corrupt' });
  });

  it('stay readable in a process started later, and are shredded with their key', async () => {
    const { workspaceId } = await createWorkspace(db, { encryptPayloads: true });
    const id = await store.write(workspaceId, 'mine');
    const later = () => createPostgresPayloadStore(db, createKeyring(keys, masterKey));
    expect(await later().readOne(workspaceId, id)).toBe('mine');
    await db.query('delete from data_key where workspace_id = $1', [workspaceId]);
    await expect(later().readOne(workspaceId, id)).rejects.toMatchObject({ code: 'storage_corrupt' });
  });

  it('share one data key though two processes made the first at once', async () => {
    const { workspaceId } = await createWorkspace(db, { encryptPayloads: true });
    const rings = Array.from({ length: 8 }, () => createKeyring(keys, masterKey));
    const sealed = await Promise.all(rings.map((ring) => ring.seal({ workspaceId, id: 'x' }, Buffer.from('v'))));
    expect(new Set(sealed.map((one) => one.keyId)).size).toBe(1);
    const opened = await rings[0]!.open({ workspaceId, id: 'x', keyId: sealed[7]!.keyId }, sealed[7]!.sealed);
    expect(opened.toString()).toBe('v');
  });
});

describe('the master key check', () => {
  it('passes with the key of the first boot and stops the start with another', async () => {
    await verifyMasterKey(keys, masterKey);
    await verifyMasterKey(keys, masterKey);
    await expect(verifyMasterKey(keys, new Secret(randomBytes(32)))).rejects.toMatchObject({
      code: 'master_key_invalid',
      message: expect.stringContaining('MILLRACE_KEY'),
    });
  });
});
