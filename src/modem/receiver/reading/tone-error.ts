/** Neighbours on either side of a symbol's bin that are looked at: they hold nine tenths of what can be known. */
const REACH = 6;

/** How a symbol's tone differs from a steady one, in the terms that {@link toneError} measures. */
export interface ToneError {
  /** Correlation with a phase that rises through the symbol, as a tone between bins has. */
  rise: number;
  /** Correlation with a phase that jumps where the chirp folds, as a window at the wrong time has. */
  jump: number;
  /** What a rise of one cycle and a jump of one cycle add to these: rise to rise, either to the other, jump to jump. */
  riseRise: number;
  riseJump: number;
  jumpJump: number;
}

/**
 * Measures a symbol's tone around its bin.
 *
 * With a carrier ν bins above and a symbol ε chips later than assumed, a symbol s has, after dechirping and with its own tone taken
 * away, the phase 2π·((ν − ε)·x + ε·[x ≥ 1 − s/N]), x being the place in the symbol from 0 to 1: a rise, and a jump at the fold.
 * A symbol that folds in its middle thus shows a delay as a tone on the wrong side. Both shapes are Fourier series in x, so that
 * their correlations with the samples are sums over the neighbouring bins.
 *
 * @param re and im: spectrum of the dechirped window, of `chips` bins
 * @param bin the symbol
 * @param error takes the result; to first order in the phase, rise = riseRise·(ν − ε) + riseJump·ε, jump = riseJump·(ν − ε) +
 *   jumpJump·ε
 */
export function toneError(re: Float32Array, im: Float32Array, chips: number, bin: number, error: ToneError): void {
  const mask = chips - 1;
  const sRe = re[bin]!;
  const sIm = im[bin]!;
  const power = Math.max(sRe * sRe + sIm * sIm, Number.MIN_VALUE);
  const foldAngle = (2 * Math.PI * bin) / chips;
  let rise = 0;
  let jump = 0;
  let riseRise = 0;
  let riseJump = 0;
  let jumpJump = 0;
  const reach = Math.min(REACH, chips / 4);
  const turnRe = Math.cos(foldAngle);
  const turnIm = Math.sin(foldAngle);
  let powerRe = 1;
  let powerIm = 0;
  for (let m = 1; m <= reach; m++) {
    // e^(j2πms/N)
    const next = powerRe * turnRe - powerIm * turnIm;
    powerIm = powerRe * turnIm + powerIm * turnRe;
    powerRe = next;
    // X[k ± m]·conj(X[k]): the neighbours in the symbol's own phase.
    const below = (bin - m) & mask;
    const above = (bin + m) & mask;
    const lowRe = (re[below]! * sRe + im[below]! * sIm) / power;
    const lowIm = (im[below]! * sRe - re[below]! * sIm) / power;
    const highRe = (re[above]! * sRe + im[above]! * sIm) / power;
    const highIm = (im[above]! * sRe - re[above]! * sIm) / power;
    const scale = 1 / (2 * Math.PI * m);
    // The series of x − ½: j/2πm; of the step at 1 − s/N: (e^(j2πms/N) − 1)/(j2πm). For −m both are the conjugates.
    const stepRe = powerIm * scale;
    const stepIm = (1 - powerRe) * scale;
    rise += scale * (lowRe - highRe);
    jump += stepRe * (lowIm + highIm) + stepIm * (lowRe - highRe);
    riseRise += 2 * scale * scale;
    riseJump += 2 * scale * stepIm;
    jumpJump += 2 * (stepRe * stepRe + stepIm * stepIm);
  }
  const cycle = 2 * Math.PI;
  error.rise = rise;
  error.jump = jump;
  error.riseRise = cycle * riseRise;
  error.riseJump = cycle * riseJump;
  error.jumpJump = cycle * jumpJump;
}
