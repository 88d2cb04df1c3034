import { type RunFrame, runFrameSchema } from '@/lib/contracts/runs';

/** State of the tab's one connection. `idle` = nobody is subscribed. */
export type LiveStatus = 'idle' | 'connecting' | 'open' | 'reconnecting';

/** Who follows a run: from which `seq` on, and what to do with its frames. */
export interface RunSubscription {
  runId: string;
  /** Frames with a `seq` up to this one are known already. */
  after: number;
  onFrame: (frame: RunFrame) => void;
}

/** One WebSocket for the whole tab; runs are multiplexed over it and resume after the last `seq` they saw. */
export interface LiveClient {
  subscribe(subscription: RunSubscription): () => void;
  status(): LiveStatus;
  /** Calls back when the status changes; returns the unsubscribe. */
  onStatus(listener: (status: LiveStatus) => void): () => void;
  close(): void;
}

/** What the client needs of the browser, so that it runs anywhere. */
export interface LiveEnvironment {
  url: string;
  WebSocket: new (url: string) => WebSocket;
  setTimeout: (work: () => void, ms: number) => unknown;
  clearTimeout: (timer: unknown) => void;
  random: () => number;
}

interface Follower extends RunSubscription {
  seq: number;
}

const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 10_000;

/** The connection closes this long after the last unsubscribe, so that moving between pages keeps it. */
const LINGER_MS = 5000;

/** A live client; without arguments it speaks to `/ws` of the page's own server. */
export function createLiveClient(environment: Partial<LiveEnvironment> = {}): LiveClient {
  return new LiveConnection({ ...browserEnvironment(), ...environment });
}

function browserEnvironment(): LiveEnvironment {
  const here = typeof location === 'undefined' ? null : location;
  return {
    url: here ? `${here.protocol === 'https:' ? 'wss' : 'ws'}://${here.host}/ws` : '',
    WebSocket: globalThis.WebSocket,
    setTimeout: (work, ms) => setTimeout(work, ms),
    // Only what `setTimeout` above returned comes back here.
    clearTimeout: (timer) => clearTimeout(timer as number),
    random: Math.random,
  };
}

class LiveConnection implements LiveClient {
  private socket: WebSocket | null = null;
  private current: LiveStatus = 'idle';
  private failures = 0;
  private timer: unknown = null;
  private readonly followers = new Set<Follower>();
  private readonly listeners = new Set<(status: LiveStatus) => void>();

  constructor(private readonly environment: LiveEnvironment) {}

  subscribe(subscription: RunSubscription): () => void {
    const follower: Follower = { ...subscription, seq: subscription.after };
    this.followers.add(follower);
    if (this.current === 'open') this.ask(follower.runId);
    else if (!this.socket) this.schedule(() => this.connect(), 0);
    return () => this.leave(follower);
  }

  status(): LiveStatus {
    return this.current;
  }

  onStatus(listener: (status: LiveStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.followers.clear();
    this.drop();
    this.become('idle');
  }

  private leave(follower: Follower): void {
    if (!this.followers.delete(follower)) return;
    if (!this.followersOf(follower.runId).length) this.send({ op: 'unsubscribe', runId: follower.runId });
    if (this.followers.size === 0) this.schedule(() => this.followers.size === 0 && this.close(), LINGER_MS);
  }

  private connect(): void {
    if (this.socket || this.followers.size === 0) return;
    this.become(this.failures > 0 ? 'reconnecting' : 'connecting');
    const socket = new this.environment.WebSocket(this.environment.url);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.become('open');
      for (const runId of new Set([...this.followers].map((follower) => follower.runId))) this.ask(runId);
    };
    socket.onmessage = (message) => this.receive(message.data);
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
  }

  /** Subscribes from the oldest `seq` any follower of the run still needs; the others skip what they know. */
  private ask(runId: string): void {
    const after = Math.min(...this.followersOf(runId).map((follower) => follower.seq));
    this.send({ op: 'subscribe', runId, after });
  }

  private receive(text: unknown): void {
    const frame = parseFrame(text);
    if (!frame) return;
    for (const follower of this.followersOf(frame.runId)) {
      if (frame.seq !== null) {
        if (frame.seq <= follower.seq) continue;
        follower.seq = frame.seq;
      }
      follower.onFrame(frame);
    }
  }

  private lost(): void {
    this.socket = null;
    if (this.followers.size === 0) {
      this.become('idle');
      return;
    }
    this.failures += 1;
    this.become('reconnecting');
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.failures - 1));
    this.schedule(() => this.connect(), longest * (0.5 + this.environment.random() / 2));
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.environment.clearTimeout(this.timer);
    socket?.close();
  }

  private schedule(work: () => void, ms: number): void {
    this.environment.clearTimeout(this.timer);
    this.timer = this.environment.setTimeout(work, ms);
  }

  private send(message: object): void {
    if (this.current === 'open') this.socket?.send(JSON.stringify(message));
  }

  private followersOf(runId: string): Follower[] {
    return [...this.followers].filter((follower) => follower.runId === runId);
  }

  private become(status: LiveStatus): void {
    if (status === this.current) return;
    this.current = status;
    for (const listener of this.listeners) listener(status);
  }
}

function parseFrame(text: unknown): RunFrame | null {
  if (typeof text !== 'string') return null;
  try {
    const parsed = runFrameSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
