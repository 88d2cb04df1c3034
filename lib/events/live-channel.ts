/** "Run `runId` has events up to `seq`": read them from the log. */
export interface SeqHint {
  kind: 'seq';
  runId: string;
  seq: number;
  /** The run has ended: waiters need not poll again. */
  ended: boolean;
}

/** A piece of streamed text. No id, may be lost; `offset` in UTF-16 units of the attempt's text so far. */
export interface TextHint {
  kind: 'text';
  runId: string;
  path: string;
  attempt: number;
  offset: number;
  text: string;
}

export type LiveHint = SeqHint | TextHint;

/**
 * The live channel's port: hints only, sent after the journal's commit. The first hint of a quiet run goes at once,
 * later ones are gathered for 25 ms. Losing hints delays a viewer by at most the web process's one-second poll.
 */
export interface LiveChannel {
  publish(hint: LiveHint): void;
  /** Calls back for every hint of the run; returns the unsubscribe. */
  subscribe(runId: string, onHint: (hint: LiveHint) => void): () => void;
  /** Hints whose sending failed, for metrics. */
  readonly dropped: number;
  close(): Promise<void>;
}
