import type { IssueView } from '@/lib/contracts/common';
import type { ErrorCode } from '@/lib/errors/codes';
import { isJsonObject, type Json } from '@/lib/std/json';

/** What a failed call leaves: the envelope's numeric `code`, its literal `reason`, and `data` for those who look closer. */
export class ClientError extends Error {
  /** HTTP status x 100 + n; 0 when no answer came. */
  readonly code: number;
  /** The literal of the error; `unreachable` when no answer came, `unreadable` when it was no envelope. */
  readonly reason: ErrorCode | 'unreachable' | 'unreadable';
  readonly issues: readonly IssueView[];
  readonly data: Json;

  constructor(fields: { code: number; reason: ClientError['reason']; message: string; data?: Json; cause?: unknown }) {
    super(fields.message, { cause: fields.cause });
    this.name = 'ClientError';
    this.code = fields.code;
    this.reason = fields.reason;
    this.data = fields.data ?? null;
    this.issues = issuesOf(this.data);
  }

  /** HTTP status of the answer; 0 when none came. */
  get status(): number {
    return Math.floor(this.code / 100);
  }
}

/** Whether something thrown came from the client. */
export function isClientError(thrown: unknown): thrown is ClientError {
  return thrown instanceof ClientError;
}

function issuesOf(data: Json): readonly IssueView[] {
  if (!isJsonObject(data) || !Array.isArray(data.issues)) return [];
  // The contract says what stands there; an item that is no object has nothing to show.
  return data.issues.filter(isJsonObject) as unknown as IssueView[];
}
