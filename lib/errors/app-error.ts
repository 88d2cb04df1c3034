import type { Json } from '@/lib/std/json';
import type { ErrorCode } from './codes';

/** Decides log level, reporting and retry: the caller's doing, the weather, or our bug. */
export type ErrorFamily = 'user' | 'operational' | 'unexpected';

/** The one error that crosses layers. Identity is `code`, never `instanceof` across processes. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly family: ErrorFamily;
  /** Safe to show: no secret, no payload. */
  readonly details: Record<string, Json> | undefined;

  constructor(family: ErrorFamily, code: ErrorCode, message: string, options: { details?: Record<string, Json>; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.family = family;
    this.details = options.details;
  }
}

/** An error the caller can mend. */
export function userError(code: ErrorCode, message: string, details?: Record<string, Json>): AppError {
  return new AppError('user', code, message, details ? { details } : {});
}

/** A transient failure of something we depend on. */
export function operationalError(code: ErrorCode, message: string, cause?: unknown): AppError {
  return new AppError('operational', code, message, { cause });
}
