/** Writes one line of JSON per message; never a secret, never a prompt. */
export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: Record<string, string | number | boolean | null>) => void;

const RANK = { debug: 0, info: 1, warn: 2, error: 3 } as const;

/** A log on stderr from `least` on. */
export function createLog(process_: string, least: keyof typeof RANK): Log {
  return (level, message, fields) => {
    if (RANK[level] < RANK[least]) return;
    process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, process: process_, message, ...fields })}\n`);
  };
}

const QUIET_MS = 10_000;

/** Logs errors as warnings, the same message once in 10 s: a server that is gone is retried many times a second. */
export function createErrorLog(log: Log): (error: unknown) => void {
  const saidAt = new Map<string, number>();
  return (error) => {
    const message = error instanceof Error ? error.message : String(error);
    const now = performance.now();
    if (now - (saidAt.get(message) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    if (saidAt.size > 100) saidAt.clear();
    saidAt.set(message, now);
    log('warn', message);
  };
}
