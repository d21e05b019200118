import { type ChannelContext, inPlaceStage, type SampleStage } from "./stage.ts";

/** A receiver that is tuned beside the transmitter. */
export interface CarrierStage {
  readonly kind: "carrier";
  /** Positive: the signal appears above the middle. */
  readonly offsetHz: number;
  /** What the offset grows by in each second. */
  readonly driftHzPerS: number;
}

/** Samples after which the turning starts afresh from its closed form: until then its rounding errors stay below 1e-12. */
const RESEED_SAMPLES = 256;

export function createCarrier({ offsetHz, driftHzPerS }: CarrierStage, { sampleRateHz }: ChannelContext): SampleStage {
  const offset = offsetHz / sampleRateHz;
  const drift = driftHzPerS / sampleRateHz / sampleRateHz;
  return inPlaceStage((samples, firstSample) => {
    const count = samples.length / 2;
    for (let from = 0; from < count; from += RESEED_SAMPLES) {
      turn(samples, from, Math.min(from + RESEED_SAMPLES, count), { sample: firstSample + from, offset, drift });
    }
  });
}

interface Turning {
  /** The first one's place in the stream. */
  readonly sample: number;
  /** Cycles per sample, and per sample². */
  readonly offset: number;
  readonly drift: number;
}

function turn(samples: Float32Array, from: number, to: number, { sample, offset, drift }: Turning): void {
  const cycles = sample * (offset + (drift * sample) / 2);
  const start = 2 * Math.PI * (cycles - Math.floor(cycles));
  const step = 2 * Math.PI * (offset + drift * (sample + 0.5));
  let re = Math.cos(start);
  let im = Math.sin(start);
  let stepRe = Math.cos(step);
  let stepIm = Math.sin(step);
  const bendRe = Math.cos(2 * Math.PI * drift);
  const bendIm = Math.sin(2 * Math.PI * drift);
  for (let i = 2 * from; i < 2 * to; i += 2) {
    const x = samples[i];
    const y = samples[i + 1];
    samples[i] = x * re - y * im;
    samples[i + 1] = x * im + y * re;
    const nextRe = re * stepRe - im * stepIm;
    im = re * stepIm + im * stepRe;
    re = nextRe;
    const nextStep = stepRe * bendRe - stepIm * bendIm;
    stepIm = stepRe * bendIm + stepIm * bendRe;
    stepRe = nextStep;
  }
}
