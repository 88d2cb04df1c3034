import type { RunContext } from './run-context';

const TAIL_EVERY_MS = 500;

/** Streamed text of one attempt: deltas go to the live channel at once, the text so far to `stream_tail` now and then. */
export interface TextStream {
  push(delta: string): void;
  /** Text so far. */
  readonly text: string;
  /** True when a tail row may exist and must be deleted with the attempt's end. */
  readonly hasTail: boolean;
  stop(): void;
}

const SAVE = `INSERT INTO stream_tail (run_id, path, attempt, text, updated_at) VALUES ($1, $2, $3, $4, millrace_now())
ON CONFLICT (run_id, path) DO UPDATE SET attempt = excluded.attempt, text = excluded.text, updated_at = excluded.updated_at`;

/** A stream bound to one attempt. Losing a delta or a tail delays a viewer; the final text comes with `task.succeeded`. */
export function createTextStream(context: RunContext, path: string, attempt: number): TextStream {
  const { runId } = context.row.fence;
  let text = '';
  let saved = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  const save = (): void => {
    timer = null;
    if (stopped || text.length === saved) return;
    saved = text.length;
    context.deps.db.query(SAVE, [runId, path, attempt, text], { name: 'tail_save' }).catch(() => undefined);
  };
  return {
    push(delta) {
      if (stopped || delta === '') return;
      context.deps.live.publish({ kind: 'text', runId, path, attempt, offset: text.length, text: delta });
      text += delta;
      timer ??= setTimeout(save, TAIL_EVERY_MS);
    },
    get text() {
      return text;
    },
    get hasTail() {
      return saved > 0;
    },
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
