import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { presentError } from '@/lib/http/present';
import { newId } from '@/lib/std/ids';

/** Answers an upgrade that is refused as any other request: status and envelope, then the end of the connection. */
export async function refuseUpgrade(socket: Duplex, error: unknown): Promise<void> {
  if (socket.destroyed) return;
  const response = presentError(error, newId());
  const body = Buffer.from(await response.arrayBuffer());
  const head = [
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}`,
    ...[...response.headers].map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    'connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
}
