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
