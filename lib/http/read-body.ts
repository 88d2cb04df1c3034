import { userError } from '@/lib/errors/app-error';

/** Most bytes of a request's body. */
export const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * The body's bytes, counted while they arrive. Throws `body_too_large` as soon as it is known, `unsupported_content_type` for a
 * compressed body (its size would be anyone's guess).
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity') {
    throw userError('unsupported_content_type', 'Send the body uncompressed: without a Content-Encoding header.');
  }
  const announced = request.headers.get('content-length');
  if (announced === null) return readChunks(request);
  // Node ends a message at its announced length, so a body cannot be longer than it says.
  if (Number(announced) > BODY_LIMIT_BYTES) throw tooLarge();
  return new Uint8Array(await request.arrayBuffer());
}

async function readChunks(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > BODY_LIMIT_BYTES) {
      reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks);
}

function tooLarge() {
  return userError('body_too_large', 'The body is larger than 16 MB; send less, or send a reference.', { limitBytes: BODY_LIMIT_BYTES });
}
