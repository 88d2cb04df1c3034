/** Counts answered requests by route and status. */
export interface RequestMetrics {
  count(route: string, status: number, durationMs: number): void;
  list(): RequestCount[];
}

/** Requests of one route that were answered with one status. */
export interface RequestCount {
  route: string;
  status: number;
  count: number;
  durationMsSum: number;
}

/** Counters of this process, from zero. */
export function createRequestMetrics(): RequestMetrics {
  const counts = new Map<string, RequestCount>();
  return {
    count(route, status, durationMs) {
      const key = `${route} ${status}`;
      let known = counts.get(key);
      if (known === undefined) {
        known = { route, status, count: 0, durationMsSum: 0 };
        counts.set(key, known);
      }
      known.count += 1;
      known.durationMsSum += durationMs;
    },
    list: () => [...counts.values()],
  };
}
