import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { createLiveClient, type LiveClient } from './live';

const RUN = '01K0000000000000000000000A';

interface Heard {
  op: string;
  runId: string;
  after?: number;
}

let server: WebSocketServer;
let heard: Heard[];
let client: LiveClient;

beforeEach(async () => {
  heard = [];
  server = await listen(0);
  client = clientOf(server);
});

afterEach(() => {
  client.close();
  server.close();
});

async function listen(port: number): Promise<WebSocketServer> {
  const made = new WebSocketServer({ port, host: '127.0.0.1' });
  made.on('connection', (socket) => socket.on('message', (data) => heard.push(JSON.parse(String(data)))));
  await once(made, 'listening');
  return made;
}

function portOf(made: WebSocketServer): number {
  return (made.address() as AddressInfo).port;
}

function clientOf(made: WebSocketServer): LiveClient {
  // Node's socket is made after the browser's.
  const Socket = NodeWebSocket as unknown as typeof WebSocket;
  return createLiveClient({ url: `ws://127.0.0.1:${portOf(made)}`, WebSocket: Socket, random: () => 0 });
}

function say(seq: number | null, type = 'task.started'): void {
  const text = JSON.stringify({ v: 1, seq, at: new Date().toISOString(), type, runId: RUN });
  for (const socket of server.clients) socket.send(text);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('asks for a run from where it stands, and hands on each recorded frame once', async () => {
  const seen: (number | null)[] = [];
  client.subscribe({ runId: RUN, after: 4, onFrame: (frame) => seen.push(frame.seq) });
  await until(() => heard.length > 0);
  expect(heard).toEqual([{ op: 'subscribe', runId: RUN, after: 4 }]);
  for (const seq of [4, 5, 5, 6]) say(seq);
  say(null, 'text.delta');
  await until(() => seen.length >= 3);
  expect(seen).toEqual([5, 6, null]);
});

it('comes back after a lost connection and resumes after the last frame it saw', async () => {
  const seen: (number | null)[] = [];
  client.subscribe({ runId: RUN, after: 0, onFrame: (frame) => seen.push(frame.seq) });
  await until(() => heard.length > 0);
  say(1);
  say(2);
  await until(() => seen.length === 2);
  const port = portOf(server);
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
  await until(() => client.status() === 'reconnecting');
  server = await listen(port);
  await until(() => heard.length === 2);
  expect(heard[1]).toEqual({ op: 'subscribe', runId: RUN, after: 2 });
  expect(client.status()).toBe('open');
});

it('keeps one connection for several runs and leaves a run when its last follower goes', async () => {
  const other = '01K0000000000000000000000B';
  const leave = client.subscribe({ runId: RUN, after: 0, onFrame: () => undefined });
  client.subscribe({ runId: RUN, after: 7, onFrame: () => undefined });
  client.subscribe({ runId: other, after: 0, onFrame: () => undefined });
  await until(() => heard.length >= 2);
  expect(server.clients.size).toBe(1);
  expect(heard.map((message) => message.after)).toEqual([0, 0]);
  leave();
  client.subscribe({ runId: other, after: 3, onFrame: () => undefined })();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(heard.filter((message) => message.op === 'unsubscribe')).toEqual([]);
});

it('passes over what is no frame', async () => {
  const seen: (number | null)[] = [];
  client.subscribe({ runId: RUN, after: 0, onFrame: (frame) => seen.push(frame.seq) });
  await until(() => heard.length > 0);
  for (const socket of server.clients) {
    socket.send('not json');
    socket.send('{"v":2}');
  }
  say(1);
  await until(() => seen.length === 1);
  expect(seen).toEqual([1]);
});
