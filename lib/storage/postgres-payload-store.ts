import { createHash } from 'node:crypto';
import type { Keyring } from '@/lib/crypto';
import type { SqlClient } from '@/lib/db/database';
import { operationalError, userError } from '@/lib/errors/app-error';
import { newId } from '@/lib/std/ids';
import type { Json } from '@/lib/std/json';
import type { PayloadRow, PayloadStore } from './payload-store';

/** Values up to this size live in their row; the chunks of larger ones are this long. */
const CHUNK_BYTES = 256 * 1024;
/** A workspace that turns encryption on is heard within this time. */
const FLAG_CACHE_MS = 5000;
const MOST_FLAGS = 10_000;

interface StoredRow {
  id: string;
  key_id: string | null;
  sha256: Buffer;
  bytes: Buffer | null;
}

/** Payloads in the tables `payload` and `payload_chunk`, sealed where the workspace says so. */
export function createPostgresPayloadStore(db: SqlClient, keyring: Keyring): PayloadStore {
  const isEncrypted = createFlagCache(db);

  const encode = async (workspaceId: string, value: Json): Promise<PayloadRow> => {
    const id = newId();
    const clear = Buffer.from(JSON.stringify(value), 'utf8');
    const sealed = (await isEncrypted(workspaceId)) ? await keyring.seal({ workspaceId, id }, clear) : null;
    const stored = sealed?.sealed ?? clear;
    const inline = stored.length <= CHUNK_BYTES;
    return {
      id,
      codec: 'json',
      keyId: sealed?.keyId ?? null,
      sizeBytes: clear.length,
      // Of the bytes as stored: a checksum of the clear text would tell whether two sealed values are equal.
      sha256: sha256(stored),
      bytes: inline ? stored : null,
      chunks: inline ? [] : toChunks(stored),
    };
  };

  const decode = async (workspaceId: string, row: StoredRow): Promise<Json> => {
    if (row.bytes === null || !row.sha256.equals(sha256(row.bytes))) {
      throw operationalError('storage_corrupt', `Payload ${row.id} does not match its checksum; restore it from a backup.`);
    }
    const clear = row.key_id === null ? row.bytes : await keyring.open({ workspaceId, id: row.id, keyId: row.key_id }, row.bytes);
    // The checksum holds, so this is the JSON that encode() wrote.
    return JSON.parse(clear.toString('utf8')) as Json;
  };

  const read = async (workspaceId: string, ids: readonly string[]): Promise<Map<string, Json>> => {
    if (ids.length === 0) return new Map();
    const { rows } = await db.query<StoredRow>(READ_SQL, [workspaceId, [...new Set(ids)]], { name: 'payload_read' });
    const values = new Map<string, Json>();
    for (const row of rows) values.set(row.id, await decode(workspaceId, row));
    const missing = ids.find((id) => !values.has(id));
    if (missing !== undefined) throw userError('payload_not_found', `Payload ${missing} does not exist in this workspace.`);
    return values;
  };

  return {
    encode,
    write: async (workspaceId, value, client = db) => {
      const row = await encode(workspaceId, value);
      await insertPayload(client, workspaceId, row);
      return row.id;
    },
    read,
    readOne: async (workspaceId, id) => {
      const values = await read(workspaceId, [id]);
      return values.get(id) ?? null; // read() throws for a missing id, so only a stored null arrives here as null
    },
  };
}

const READ_SQL = `
  SELECT p.id, p.key_id, p.sha256, coalesce(p.bytes,
    (SELECT string_agg(c.bytes, ''::bytea ORDER BY c.n) FROM payload_chunk c WHERE c.workspace_id = p.workspace_id AND c.id = p.id)) AS bytes
  FROM payload p WHERE p.workspace_id = $1 AND p.id = ANY($2)`;

// One statement for the row and its chunks: a reader never sees one without the other.
const INSERT_SQL = `
  WITH row AS (
    INSERT INTO payload (workspace_id, id, codec, key_id, size_bytes, sha256, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7))
  INSERT INTO payload_chunk (workspace_id, id, n, bytes)
  SELECT $1, $2, (c.n - 1)::int, c.bytes FROM unnest($8::bytea[]) WITH ORDINALITY AS c(bytes, n)`;

/** Inserts an encoded payload; `client` may be inside a transaction. */
export async function insertPayload(client: SqlClient, workspaceId: string, row: PayloadRow): Promise<void> {
  const values = [workspaceId, row.id, row.codec, row.keyId, row.sizeBytes, row.sha256, row.bytes, row.chunks];
  await client.query(INSERT_SQL, values, { name: 'payload_insert' });
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function toChunks(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) chunks.push(bytes.subarray(start, start + CHUNK_BYTES));
  return chunks;
}

/** Answers the workspace's `encrypt_payloads`; an unknown workspace is encrypted, to be safe. */
function createFlagCache(db: SqlClient): (workspaceId: string) => Promise<boolean> {
  const flags = new Map<string, { encrypted: boolean; until: number }>();
  return async (workspaceId) => {
    const known = flags.get(workspaceId);
    if (known && known.until > Date.now()) return known.encrypted;
    const sql = 'SELECT encrypt_payloads FROM workspace WHERE id = $1';
    const { rows } = await db.query<{ encrypt_payloads: boolean }>(sql, [workspaceId], { name: 'payload_flag' });
    const encrypted = rows[0]?.encrypt_payloads ?? true;
    if (flags.size >= MOST_FLAGS) flags.clear();
    flags.set(workspaceId, { encrypted, until: Date.now() + FLAG_CACHE_MS });
    return encrypted;
  };
}
