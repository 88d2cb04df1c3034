import { AppError, operationalError } from '@/lib/errors/app-error';

// Node's socket errors, Prisma's connection errors, and what pg says without a code.
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'EAI_AGAIN', 'ENETUNREACH']);
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);
const LOST_MESSAGES =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|query read timeout/i;
// https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, shutdowns, too many connections.
const LOST_STATES = /^(08...|57P0[1-3]|53300)$/;

/** The SQLSTATE or driver code of an error, also where Prisma wraps it; null when there is none. */
export function databaseErrorCode(error: unknown): string | null {
  for (let cause = error, depth = 0; cause !== null && typeof cause === 'object' && depth < 5; depth++) {
    const { code, originalCode } = cause as { code?: unknown; originalCode?: unknown };
    if (typeof originalCode === 'string') return originalCode;
    if (typeof code === 'string' && !(cause instanceof AppError)) return code;
    cause = (cause as { cause?: unknown }).cause;
  }
  return null;
}

/** True when the connection failed, so that the statement's outcome is not known. */
export function isConnectionLost(error: unknown): boolean {
  const code = databaseErrorCode(error);
  if (code !== null && (SOCKET_CODES.has(code) || PRISMA_CODES.has(code) || LOST_STATES.test(code))) return true;
  return error instanceof Error && LOST_MESSAGES.test(error.message);
}

/** Refusals that only another setting mends, by SQLSTATE. */
const REFUSED: Readonly<Record<string, string>> = {
  '28P01': 'The database refused the user name or password; check those in DATABASE_URL.',
  '28000': "The database does not let this user in; check the user in DATABASE_URL and the server's pg_hba.conf.",
  '3D000': 'The database named in DATABASE_URL does not exist; create it, or name another.',
};

/**
 * Turns a lost connection into the operational `database_unavailable`, a refused one into `config_invalid`, a cancelled statement into
 * `timeout`; other errors stay as they are.
 */
export function asDatabaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isConnectionLost(error)) {
    return operationalError(
      'database_unavailable',
      'The database does not answer; check that it runs and that DATABASE_URL is right.',
      error,
    );
  }
  const code = databaseErrorCode(error) ?? '';
  const refused = REFUSED[code];
  if (refused !== undefined) return operationalError('config_invalid', refused, error);
  if (code === '57014') {
    return operationalError('timeout', 'The database took too long over a statement and was told to stop it; try again.', error);
  }
  return error;
}
