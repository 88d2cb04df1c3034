/** SHA-256 of a text's UTF-8 bytes as 64 hex digits. Pure and synchronous, for browsers as for Node (FIPS 180-4, section 6.2). */
export function sha256Hex(text: string): string {
  const state = Uint32Array.from(INITIAL_STATE);
  const words = paddedWords(new TextEncoder().encode(text));
  const schedule = new Uint32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    fillSchedule(schedule, words, block);
    compress(state, schedule);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

const PRIMES = firstPrimes(64);
/** The first 32 bits of the fractional parts of square and cube roots of primes, as the standard defines them. */
const INITIAL_STATE = PRIMES.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)));
const ROUND_CONSTANTS = Uint32Array.from(PRIMES, (prime) => fractionBits(Math.cbrt(prime)));

/** Big-endian words of the message, one bit, zeros, and its length in bits. */
function paddedWords(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) * 16);
  for (let at = 0; at < bytes.length; at += 1) {
    words[at >> 2] = wordAt(words, at >> 2) | (wordAt(bytes, at) << (24 - (at & 3) * 8));
  }
  words[bytes.length >> 2] = wordAt(words, bytes.length >> 2) | (0x80 << (24 - (bytes.length & 3) * 8));
  words[words.length - 2] = Math.floor(bytes.length / 0x20000000);
  words[words.length - 1] = bytes.length << 3;
  return words;
}

function fillSchedule(schedule: Uint32Array, words: Uint32Array, block: number): void {
  for (let t = 0; t < 16; t += 1) schedule[t] = wordAt(words, block + t);
  for (let t = 16; t < 64; t += 1) {
    const early = wordAt(schedule, t - 15);
    const late = wordAt(schedule, t - 2);
    const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[t] = wordAt(schedule, t - 16) + small0 + wordAt(schedule, t - 7) + small1;
  }
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t += 1) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + wordAt(ROUND_CONSTANTS, t) + wordAt(schedule, t)) | 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const round = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) state[i] = wordAt(state, i) + (round[i] ?? 0);
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** Every index in this file is in range; typed arrays cannot say so. */
function wordAt(words: Uint32Array | Uint8Array, index: number): number {
  return words[index] ?? 0;
}

function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x100000000);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}
