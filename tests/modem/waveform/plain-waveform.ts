import type { Waveform } from "../../../src/modem/waveform/waveform.ts";

/**
 * The same signal in the slow and obvious way: the instantaneous frequency, wrapped into the band, is summed up as a phase, chirp
 * by chirp and from fold to fold.
 */
export function plainSample(waveform: Waveform, sample: number): { re: number; im: number } {
  const { chirps, sf, bandwidthHz, sampleRateHz, gains } = waveform;
  const bins = 2 ** sf;
  const timeS = (sample - waveform.startSample) / sampleRateHz;
  const chip = timeS * bandwidthHz * (1 + waveform.clockPpm * 1e-6);
  let begin = 0;
  let cycles = 0;
  for (let k = 0; k < chirps.chips.length; k++) {
    const within = chip - begin;
    if (within < 0) break;
    const length = Math.min(within, chirps.chips[k]);
    cycles += (chirps.kinds[k] === 1 ? -1 : 1) * upChirpCycles(chirps.values[k], length, bins);
    if (within < chirps.chips[k]) {
      cycles += waveform.carrierOffsetHz * timeS + (waveform.driftHzPerS * timeS * timeS) / 2;
      const angle = 2 * Math.PI * cycles + waveform.phaseRad;
      const [gainRe, gainIm] = gains === undefined ? [1, 0] : [gains[2 * k], gains[2 * k + 1]];
      const re = waveform.amplitude * (gainRe * Math.cos(angle) - gainIm * Math.sin(angle));
      const im = waveform.amplitude * (gainRe * Math.sin(angle) + gainIm * Math.cos(angle));
      return { re, im: waveform.invertIq ? -im : im };
    }
    begin += chirps.chips[k];
  }
  return { re: 0, im: 0 };
}

/** The area under the frequency, in bandwidths, of the first `chips` chips: trapezoids between the folds. */
function upChirpCycles(value: number, chips: number, bins: number): number {
  let area = 0;
  let at = 0;
  let frequency = value / bins - 0.5;
  while (at < chips) {
    const toFold = (0.5 - frequency) * bins;
    const step = Math.min(toFold, chips - at);
    area += step * (frequency + step / bins / 2);
    at += step;
    frequency = step === toFold ? -0.5 : frequency + step / bins;
  }
  return area;
}
