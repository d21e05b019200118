import { fftOf } from "../../math/fft.ts";
import { type ChannelPlace, frameMiddleHz, type MarkedFrame } from "./frame-parts.ts";
import { resampleBand } from "./resample.ts";

/** What must be known of a frame to look into one of its symbols. */
export type SymbolFrame = Pick<MarkedFrame, "sf" | "bandwidthHz" | "cfoHz" | "clockPpm">;

export interface SymbolSpectrum {
  /** Power per bin of the chirp as it came, the bins from the band's lower edge; its mean is 1. */
  readonly received: Float64Array;
  /** Power per bin once it is multiplied by the conjugate of the plain chirp, on the same scale: its mean is 1 too. */
  readonly dechirped: Float64Array;
  /** The strongest bin of `dechirped`: the symbol. */
  readonly peak: number;
}

export interface SymbolPlace extends ChannelPlace {
  readonly sampleRateHz: number;
  /** Where the symbol starts, in samples; not necessarily whole. */
  readonly startSample: number;
}

/**
 * One symbol before and after dechirping, at one sample per chip.
 *
 * A chirp that starts at bin v of its band is e^(j2π(u·(v/N − 1/2) + u²/2N)) after u chips. Multiplied by the conjugate of the plain
 * chirp (v = 0) it is a tone of v cycles a symbol, which the Fourier transform gathers into one bin: its power there is N times
 * its mean, where white noise stays spread over all N.
 *
 * @param samples interleaved; should hold some dozen chips more on both sides of the symbol
 * @see L. Vangelista, "Frequency shift chirp modulation: the LoRa modulation", 2017, section III
 */
export function symbolSpectrum(samples: Float32Array, frame: SymbolFrame, place: SymbolPlace): SymbolSpectrum {
  const { bandwidthHz, cfoHz } = frame;
  const chips = 2 ** frame.sf;
  const values = resampleBand(samples, {
    ...place,
    middleHz: frameMiddleHz({ cfoHz }, place),
    passHz: bandwidthHz,
    // A chip of the transmitter's
    rateHz: bandwidthHz * (1 + frame.clockPpm * 1e-6),
    count: chips,
  });
  // Half of the band more puts its lower edge into bin 0
  const received = spectrum(values, (u) => -u / 2);
  const dechirped = spectrum(values, (u) => (u * u) / (2 * chips) - u / 2);
  const mean = received.reduce((sum, power) => sum + power, 0) / chips || 1;
  return {
    received: received.map((power) => power / mean),
    dechirped: dechirped.map((power) => power / mean),
    peak: dechirped.reduce((best, power, i) => (power > dechirped[best] ? i : best), 0),
  };
}

/** @param cycles phase at each chip that is taken off first */
function spectrum(values: Float64Array, cycles: (chip: number) => number): Float64Array {
  const chips = values.length >> 1;
  const re = new Float64Array(chips);
  const im = new Float64Array(chips);
  for (let u = 0; u < chips; u++) {
    const turn = -2 * Math.PI * cycles(u);
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    re[u] = values[2 * u] * cos - values[2 * u + 1] * sin;
    im[u] = values[2 * u] * sin + values[2 * u + 1] * cos;
  }
  fftOf(chips).forward(re, im);
  return re.map((value, bin) => value * value + im[bin] * im[bin]);
}
