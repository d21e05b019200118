import { binomialInterval95 } from "../../math/binomial.ts";

/** What became of frames that were simulated at one SNR: plain counts, so that batches add up. */
export interface ErrorCounts {
  /** Frames sent. */
  readonly frames: number;
  /** Frames whose payload did not come out. */
  readonly packetErrors: number;
  /** Frames that were found, right or wrong: all, with ideal synchronisation. Only their symbols are compared. */
  readonly framesFound: number;
  readonly symbols: number;
  readonly symbolErrors: number;
  /** Bits that the compared symbols carry: SF of each, two less at the reduced rate. */
  readonly bits: number;
  readonly bitErrors: number;
}

export const NO_COUNTS: ErrorCounts = {
  frames: 0,
  packetErrors: 0,
  framesFound: 0,
  symbols: 0,
  symbolErrors: 0,
  bits: 0,
  bitErrors: 0,
};

export function addCounts(a: ErrorCounts, b: ErrorCounts): ErrorCounts {
  return {
    frames: a.frames + b.frames,
    packetErrors: a.packetErrors + b.packetErrors,
    framesFound: a.framesFound + b.framesFound,
    symbols: a.symbols + b.symbols,
    symbolErrors: a.symbolErrors + b.symbolErrors,
    bits: a.bits + b.bits,
    bitErrors: a.bitErrors + b.bitErrors,
  };
}

type Interval = readonly [lower: number, upper: number];

/** Error rates at one SNR. */
export interface SimulatedErrorRates {
  /** In the signal's bandwidth. */
  readonly snrDb: number;
  /** Frames sent. */
  readonly frames: number;
  readonly framesFound: number;
  /** Of decided symbols in the frames that were found; null when there was none. */
  readonly symbolErrorRate: number | null;
  /** 95 % interval of the symbol error rate, as if symbols erred independently of each other. */
  readonly symbolErrorCi95: Interval | null;
  /** Of the bits that those symbols carry, before any is corrected. */
  readonly bitErrorRate: number | null;
  readonly packetErrorRate: number;
  /** 95 % interval of the packet error rate, by Wilson's score. */
  readonly ci95: Interval;
}

/** @throws {InputError} when there is no frame */
export function errorRatesOf(snrDb: number, counts: ErrorCounts): SimulatedErrorRates {
  const { frames, packetErrors, framesFound, symbols, symbolErrors, bits, bitErrors } = counts;
  return {
    snrDb,
    frames,
    framesFound,
    symbolErrorRate: symbols > 0 ? symbolErrors / symbols : null,
    symbolErrorCi95: symbols > 0 ? binomialInterval95(symbolErrors, symbols) : null,
    bitErrorRate: bits > 0 ? bitErrors / bits : null,
    packetErrorRate: packetErrors / frames,
    ci95: binomialInterval95(packetErrors, frames),
  };
}

/** Half the width of the packet error rate's interval over the rate; infinite while none was lost. */
export function relativePrecision({ frames, packetErrors }: ErrorCounts): number {
  if (packetErrors === 0) return Number.POSITIVE_INFINITY;
  const [lower, upper] = binomialInterval95(packetErrors, frames);
  return (upper - lower) / 2 / (packetErrors / frames);
}
