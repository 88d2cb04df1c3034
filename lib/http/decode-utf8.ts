import { isUtf8 } from 'node:buffer';
import { userError } from '@/lib/errors/app-error';

/** A body's bytes as text, without a byte order mark. Throws `bad_text`. Checked natively: TextDecoder takes four times as long. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw userError('bad_text', 'The body holds bytes that are no UTF-8.');
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start).toString('utf8');
}
