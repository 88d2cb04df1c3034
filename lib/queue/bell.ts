/** Stops listening: takes no new rings and resolves when the handlers under way have ended. */
export interface BellListener {
  close(): Promise<void>;
}

/**
 * The queue as we use it: a bell. It says "look at this run", never what to do; losing every ring delays, never loses.
 * `ring` gathers ids for up to 2 ms into one job of at most 64. A handler is called at least once per ring and may be
 * called for a run that is already held or done.
 */
export interface Bell {
  ring(runIds: readonly string[]): Promise<void>;
  /** `concurrency` counts jobs, not runs. The handler's promise keeps the job (and its lock) alive. */
  listen(handler: (runIds: string[]) => Promise<void>, options: { concurrency: number }): Promise<BellListener>;
  /** Waiting rings, for metrics and tests. */
  depth(): Promise<number>;
  /** Drops every waiting ring: used by the fault suite to prove that nothing is lost with the queue. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
