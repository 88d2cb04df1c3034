/** Whoever follows a run: an event stream or one subscription of a socket. Frames come as JSON text, written once for all. */
export interface FrameSink {
  /** A recorded event or a piece of text. `seq` is null for text. */
  send(frame: SinkFrame): void;
  /** The run has ended and every event of it was sent. */
  end(runId: string): void;
  /** The server stops, or gives this follower up. */
  close(): void;
  /** True while text should be left out: what is buffered already is more than the peer takes. */
  isSlow(): boolean;
  /** Resolves when the peer has taken most of what was sent, or is gone. */
  drained(): Promise<void>;
}

/** A frame ready to be written. */
export interface SinkFrame {
  seq: number | null;
  type: string;
  json: string;
}
