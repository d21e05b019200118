import { type ToneError, toneError } from "./tone-error.ts";

/** What is known of a frame's place after synchronisation, as standard deviations: bins, chips. */
const CARRIER_DEVIATION_BINS = 0.01;
const TIMING_DEVIATION_CHIPS = 0.05;
/** Of the clock's rate as the preamble shows it, bins a symbol, and the symbols from the preamble's middle to its end. */
const FIT_DEVIATION_BINS = 0.02;
const SYMBOLS_FROM_MIDDLE = 5.5;
/** Crystals differ by so much; carriers drift by so many hertz in a second while a transmitter warms up. */
const CLOCK_DEVIATION = 20e-6;
const DRIFT_DEVIATION_HZ_PER_S = 20;
/** What each symbol adds to the variance of the rates, as a share of that at the start. */
const WANDER = 1e-3;
/** Symbols that are less sure than this are not used: log-likelihood ratio to the next best. */
const MIN_CERTAINTY = 1;

/** State: carrier (bins), its rate (bins a symbol), lateness (chips), its rate (chips a symbol). */
const STATES = 4;
const CARRIER = 0;
const LATE = 2;

/**
 * Where carrier and timing will be at the next symbol: a Kalman filter fed with each decided symbol.
 *
 * A receiver whose clock is 20 ppm off loses a whole chip in twelve symbols at SF12, at SF7 in four hundred.
 */
export class SymbolTracker {
  private readonly state = new Float64Array(STATES);
  private readonly covariance = new Float64Array(STATES * STATES);
  private readonly gain = new Float64Array(STATES);
  private readonly wander = new Float64Array(STATES);
  private readonly error: ToneError = { rise: 0, jump: 0, riseRise: 0, riseJump: 0, jumpJump: 0 };

  private readonly chips: number;

  /** @param symbolS length of a symbol, s */
  constructor(chips: number, symbolS: number) {
    this.chips = chips;
    const clock = (CLOCK_DEVIATION * chips) ** 2;
    const drift = (DRIFT_DEVIATION_HZ_PER_S * symbolS * symbolS) ** 2;
    const fit = FIT_DEVIATION_BINS ** 2;
    const p = this.covariance;
    // The preamble shows the sum of the clock's and the carrier's rates; what of it is whose stays open.
    const sum = clock + drift + fit;
    p[5] = drift - (drift * drift) / sum;
    p[15] = clock - (clock * clock) / sum;
    p[7] = p[13] = (clock * drift) / sum;
    const rate = ((clock + drift) * fit) / sum;
    p[0] = CARRIER_DEVIATION_BINS ** 2;
    p[10] = TIMING_DEVIATION_CHIPS ** 2 + SYMBOLS_FROM_MIDDLE ** 2 * rate;
    p[11] = p[14] = SYMBOLS_FROM_MIDDLE * Math.min(rate, p[15]);
    this.wander[1] = WANDER * p[5];
    this.wander[3] = WANDER * p[15];
  }

  /** Bins by which the carrier is above what synchronisation said. */
  get carrierBins(): number {
    return this.state[CARRIER]!;
  }

  /** Chips by which the symbol comes later than synchronisation said. */
  get lateChips(): number {
    return this.state[LATE]!;
  }

  /** Chips by which each symbol comes later than the one before, beyond what synchronisation said. */
  get lateRate(): number {
    return this.state[LATE + 1]!;
  }

  /** Goes some symbols on. */
  advance(symbols: number): void {
    const { state: x, covariance: p } = this;
    for (let i = CARRIER; i <= LATE; i += LATE - CARRIER) {
      x[i]! += symbols * x[i + 1]!;
      for (let k = 0; k < STATES; k++) p[STATES * i + k]! += symbols * p[STATES * (i + 1) + k]!;
      for (let k = 0; k < STATES; k++) p[STATES * k + i]! += symbols * p[STATES * k + i + 1]!;
      p[(STATES + 1) * (i + 1)]! += symbols * this.wander[i + 1]!;
    }
  }

  /**
   * Learns from a symbol that was read where the state said.
   *
   * @param re and im: its spectrum
   * @param bin what it was decided to be
   * @param symbolSnr its energy over the noise's density
   * @param certainty log-likelihood ratio of the decision to the next best
   */
  learn(re: Float32Array, im: Float32Array, bin: number, symbolSnr: number, certainty: number): void {
    if (certainty < MIN_CERTAINTY) return;
    const { error } = this;
    toneError(re, im, this.chips, bin, error);
    // rise = riseRise·carrier + (riseJump − riseRise)·late, jump = riseJump·carrier + (jumpJump − riseJump)·late.
    const noise = 1 / (2 * symbolSnr * 2 * Math.PI);
    // The part of the jump that the rise does not explain is measured apart: its noise is independent.
    const share = error.riseJump / error.riseRise;
    const late = this.lateChips;
    this.update(error.riseRise, error.riseJump - error.riseRise, error.rise, noise * error.riseRise);
    const rest = error.jumpJump - share * error.riseJump;
    // What the first measurement has moved already is no news to the second.
    const jump = error.jump - share * error.rise - rest * (this.lateChips - late);
    if (rest > 1e-3) this.update(0, rest, jump, noise * rest);
  }

  /** One scalar measurement y = hCarrier·carrier + hLate·late + noise, relative to the state. */
  private update(hCarrier: number, hLate: number, y: number, variance: number): void {
    const { state: x, covariance: p } = this;
    const g0 = p[0]! * hCarrier + p[2]! * hLate;
    const g1 = p[4]! * hCarrier + p[6]! * hLate;
    const g2 = p[8]! * hCarrier + p[10]! * hLate;
    const g3 = p[12]! * hCarrier + p[14]! * hLate;
    const total = hCarrier * g0 + hLate * g2 + variance;
    const surprise = y / Math.sqrt(total);
    // A wrong decision shows as a measurement that nobody would expect.
    if (surprise > 4 || surprise < -4) return;
    x[0]! += (g0 * y) / total;
    x[1]! += (g1 * y) / total;
    x[2]! += (g2 * y) / total;
    x[3]! += (g3 * y) / total;
    const gain = this.gain;
    gain[0] = g0;
    gain[1] = g1;
    gain[2] = g2;
    gain[3] = g3;
    for (let i = 0; i < STATES; i++) {
      for (let k = 0; k < STATES; k++) p[STATES * i + k]! -= (gain[i]! * gain[k]!) / total;
    }
  }
}
