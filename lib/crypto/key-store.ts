/** A workspace's data key, wrapped by the master key. */
export interface WrappedKey {
  id: string;
  workspaceId: string;
  wrapped: Uint8Array;
}

/** Where wrapped keys and the master key's check value live. */
export interface KeyStore {
  /** The workspace's live key, or null while it has none. */
  findLive(workspaceId: string): Promise<WrappedKey | null>;
  /** A key by id, live or retired; null when it was deleted. */
  findById(workspaceId: string, keyId: string): Promise<WrappedKey | null>;
  /** Stores a first key unless another process was quicker; answers the one that counts. */
  insertLive(key: WrappedKey): Promise<WrappedKey>;
  /** The check value, stored now if there is none; answers the one that counts. */
  checkValue(proposed: Uint8Array): Promise<Uint8Array>;
}
