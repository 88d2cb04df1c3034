import type { LiveChannel } from '@/lib/events';
import type { FrameSink } from './frame-sink';
import type { FrameSource } from './frame-source';
import { RunWatcher } from './run-watcher';

/** Runs as they happen, for any number of followers. */
export interface RunFeed {
  /** Follows a run from `after` on. Whether the caller may see it was checked before. Returns the leave. */
  follow(runId: string, after: number, sink: FrameSink): () => void;
  /** Runs followed now, for metrics. */
  readonly watched: number;
  /** Closes every follower. */
  close(): void;
}

export interface RunFeedOptions {
  source: FrameSource;
  live: LiveChannel;
  onError: (error: unknown) => void;
}

/** A feed with one reader for each followed run. */
export function createRunFeed({ source, live, onError }: RunFeedOptions): RunFeed {
  const watchers = new Map<string, RunWatcher>();
  const watch = (runId: string): RunWatcher => {
    const onIdle = () => {
      watchers.get(runId)?.close();
      watchers.delete(runId);
    };
    const watcher = new RunWatcher({ runId, source, live, onIdle, onError });
    watchers.set(runId, watcher);
    return watcher;
  };
  return {
    follow: (runId, after, sink) => (watchers.get(runId) ?? watch(runId)).add(sink, after),
    get watched() {
      return watchers.size;
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}
