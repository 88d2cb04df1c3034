import type { Json } from '@/lib/std/json';

/** A payload as its row: ready to be inserted, alone or inside a larger statement. */
export interface PayloadRow {
  id: string;
  codec: string;
  keyId: string | null;
  sizeBytes: number;
  sha256: Uint8Array;
  /** Null when the value is larger than 256 KB and lives in `chunks`. */
  bytes: Uint8Array | null;
  chunks: Uint8Array[];
}

/** Where values live. Rows and events hold ids; only this port turns ids into values. */
export interface PayloadStore {
  /** Encodes (and, where the workspace says so, encrypts) a value under a fresh id. Writes nothing. */
  encode(workspaceId: string, value: Json): Promise<PayloadRow>;
  /** Encodes and inserts. `client` joins a transaction under way. */
  write(workspaceId: string, value: Json, client?: import('@/lib/db/database').SqlClient): Promise<string>;
  /** Reads values by id. Throws `storage_corrupt` when a checksum does not match, `payload_not_found` when one is missing. */
  read(workspaceId: string, ids: readonly string[]): Promise<Map<string, Json>>;
  readOne(workspaceId: string, id: string): Promise<Json>;
}
