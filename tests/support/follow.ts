import { WebSocket } from 'ws';
import { type RunFrame, runFrameSchema } from '@/lib/contracts/runs';

/** One server-sent event as it stood in the stream. */
export interface StreamedEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Reads an event stream to its end, or until `enough` says so; comments are left out. */
export async function readStream(response: Response, enough: (events: StreamedEvent[]) => boolean = () => false): Promise<StreamedEvent[]> {
  const events: StreamedEvent[] = [];
  let text = '';
  const decoder = new TextDecoder();
  // An answer to a GET that succeeded has a body.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.flatMap((block) => parseBlock(block) ?? []));
    if (enough(events)) break;
  }
  return events;
}

function parseBlock(block: string): StreamedEvent | null {
  const field = (name: string) =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? null;
  const event = field('event');
  return event === null ? null : { id: field('id'), event, data: field('data') ?? '' };
}

/** A socket that keeps every frame it got. */
export interface FrameSocket {
  socket: WebSocket;
  frames: RunFrame[];
  /** Resolves with the close code. */
  closed: Promise<number>;
}

/** Opens a socket; rejects with the HTTP status when the upgrade is refused. */
export function openSocket(url: string, options: { headers?: Record<string, string>; protocols?: string[] } = {}): Promise<FrameSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), options.protocols ?? [], { headers: options.headers ?? {} });
  const frames: RunFrame[] = [];
  socket.on('message', (data) => frames.push(runFrameSchema.parse(JSON.parse(String(data)))));
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, frames, closed }));
    socket.on('unexpected-response', (_, response) => {
      reject(new Error(`refused with ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
}
