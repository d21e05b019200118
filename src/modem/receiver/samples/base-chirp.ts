/** The un-modulated up-chirp at one sample per chip. */
export interface BaseChirp {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const made = new Map<number, BaseChirp>();

/**
 * c[n] = e^(jπ(n²/N − n)), n = 0 … N − 1: from −½ to +½ cycles a chip in N chips. It repeats without a jump after N chips, so that a
 * window anywhere in the preamble holds it whole, turned round; and c[n + s] = c[n]·c[s]·e^(j2πns/N): times its conjugate, a symbol s
 * is a tone at s/N.
 *
 * @param chips N, a power of two; made once for each
 */
export function baseChirp(chips: number): BaseChirp {
  const known = made.get(chips);
  if (known !== undefined) return known;
  const re = new Float64Array(chips);
  const im = new Float64Array(chips);
  for (let n = 0; n < chips; n++) {
    // n² − nN modulo 2N keeps the angle small and exact.
    const angle = (Math.PI * ((n * (n - chips)) % (2 * chips))) / chips;
    re[n] = Math.cos(angle);
    im[n] = Math.sin(angle);
  }
  const chirp = { re, im };
  made.set(chips, chirp);
  return chirp;
}
