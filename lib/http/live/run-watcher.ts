import type { RunFrame } from '@/lib/contracts/runs';
import type { LiveChannel, LiveHint, TextHint } from '@/lib/events';
import type { FrameSink, SinkFrame } from './frame-sink';
import { type FrameSource, isTerminal } from './frame-source';
import { deltaFrame, isBeyond, tailFrames } from './text-frames';

const PAGE = 500;
const POLL_MS = 1000;
/** Pieces of text kept for a follower that is still reading the log; older ones are in the tail by then. */
const MOST_HELD = 500;

interface Follower {
  sink: FrameSink;
  /** Sequence number of the last event sent. */
  seq: number;
  /** Takes part in the common reading. */
  joined: boolean;
  /** Text that came before the tails were sent; null from then on. */
  held: TextHint[] | null;
  gone: boolean;
}

export interface RunWatcherOptions {
  runId: string;
  source: FrameSource;
  live: LiveChannel;
  /** The last follower left. */
  onIdle: () => void;
  onError: (error: unknown) => void;
}

/** Reads one run's log once for all who follow it: at every hint, and each second in case a hint was lost. */
export class RunWatcher {
  private readonly followers = new Set<Follower>();
  private readonly unsubscribe: () => void;
  private readonly timer: NodeJS.Timeout;
  /** The common reading has sent everything up to here to all who joined; -1 before anybody did. */
  private seq = -1;
  private isReading = false;
  private isBehind = false;

  constructor(private readonly options: RunWatcherOptions) {
    this.unsubscribe = options.live.subscribe(options.runId, (hint) => this.onHint(hint));
    this.timer = setInterval(() => this.read(), POLL_MS);
  }

  /** Sends what was recorded after `after`, then the text under way, then everything as it comes. Returns the leave. */
  add(sink: FrameSink, after: number): () => void {
    const follower: Follower = { sink, seq: after, joined: false, held: [], gone: false };
    this.followers.add(follower);
    this.catchUp(follower).catch((error: unknown) => {
      this.options.onError(error);
      this.remove(follower);
      sink.close(); // its client comes back and resumes where it was
    });
    return () => this.remove(follower);
  }

  close(): void {
    clearInterval(this.timer);
    this.unsubscribe();
    for (const { sink } of this.followers) sink.close();
    this.followers.clear();
  }

  private remove(follower: Follower): void {
    follower.gone = true;
    if (this.followers.delete(follower) && this.followers.size === 0) this.options.onIdle();
  }

  /** Each newcomer reads the past by itself, at its own pace. */
  private async catchUp(follower: Follower): Promise<void> {
    if (await this.checkStart(follower)) return this.finish(follower);
    do {
      for (let full = true; full && !follower.gone; ) {
        const frames = await this.options.source.readEvents(this.options.runId, follower.seq, PAGE);
        this.deliver([follower], frames);
        full = frames.length === PAGE;
        await follower.sink.drained();
      }
      // The common reading may have gone on since that page was read; what it sent must not be missed.
    } while (!follower.gone && follower.seq < this.seq);
    if (follower.gone) return;
    follower.joined = true;
    // Never further than what those who joined before were sent: a newcomer skips what it has.
    if (this.seq < 0) this.seq = follower.seq;
    this.read();
    await this.sendTails(follower);
  }

  /** True when the last event a newcomer has seen ended the run. One that claims an event that is not there begins at the start. */
  private async checkStart(follower: Follower): Promise<boolean> {
    if (follower.seq < 1) return false;
    const [last] = await this.options.source.readEvents(this.options.runId, follower.seq - 1, 1);
    if (last === undefined) follower.seq = 0;
    return last?.seq === follower.seq && isTerminal(last.type);
  }

  private async sendTails(follower: Follower): Promise<void> {
    const tails = await this.options.source.readTails(this.options.runId);
    if (follower.gone) return;
    for (const tail of tails) for (const frame of tailFrames(this.options.runId, tail)) follower.sink.send(frame);
    const held = follower.held ?? [];
    follower.held = null;
    for (const hint of held) if (isBeyond(hint, tails)) follower.sink.send(deltaFrame(hint));
  }

  private onHint(hint: LiveHint): void {
    if (hint.kind === 'text') this.onText(hint);
    else if (hint.seq > this.seq) this.read();
  }

  private onText(hint: TextHint): void {
    let frame: SinkFrame | null = null;
    for (const { sink, held } of this.followers) {
      if (held !== null) {
        held.push(hint);
        if (held.length > MOST_HELD) held.shift();
      } else if (!sink.isSlow()) {
        frame ??= deltaFrame(hint);
        sink.send(frame);
      }
    }
  }

  /** One reading at a time; what is asked for meanwhile is done after it. */
  private read(): void {
    this.isBehind = true;
    if (this.isReading || this.seq < 0) return;
    this.isReading = true;
    this.readAll()
      .catch(this.options.onError)
      .finally(() => {
        this.isReading = false;
      });
  }

  private async readAll(): Promise<void> {
    while (this.isBehind && this.followers.size > 0) {
      this.isBehind = false;
      const frames = await this.options.source.readEvents(this.options.runId, this.seq, PAGE);
      this.seq = Math.max(this.seq, frames.at(-1)?.seq ?? 0);
      // Those who still catch up read these by themselves.
      this.deliver(
        [...this.followers].filter(({ joined }) => joined),
        frames,
      );
      if (frames.length === PAGE) this.isBehind = true;
    }
  }

  private deliver(followers: readonly Follower[], frames: readonly RunFrame[]): void {
    for (const frame of frames) {
      const { seq } = frame;
      if (seq === null) continue;
      const ready: SinkFrame = { seq, type: frame.type, json: JSON.stringify(frame) };
      for (const follower of followers) {
        if (follower.gone || seq <= follower.seq) continue;
        follower.seq = seq;
        follower.sink.send(ready);
        if (isTerminal(frame.type)) this.finish(follower);
      }
    }
  }

  private finish(follower: Follower): void {
    if (follower.gone) return;
    follower.sink.end(this.options.runId);
    this.remove(follower);
  }
}
