import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A random token in base64url: 32 bytes give 256 bits and 43 characters. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** SHA-256 in hex, 64 characters: how tokens are stored. Enough for random tokens; never for passwords. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** Compares two texts in a time that tells nothing of where they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  // Hashed first: timingSafeEqual needs equal lengths, and a length is a hint too.
  return timingSafeEqual(createHash('sha256').update(a, 'utf8').digest(), createHash('sha256').update(b, 'utf8').digest());
}

/** HMAC-SHA-256 in hex. */
export function hmac(key: string | Buffer, message: string | Buffer): string {
  return createHmac('sha256', key).update(message).digest('hex');
}

/** True when `signature` (hex) is the HMAC-SHA-256 of the message under the key. */
export function verifyHmac(key: string | Buffer, message: string | Buffer, signature: string): boolean {
  return constantTimeEqual(hmac(key, message), signature.toLowerCase());
}
