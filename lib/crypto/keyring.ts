import { randomBytes } from 'node:crypto';
import { operationalError } from '@/lib/errors/app-error';
import { newId } from '@/lib/std/ids';
import { KEY_BYTES, openBytes, sealBytes } from './envelope';
import type { KeyStore, WrappedKey } from './key-store';
import { invalidKey, type MasterKey } from './master-key';

/** Seals and opens bytes with each workspace's own data key. */
export interface Keyring {
  /** Seals for a place: `id` is the id of the row that will hold the bytes. Answers the key's id, to be stored beside them. */
  seal(place: SealPlace, clear: Uint8Array): Promise<{ keyId: string; sealed: Buffer }>;
  /** Throws `storage_corrupt` when the bytes are not what was sealed for this place or their key was deleted. */
  open(place: SealPlace & { keyId: string }, sealed: Uint8Array): Promise<Buffer>;
}

export interface SealPlace {
  workspaceId: string;
  id: string;
}

interface CachedKey {
  id: string;
  key: Buffer;
  until: number;
}

/** A deleted key stops opening within this time in every process. */
const CACHE_MS = 60_000;
const MOST_CACHED = 1000;

/** A keyring over the wrapped keys of `store`. A workspace gets its key with the first thing sealed. */
export function createKeyring(store: KeyStore, masterKey: MasterKey): Keyring {
  const live = new Map<string, Promise<CachedKey>>();
  const byId = new Map<string, Promise<CachedKey>>();
  const unwrap = (wrapped: WrappedKey): CachedKey => {
    const key = openBytes(masterKey.reveal(), wrapped.wrapped, keyPlace(wrapped));
    if (key === null)
      throw invalidKey(`The master key cannot open the data key of workspace ${wrapped.workspaceId}; put the old MILLRACE_KEY back.`);
    return { id: wrapped.id, key, until: Date.now() + CACHE_MS };
  };
  const liveKey = (workspaceId: string) =>
    cached(live, workspaceId, async () =>
      unwrap((await store.findLive(workspaceId)) ?? (await store.insertLive(makeKey(workspaceId, masterKey)))),
    );
  const keyById = (workspaceId: string, keyId: string) =>
    cached(byId, `${workspaceId}/${keyId}`, async () => {
      const wrapped = await store.findById(workspaceId, keyId);
      if (wrapped === null)
        throw operationalError('storage_corrupt', `Data key ${keyId} was deleted, and what it sealed cannot be read any more.`);
      return unwrap(wrapped);
    });
  return {
    seal: async (place, clear) => {
      const { id, key } = await liveKey(place.workspaceId);
      return { keyId: id, sealed: sealBytes(key, clear, placeText(place)) };
    },
    open: async (place, sealed) => {
      const { key } = await keyById(place.workspaceId, place.keyId);
      const clear = openBytes(key, sealed, placeText(place));
      if (clear === null) throw operationalError('storage_corrupt', `What is stored as ${place.id} is not what was sealed there.`);
      return clear;
    },
  };
}

/** Bytes moved to another workspace or row do not open there. */
function placeText(place: SealPlace): string {
  return `${place.workspaceId}:${place.id}`;
}

function keyPlace(key: { id: string; workspaceId: string }): string {
  return `data_key:${key.workspaceId}:${key.id}`;
}

function makeKey(workspaceId: string, masterKey: MasterKey): WrappedKey {
  const id = newId();
  return { id, workspaceId, wrapped: sealBytes(masterKey.reveal(), randomBytes(KEY_BYTES), keyPlace({ id, workspaceId })) };
}

/** One load per key at a time; failures are not remembered. */
async function cached(cache: Map<string, Promise<CachedKey>>, name: string, load: () => Promise<CachedKey>): Promise<CachedKey> {
  const known = await cache.get(name);
  if (known !== undefined && known.until > Date.now()) return known;
  if (cache.size >= MOST_CACHED) cache.clear();
  const loading = load();
  cache.set(name, loading);
  loading.catch(() => cache.delete(name));
  return loading;
}
