import type { Tone } from './chip';
import type { IconName } from './icon';

/** Statuses of runs, task runs and effects that the catalogue has a word for. */
export type StatusName =
  | 'PENDING'
  | 'RUNNING'
  | 'WAITING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED'
  | 'SKIPPED'
  | 'COMPENSATING'
  | 'COMPENSATED'
  | 'COMPENSATION_FAILED'
  | 'INTENDED'
  | 'DONE'
  | 'UNCERTAIN';

/** Shape and tone of each status: told apart without colour, and by colour without reading. */
export const STATUS_LOOK: Record<StatusName, { tone: Tone; icon: IconName }> = {
  PENDING: { tone: 'neutral', icon: 'circle-dashed' },
  RUNNING: { tone: 'run', icon: 'loader-circle' },
  WAITING: { tone: 'wait', icon: 'hourglass' },
  SUCCEEDED: { tone: 'ok', icon: 'circle-check' },
  FAILED: { tone: 'bad', icon: 'circle-x' },
  CANCELLED: { tone: 'skip', icon: 'ban' },
  SKIPPED: { tone: 'skip', icon: 'circle-slash' },
  COMPENSATING: { tone: 'wait', icon: 'undo-2' },
  COMPENSATED: { tone: 'skip', icon: 'undo-2' },
  COMPENSATION_FAILED: { tone: 'bad', icon: 'triangle-alert' },
  INTENDED: { tone: 'run', icon: 'loader-circle' },
  DONE: { tone: 'ok', icon: 'check' },
  UNCERTAIN: { tone: 'wait', icon: 'circle-help' },
};

/** A status word from outside, or null when it is none we know. */
export function toStatusName(status: string): StatusName | null {
  // The key was found among the table's own.
  return Object.hasOwn(STATUS_LOOK, status) ? (status as StatusName) : null;
}
