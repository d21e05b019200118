import type { Random } from "../../math/random.ts";

/** Uniform numbers are moved by half their step, so that none is 0 or 1 and all logarithms are finite. */
const HALF_STEP = 2 ** -33;

/**
 * The strongest bins of a dechirped symbol in white noise with perfect synchronisation, strongest first: as many as one asks for.
 *
 * The magnitudes squared of the bins without signal are exponentially distributed with mean 1, all bins alike. Their greatest is
 * drawn, then the greatest of what is left, and so on (each as a share of the one before, in distribution), and a bin to each at
 * random: the same as drawing all 2^SF and sorting them, for a handful of logarithms.
 *
 * @see A. Rényi, "On the theory of order statistics", 1953
 */
export class StrongestBins {
  /** Of the last bin that `next` gave. */
  bin = 0;
  /** Its magnitude squared, where noise has the mean 1. */
  power = 0;

  private readonly bins: number;
  private readonly random: Random;
  /** The symbol in which a bin was drawn last. */
  private readonly drawnIn: Uint32Array;
  private symbol = 0;
  private sent = 0;
  private sentPower = 0;
  private isSentPending = false;
  /** Bins without signal that are yet to come. */
  private left = 0;
  /** Logarithm of the distribution function at the strongest of them. */
  private logShare = 0;
  private noisePower = 0;

  constructor(sf: number, random: Random) {
    this.bins = 2 ** sf;
    this.random = random;
    this.drawnIn = new Uint32Array(this.bins);
  }

  /**
   * Draws another symbol.
   *
   * @param sent its bin, 0 up to 2^SF
   * @param amplitude of the signal in its bin, √(2^SF · SNR)
   */
  begin(sent: number, amplitude: number): void {
    // A complex normal deviate of variance 1: the square of its radius is exponential
    const radius = Math.sqrt(-Math.log(this.random() + HALF_STEP));
    const angleRad = 2 * Math.PI * this.random();
    const inPhase = amplitude + radius * Math.cos(angleRad);
    const quadrature = radius * Math.sin(angleRad);
    this.sentPower = inPhase * inPhase + quadrature * quadrature;
    this.sent = sent;
    this.isSentPending = true;
    this.symbol++;
    this.drawnIn[sent] = this.symbol;
    this.left = this.bins - 1;
    this.logShare = 0;
    this.drawNoise();
  }

  /** Moves on to the next bin; to be called at most 2^SF times a symbol. */
  next(): void {
    if (this.isSentPending && (this.left < 0 || this.sentPower >= this.noisePower)) {
      this.isSentPending = false;
      this.bin = this.sent;
      this.power = this.sentPower;
      return;
    }
    let bin = this.randomBin();
    while (this.drawnIn[bin] === this.symbol) bin = this.randomBin();
    this.drawnIn[bin] = this.symbol;
    this.bin = bin;
    this.power = this.noisePower;
    this.drawNoise();
  }

  private randomBin(): number {
    return Math.floor(this.random() * this.bins);
  }

  /** The greatest of n deviates has the distribution function F^n. */
  private drawNoise(): void {
    if (this.left > 0) {
      this.logShare += Math.log(this.random() + HALF_STEP) / this.left;
      // F = 1 − e^−x
      this.noisePower = -Math.log(-Math.expm1(this.logShare));
    }
    this.left--;
  }
}
