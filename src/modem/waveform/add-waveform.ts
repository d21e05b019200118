import { DOWN_CHIRP } from "./frame-chirps.ts";
import { chipsPerSample, type Waveform } from "./waveform.ts";

/** The recurrence starts afresh after so many samples: its error grows with their square, here to about 1e-10. */
const RESEED_SAMPLES = 1024;

/** State of the recurrence as a run of samples begins: z (this sample), w (the step to the next), q (the step of the step). */
const state = new Float64Array(6);

/**
 * Adds the samples of a waveform to a stretch of a stream.
 *
 * A chirp's phase, in cycles after u chips, is u·(v/N − 1/2) + u²/2N up to the fold at u = N − v, where the frequency has
 * reached the band's upper edge and goes on at the lower one: from there on it is u − (N − v) less. Every chirp covers whole
 * cycles (the quarter down-chirp 3N/32 of them), so each starts at phase 0 and all are joined without a step. Between folds
 * the phase is a parabola, and its samples follow from two complex multiplications each.
 *
 * @param out interleaved; holds samples `firstSample` to `firstSample + out.length / 2` of the stream
 * @param waveform sampled at the exact instants, whatever the ratio of sample rate and bandwidth
 * @see M. Chiani and A. Elzanaty, "On the LoRa modulation for IoT: waveform properties and spectral analysis", 2019, eq. (4)
 */
export function addWaveform(out: Float32Array, firstSample: number, waveform: Waveform): void {
  const { chirps, startSample, sampleRateHz, gains } = waveform;
  const bins = 2 ** waveform.sf;
  const pace = chipsPerSample(waveform);
  const carrier = waveform.carrierOffsetHz / sampleRateHz;
  const drift = waveform.driftHzPerS / sampleRateHz / sampleRateHz;
  const startPhase = waveform.phaseRad / (2 * Math.PI);
  const mirror = waveform.invertIq ? -1 : 1;
  const lastSample = firstSample + (out.length >> 1);

  let chirpAt = 0;
  for (let k = 0; k < chirps.chips.length; k++) {
    const length = chirps.chips[k];
    const chirpEnd = chirpAt + length;
    const nextSample = Math.ceil(startSample + chirpEnd / pace);
    if (nextSample > firstSample) {
      const value = chirps.values[k];
      const sense = chirps.kinds[k] === DOWN_CHIRP ? -1 : 1;
      const gainRe = waveform.amplitude * (gains === undefined ? 1 : gains[2 * k]);
      const gainIm = waveform.amplitude * (gains === undefined ? 0 : gains[2 * k + 1]);
      const fold = bins - value;
      const foldSample = fold < length ? Math.ceil(startSample + (chirpAt + fold) / pace) : nextSample;
      const bend = sense * ((pace * pace) / bins) + drift;
      let sample = Math.max(firstSample, Math.ceil(startSample + chirpAt / pace));
      const end = Math.min(nextSample, lastSample);
      while (sample < end) {
        const folded = sample >= foldSample;
        const runEnd = Math.min(sample + RESEED_SAMPLES, folded ? end : Math.min(end, foldSample));
        const m = sample - startSample;
        const u = m * pace - chirpAt;
        const low = value / bins - (folded ? 1.5 : 0.5);
        const phase =
          sense * (u * (low + u / (2 * bins)) + (folded ? fold : 0)) + m * (carrier + (drift * m) / 2) + startPhase;
        const step = sense * pace * (low + (u + pace / 2) / bins) + carrier + drift * (m + 0.5);
        seed(mirror * phase, mirror * step, mirror * bend, gainRe, mirror * gainIm);
        addRun(out, 2 * (sample - firstSample), 2 * (runEnd - firstSample));
        sample = runEnd;
      }
      if (nextSample >= lastSample) return;
    }
    chirpAt = chirpEnd;
  }
}

/** Phase, its first and its second difference, in cycles. */
function seed(phase: number, step: number, bend: number, gainRe: number, gainIm: number): void {
  const z = 2 * Math.PI * (phase - Math.floor(phase));
  const w = 2 * Math.PI * step;
  const q = 2 * Math.PI * bend;
  const re = Math.cos(z);
  const im = Math.sin(z);
  state[0] = gainRe * re - gainIm * im;
  state[1] = gainRe * im + gainIm * re;
  state[2] = Math.cos(w);
  state[3] = Math.sin(w);
  state[4] = Math.cos(q);
  state[5] = Math.sin(q);
}

/**
 * Two recurrences side by side, of the even and of the odd samples: a processor works on one while it waits for the other. Over two
 * samples the step is the product of both steps, and bends four times as much.
 */
function addRun(out: Float32Array, from: number, to: number): void {
  const re0 = state[0];
  const im0 = state[1];
  const wRe = state[2];
  const wIm = state[3];
  const qRe = state[4];
  const qIm = state[5];
  const q2Re = qRe * qRe - qIm * qIm;
  const q2Im = 2 * qRe * qIm;
  const q4Re = q2Re * q2Re - q2Im * q2Im;
  const q4Im = 2 * q2Re * q2Im;
  let aRe = re0;
  let aIm = im0;
  let bRe = re0 * wRe - im0 * wIm;
  let bIm = re0 * wIm + im0 * wRe;
  const squareRe = wRe * wRe - wIm * wIm;
  const squareIm = 2 * wRe * wIm;
  let aStepRe = squareRe * qRe - squareIm * qIm;
  let aStepIm = squareRe * qIm + squareIm * qRe;
  let bStepRe = aStepRe * q2Re - aStepIm * q2Im;
  let bStepIm = aStepRe * q2Im + aStepIm * q2Re;
  let i = from;
  for (; i + 2 < to; i += 4) {
    out[i] += aRe;
    out[i + 1] += aIm;
    out[i + 2] += bRe;
    out[i + 3] += bIm;
    const a = aRe * aStepRe - aIm * aStepIm;
    aIm = aRe * aStepIm + aIm * aStepRe;
    aRe = a;
    const b = bRe * bStepRe - bIm * bStepIm;
    bIm = bRe * bStepIm + bIm * bStepRe;
    bRe = b;
    const aStep = aStepRe * q4Re - aStepIm * q4Im;
    aStepIm = aStepRe * q4Im + aStepIm * q4Re;
    aStepRe = aStep;
    const bStep = bStepRe * q4Re - bStepIm * q4Im;
    bStepIm = bStepRe * q4Im + bStepIm * q4Re;
    bStepRe = bStep;
  }
  if (i < to) {
    out[i] += aRe;
    out[i + 1] += aIm;
  }
}
