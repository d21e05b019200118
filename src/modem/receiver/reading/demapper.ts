import type { SpreadingFactor } from "../../../lora/parameters.ts";
import { symbolOfLabel } from "../../coding/symbol-label.ts";
import type { SymbolWindow } from "../samples/symbol-window.ts";

/** From the tones of a symbol to its bits. */
export class Demapper {
  /** Bits of a label. */
  readonly bits: number;
  /** How much likelier the last symbol was than any other: log-likelihood ratio. */
  certainty = 0;
  private readonly window: SymbolWindow;
  private readonly columnBits: number;
  /** For each label, the bin on which a symbol with that label stands. */
  private readonly binOfLabel: Uint16Array;
  private readonly power: Float32Array;
  private readonly rowPeaks: Float32Array;
  private readonly columnPeaks: Float32Array;
  private readonly differences: Float32Array;

  /** @param reduced whether the two low bits of each symbol are unused: only every fourth bin counts then */
  constructor(window: SymbolWindow, sf: SpreadingFactor, reduced: boolean) {
    this.window = window;
    this.bits = reduced ? sf - 2 : sf;
    this.columnBits = this.bits - (this.bits >> 1);
    const labels = 2 ** this.bits;
    const { kernel } = window;
    const [binFloats, powerFloats, rowFloats, columnFloats, bitFloats] = Demapper.arrays(sf, reduced);
    const bins = kernel.allocate(binFloats);
    this.binOfLabel = new Uint16Array(bins.buffer, bins.byteOffset, labels);
    for (let label = 0; label < labels; label++) this.binOfLabel[label] = symbolOfLabel(label, sf, reduced);
    this.power = kernel.allocate(powerFloats);
    this.rowPeaks = kernel.allocate(rowFloats);
    this.columnPeaks = kernel.allocate(columnFloats);
    this.differences = kernel.allocate(bitFloats);
  }

  /** What a window's kernel must have room for. */
  static arrays(sf: SpreadingFactor, reduced: boolean): [number, number, number, number, number] {
    const bits = reduced ? sf - 2 : sf;
    return [2 ** bits / 2, 2 ** bits, 2 ** (bits >> 1), 2 ** (bits - (bits >> 1)), bits];
  }

  /**
   * The likeliest symbol, and how sure each of its bits is.
   *
   * A bit's log-likelihood ratio is the difference of the largest likelihoods among the labels with 1 and with 0 there (max-log,
   * which costs less than 0.05 dB); the likelihood of a tone grows with its amplitude r as log I0(2·√Es·r), noise having unit power,
   * and that as 2·√Es·r: what is left out is the same for all tones of note.
   *
   * @param noise mean power of a bin without signal
   * @param symbolSnr energy of a symbol over the noise's density, a ratio
   * @param soft takes `bits` ratios from `at` on, positive for 1, the most significant first
   * @returns the bin
   * @see J. Proakis, "Digital Communications", 5th ed., section 4.5-3, for the likelihood
   */
  demap(noise: number, symbolSnr: number, soft: Float64Array, at: number): number {
    const { bits, columnBits, power, rowPeaks, columnPeaks, differences, binOfLabel, window } = this;
    const { re, im, kernel } = window;
    const best = kernel.run.labelPeaks(
      re.byteOffset,
      im.byteOffset,
      binOfLabel.byteOffset,
      bits,
      columnBits,
      power.byteOffset,
      rowPeaks.byteOffset,
      columnPeaks.byteOffset,
      differences.byteOffset,
    );
    const scale = 2 * Math.sqrt(symbolSnr / noise);
    // The next best label differs in some bit from the best, and is the best there with that bit's other value.
    let certainty = Number.POSITIVE_INFINITY;
    for (let bit = 0; bit < bits; bit++) {
      const ratio = scale * differences[bit]!;
      soft[at + bit] = ratio;
      certainty = Math.min(certainty, Math.abs(ratio));
    }
    this.certainty = certainty;
    return binOfLabel[best]!;
  }
}
