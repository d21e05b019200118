const ROUNDS = 64;
const BLOCK_BYTES = 64;

/** Fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2) and of the square roots of the first 8 (§5.3.3). */
const { roundConstants, initialHash } = deriveConstants();

/**
 * SHA-256 of a byte string, in plain arithmetic: the core has no `crypto`.
 *
 * @param message any length below 2^32 bytes
 * @returns 32 bytes
 * @see FIPS 180-4, §5.1.1 (padding) and §6.2.2 (computation)
 */
export function sha256(message: Uint8Array): Uint8Array {
  const hash = Uint32Array.from(initialHash);
  const schedule = new Uint32Array(ROUNDS);
  const padded = padMessage(message);
  for (let offset = 0; offset < padded.length; offset += BLOCK_BYTES) {
    compressBlock(hash, schedule, padded, offset);
  }
  const digest = new Uint8Array(32);
  const view = new DataView(digest.buffer);
  for (let i = 0; i < hash.length; i++) view.setUint32(4 * i, hash[i]);
  return digest;
}

/** A one bit, zeros, and the length in bits as 64-bit big-endian, up to whole blocks (§5.1.1). */
function padMessage(message: Uint8Array): Uint8Array {
  const blocks = Math.ceil((message.length + 9) / BLOCK_BYTES);
  const padded = new Uint8Array(blocks * BLOCK_BYTES);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x2000_0000));
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0);
  return padded;
}

/** §6.2.2: the message schedule W, then 64 rounds on the working variables a…h. */
function compressBlock(hash: Uint32Array, schedule: Uint32Array, bytes: Uint8Array, offset: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, BLOCK_BYTES);
  for (let t = 0; t < 16; t++) schedule[t] = view.getUint32(4 * t);
  for (let t = 16; t < ROUNDS; t++) {
    const w15 = schedule[t - 15];
    const w2 = schedule[t - 2];
    const sigma0 = rotateRight(w15, 7) ^ rotateRight(w15, 18) ^ (w15 >>> 3);
    const sigma1 = rotateRight(w2, 17) ^ rotateRight(w2, 19) ^ (w2 >>> 10);
    schedule[t] = sigma1 + schedule[t - 7] + sigma0 + schedule[t - 16];
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let t = 0; t < ROUNDS; t++) {
    const sum1 = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + sum1 + choice + roundConstants[t] + schedule[t]) | 0;
    const sum0 = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  const working = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < working.length; i++) hash[i] += working[i];
}

function rotateRight(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function deriveConstants(): { roundConstants: Uint32Array; initialHash: Uint32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < ROUNDS; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return {
    roundConstants: Uint32Array.from(primes, (prime) => fractionBits(Math.cbrt(prime))),
    initialHash: Uint32Array.from(primes.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime))),
  };
}

/** The first 32 bits of the fraction: a double still carries 48 bits after the point here (the roots are below 16). */
function fractionBits(value: number): number {
  return Math.floor((value - Math.floor(value)) * 0x1_0000_0000);
}
