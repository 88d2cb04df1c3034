/** A small map whose entries are forgotten after a fixed time; one load per key at a time. */
export interface ExpiringCache<T> {
  get(key: string, load: () => Promise<T>): Promise<T>;
  delete(key: string): void;
  clear(): void;
}

interface Entry<T> {
  value: Promise<T>;
  until: number;
}

/** Failures are not remembered. At `most` entries the oldest goes. */
export function createExpiringCache<T>(ttlMs: number, most = 10_000): ExpiringCache<T> {
  const entries = new Map<string, Entry<T>>();
  return {
    get(key, load) {
      const known = entries.get(key);
      if (known && known.until > performance.now()) return known.value;
      const value = load();
      entries.delete(key);
      entries.set(key, { value, until: performance.now() + ttlMs });
      value.catch(() => entries.delete(key));
      const oldest = entries.keys().next().value;
      if (entries.size > most && oldest !== undefined) entries.delete(oldest);
      return value;
    },
    delete: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}
