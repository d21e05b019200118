import { streamRandom } from "../../math/stream-random.ts";
import { type ChannelContext, inPlaceStage, type SampleStage } from "./stage.ts";

/** A narrow-band interferer: an unmodulated carrier. */
export interface ToneStage {
  readonly kind: "tone";
  /** Signal's mean power over the tone's. */
  readonly sirDb: number;
  /** From the middle of the band. */
  readonly offsetHz: number;
  /** From when on it is there. */
  readonly delayS: number;
}

export function createTone({ sirDb, offsetHz, delayS }: ToneStage, context: ChannelContext): SampleStage {
  const { sampleRateHz, signalPower, seed } = context;
  const amplitude = Math.sqrt(signalPower * 10 ** (-sirDb / 10));
  const startPhase = streamRandom(seed)();
  const step = offsetHz / sampleRateHz;
  const start = Math.ceil(delayS * sampleRateHz);
  const stepRe = Math.cos(2 * Math.PI * step);
  const stepIm = Math.sin(2 * Math.PI * step);
  return inPlaceStage((samples, firstSample) => {
    const from = Math.max(0, start - firstSample);
    const cycles = startPhase + (firstSample + from) * step;
    const angle = 2 * Math.PI * (cycles - Math.floor(cycles));
    let re = amplitude * Math.cos(angle);
    let im = amplitude * Math.sin(angle);
    for (let k = 2 * from; k < samples.length; k += 2) {
      samples[k] += re;
      samples[k + 1] += im;
      const next = re * stepRe - im * stepIm;
      im = re * stepIm + im * stepRe;
      re = next;
    }
  });
}
