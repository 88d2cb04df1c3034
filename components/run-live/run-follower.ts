import { type Api, type ClientError, isClientError, type LiveClient } from '@/lib/client';
import type { RunFrame } from '@/lib/contracts/runs';
import { applyFrames } from './apply-frame';
import { createRunView, hasEnded, mergeRun, mergeTasks, type RunView } from './run-view';

/** What is known of a run that is being followed. */
export type FollowState =
  | { status: 'loading' }
  | { status: 'failed'; error: ClientError | Error }
  | { status: 'ready'; view: RunView; isComplete: boolean };

const PAGE_SIZE = 500;

/** More task runs than this are not loaded by themselves; a scope's own row still tells its counts. */
const TASKS_LOADED = 5000;

/** Usage and outputs that frames do not carry are read again this long after the run ended. */
const SETTLE_MS = 400;

/**
 * Follows one run: reads it and its tasks by REST, then moves it on by the frames after its `seq`. Owns its subscription from
 * `start` to `stop`; frames of one animation frame are applied together.
 */
export class RunFollower {
  private state: FollowState = { status: 'loading' };
  private readonly listeners = new Set<() => void>();
  private pending: RunFrame[] = [];
  private scheduled: number | null = null;
  private unsubscribe: (() => void) | null = null;
  private isStopped = true;
  /** Counts starts: an answer that belongs to an earlier one is dropped. */
  private turn = 0;

  constructor(
    private readonly runId: string,
    private readonly api: Api,
    private readonly live: LiveClient,
  ) {}

  /** The state as it is; the same object until something changes. */
  readonly getState = (): FollowState => this.state;

  /** Starts with the first listener and stops with the last. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.isStopped) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  };

  /** Reads everything anew, as after an error. */
  readonly reload = (): void => {
    this.stop();
    this.become({ status: 'loading' });
    this.start();
  };

  /** Reads run and tasks again without a break in what is shown, as after resolving an effect. */
  readonly refresh = async (): Promise<void> => {
    try {
      const run = await this.api.call('getRun', { params: { runId: this.runId } });
      this.change((view) => mergeRun(view, run));
      await this.loadTasks();
    } catch {
      // What is shown stays; the next frame or reload mends it.
    }
  };

  private start(): void {
    this.isStopped = false;
    this.turn += 1;
    void this.open(this.turn);
  }

  private stop(): void {
    this.isStopped = true;
    this.unsubscribe?.();
    this.unsubscribe = null;
    this.pending = [];
    if (this.scheduled !== null) cancelAnimationFrame(this.scheduled);
    this.scheduled = null;
  }

  private async open(turn: number): Promise<void> {
    try {
      const run = await this.api.call('getRun', { params: { runId: this.runId } });
      if (this.isStopped || turn !== this.turn) return;
      this.become({ status: 'ready', view: createRunView(run), isComplete: false });
      if (!hasEnded(run)) {
        this.unsubscribe?.();
        this.unsubscribe = this.live.subscribe({ runId: this.runId, after: run.seq, onFrame: (frame) => this.receive(frame) });
      }
      await this.loadTasks();
    } catch (error) {
      if (this.isStopped || turn !== this.turn) return;
      this.become({ status: 'failed', error: isClientError(error) || error instanceof Error ? error : new Error(String(error)) });
    }
  }

  private async loadTasks(): Promise<void> {
    const { turn } = this;
    let cursor: string | null = null;
    let loaded = 0;
    do {
      const page: { items: Parameters<typeof mergeTasks>[1]; nextCursor: string | null } = await this.api.call('listTasks', {
        params: { runId: this.runId },
        query: { limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) },
      });
      if (this.isStopped || turn !== this.turn) return;
      loaded += page.items.length;
      cursor = loaded < TASKS_LOADED ? page.nextCursor : null;
      const isLast = cursor === null;
      this.change((view) => mergeTasks(view, page.items), isLast);
    } while (cursor !== null);
  }

  private receive(frame: RunFrame): void {
    if (frame.type === 'end') {
      this.unsubscribe?.();
      this.unsubscribe = null;
      setTimeout(() => !this.isStopped && this.refresh(), SETTLE_MS);
      return;
    }
    this.pending.push(frame);
    this.scheduled ??= requestAnimationFrame(() => this.flush());
  }

  private flush(): void {
    this.scheduled = null;
    const frames = this.pending;
    this.pending = [];
    const before = this.state.status === 'ready' && hasEnded(this.state.view.run);
    this.change((view) => applyFrames(view, frames));
    const after = this.state.status === 'ready' && hasEnded(this.state.view.run);
    if (!before && after) setTimeout(() => !this.isStopped && this.refresh(), SETTLE_MS);
  }

  private change(move: (view: RunView) => RunView, isComplete?: boolean): void {
    if (this.state.status !== 'ready') return;
    const view = move(this.state.view);
    const complete = isComplete ?? this.state.isComplete;
    if (view === this.state.view && complete === this.state.isComplete) return;
    this.become({ status: 'ready', view, isComplete: complete });
  }

  private become(state: FollowState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
