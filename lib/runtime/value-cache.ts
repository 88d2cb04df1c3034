import type { Json } from '@/lib/std/json';
import type { PayloadStore } from '@/lib/storage/payload-store';

/** Values a run has seen lately, by payload id, so that a successor rarely reads what its predecessor just wrote. */
export interface ValueCache {
  put(id: string, value: Json, sizeBytes: number): void;
  /** Reads what is missing in one query. Throws what the payload store throws. */
  ensure(ids: readonly string[]): Promise<void>;
  /** A value that was put or ensured. Throws when it was not: a bug of the caller. */
  get(id: string): Json;
}

/** A cache that forgets the oldest values beyond `capBytes` (default 8 MB), except those ensured by the caller just now. */
export function createValueCache(payloads: PayloadStore, workspaceId: string, capBytes = 8_388_608): ValueCache {
  const entries = new Map<string, { value: Json; sizeBytes: number }>();
  let total = 0;
  const put = (id: string, value: Json, sizeBytes: number): void => {
    entries.set(id, { value, sizeBytes });
    total += sizeBytes;
  };
  const evict = (keep: ReadonlySet<string>): void => {
    for (const [id, entry] of entries) {
      if (total <= capBytes) return;
      if (keep.has(id)) continue;
      entries.delete(id);
      total -= entry.sizeBytes;
    }
  };
  return {
    put(id, value, sizeBytes) {
      put(id, value, sizeBytes);
      if (total > capBytes) evict(new Set([id]));
    },
    async ensure(ids) {
      const missing = ids.filter((id) => !entries.has(id));
      if (missing.length === 0) return;
      const read = await payloads.read(workspaceId, missing);
      for (const [id, value] of read) put(id, value, JSON.stringify(value).length);
      evict(new Set(ids));
    },
    get(id) {
      const entry = entries.get(id);
      if (!entry) throw new Error(`Payload ${id} was not loaded before it was read`);
      return entry.value;
    },
  };
}
