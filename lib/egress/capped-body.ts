import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { NodeFailure } from '@/lib/nodes/contract';

/** The body as the sender meant it: decompressed, and ended with `answer_too_large` once it grows past `maxBytes`. */
export function cappedBody(raw: Readable, contentEncoding: string | undefined, maxBytes: number, host: string): Readable {
  const stages = decoders(contentEncoding, host);
  let seenBytes = 0;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seenBytes += chunk.length;
      done(seenBytes > maxBytes ? tooLarge(host, maxBytes) : null, chunk);
    },
  });
  // pipeline destroys every stage with the first error; whoever reads the last stage hears it.
  pipeline([raw, ...stages, cap], () => {});
  return cap;
}

/** Reads a capped body to its end. */
export async function readAll(body: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

function decoders(contentEncoding: string | undefined, host: string): Transform[] {
  const names = (contentEncoding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  // Nobody compresses an honest answer more than twice.
  if (names.length > 2) throw unknownEncoding(host);
  return names.reverse().map((name) => {
    if (name === 'gzip' || name === 'x-gzip') return createGunzip();
    if (name === 'deflate') return createInflate();
    if (name === 'br') return createBrotliDecompress();
    throw unknownEncoding(host);
  });
}

function unknownEncoding(host: string): NodeFailure {
  return new NodeFailure('invalid', 'unknown_encoding', `${host} answered in a compression that was not asked for`);
}

function tooLarge(host: string, maxBytes: number): NodeFailure {
  const megabytes = Math.round(maxBytes / 1_048_576);
  return new NodeFailure(
    'invalid',
    'answer_too_large',
    `${host} answered more than ${megabytes} MB; ask it for less, for example by pages`,
  );
}
