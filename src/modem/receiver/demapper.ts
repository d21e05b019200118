import type { SpreadingFactor } from "../../lora/parameters.ts";
import { symbolOfLabel } from "../coding/symbol-label.ts";

/** From the tones of a symbol to its bits. */
export class Demapper {
  private readonly bins: number;
  /** For each label, the bin on which a symbol with that label stands. */
  private readonly binOfLabel: Uint16Array;
  private readonly power: Float64Array;
  private readonly rowPeaks: Float64Array;
  private readonly columnPeaks: Float64Array;
  /** Bits of a label. */
  readonly bits: number;
  /** How much likelier the last symbol was than any other: log-likelihood ratio. */
  certainty = 0;

  /** @param reduced whether the two low bits of each symbol are unused: only every fourth bin counts then */
  constructor(sf: SpreadingFactor, reduced: boolean) {
    this.bits = reduced ? sf - 2 : sf;
    this.bins = 2 ** this.bits;
    this.binOfLabel = new Uint16Array(this.bins);
    for (let label = 0; label < this.bins; label++) this.binOfLabel[label] = symbolOfLabel(label, sf, reduced);
    this.power = new Float64Array(this.bins);
    this.rowPeaks = new Float64Array(2 ** (this.bits >> 1));
    this.columnPeaks = new Float64Array(2 ** (this.bits - (this.bits >> 1)));
  }

  /**
   * The likeliest symbol, and how sure each of its bits is.
   *
   * A bit's log-likelihood ratio is the difference of the largest likelihoods among the labels with 1 and with 0 there (max-log,
   * which costs less than 0.05 dB); the likelihood of a tone grows with its amplitude as log I0(2·√Es·r), noise having unit power.
   *
   * @param noise mean power of a bin without signal
   * @param symbolSnr energy of a symbol over the noise's density, a ratio
   * @param soft takes `bits` ratios from `at` on, positive for 1, the most significant first
   * @returns the bin
   * @see J. Proakis, "Digital Communications", 5th ed., section 4.5-3, for the likelihood
   */
  demap(
    re: Float32Array,
    im: Float32Array,
    { noise, symbolSnr, soft, at }: { noise: number; symbolSnr: number; soft: Float64Array; at: number },
  ): number {
    const { bits, bins, binOfLabel, power, rowPeaks, columnPeaks } = this;
    const columnBits = bits - (bits >> 1);
    const columns = 2 ** columnBits;
    rowPeaks.fill(0);
    columnPeaks.fill(0);
    let best = -1;
    let bestLabel = 0;
    for (let label = 0; label < bins; label++) {
      const bin = binOfLabel[label]!;
      const x = re[bin]!;
      const y = im[bin]!;
      const value = x * x + y * y;
      power[label] = value;
      if (value > best) {
        best = value;
        bestLabel = label;
      }
      const row = label >> columnBits;
      const column = label & (columns - 1);
      if (value > rowPeaks[row]!) rowPeaks[row] = value;
      if (value > columnPeaks[column]!) columnPeaks[column] = value;
    }
    const rowBits = bits - columnBits;
    // The next best label differs in some bit from the best, and is the best there with that bit's other value.
    this.certainty = Number.POSITIVE_INFINITY;
    for (let bit = 0; bit < bits; bit++) {
      const [peaks, shift] = bit < rowBits ? [rowPeaks, rowBits - 1 - bit] : [columnPeaks, bits - 1 - bit];
      let zero = 0;
      let one = 0;
      for (let i = 0; i < peaks.length; i++) {
        const value = peaks[i]!;
        if ((i >> shift) & 1) {
          if (value > one) one = value;
        } else if (value > zero) zero = value;
      }
      const scale = (4 * symbolSnr) / noise;
      const ratio = logBesselI0(Math.sqrt(scale * one)) - logBesselI0(Math.sqrt(scale * zero));
      soft[at + bit] = ratio;
      this.certainty = Math.min(this.certainty, Math.abs(ratio));
    }
    return binOfLabel[bestLabel]!;
  }
}

/**
 * log I0(x), x ≥ 0, within 2 %.
 *
 * @see Abramowitz & Stegun 9.8.1 and 9.8.2 give it to 2e-7; the first terms of both are enough to weigh bits
 */
function logBesselI0(x: number): number {
  if (x > 3.75) return x - 0.5 * Math.log(2 * Math.PI * x) + Math.log1p(0.125 / x);
  const q = (x / 3.75) ** 2;
  return Math.log(1 + q * (3.5156229 + q * (3.0899424 + q * (1.2067492 + q * (0.2659732 + q * 0.0360768)))));
}
