import type { BodyLimits } from '@/lib/contracts/routes';
import { userError } from '@/lib/errors/app-error';

/** What a request's body may hold where its route says nothing else. */
export const BODY_LIMITS: BodyLimits = { bytes: 16 * 1024 * 1024, values: 1_000_000 };

/**
 * The body's bytes, counted while they arrive. Throws `body_too_large` as soon as it is known, `unsupported_content_type` for a
 * compressed body (its size would be anyone's guess).
 */
export async function readBody(request: Request, limitBytes = BODY_LIMITS.bytes): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') {
    throw userError('unsupported_content_type', 'Send the body uncompressed: without a Content-Encoding header.');
  }
  const announced = request.headers.get('content-length');
  if (announced === null) return readChunks(request, limitBytes);
  // Node ends a message at its announced length, so a body cannot be longer than it says.
  if (Number(announced) > limitBytes) throw tooLarge(limitBytes);
  return new Uint8Array(await request.arrayBuffer());
}

async function readChunks(request: Request, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > limitBytes) {
      reader.cancel().catch(() => {});
      throw tooLarge(limitBytes);
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function tooLarge(limitBytes: number) {
  const megabytes = limitBytes / 1024 / 1024;
  return userError('body_too_large', `The body is larger than ${megabytes} MB; send less, or send a reference.`, { limitBytes });
}
