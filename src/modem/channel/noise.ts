import { createGaussian } from "../../math/gaussian.ts";
import { type ChannelContext, inPlaceStage, type SampleStage } from "./stage.ts";

/** White noise over the whole sample rate. */
export interface NoiseStage {
  readonly kind: "noise";
  /** Signal's mean power over the noise in the signal's bandwidth. */
  readonly snrDb: number;
}

/**
 * Standard deviation of the noise on I and on Q: with Ps/(N0·B) the SNR, the power over the sample rate R is N0·R, half of it on each.
 */
export function noiseSigma(
  snrDb: number,
  { signalPower, bandwidthHz, sampleRateHz }: Pick<ChannelContext, "signalPower" | "bandwidthHz" | "sampleRateHz">,
): number {
  return Math.sqrt((signalPower * (sampleRateHz / bandwidthHz) * 10 ** (-snrDb / 10)) / 2);
}

export function createNoise({ snrDb }: NoiseStage, context: ChannelContext): SampleStage {
  const gaussian = createGaussian(context.seed);
  const sigma = noiseSigma(snrDb, context);
  return inPlaceStage((samples) => gaussian.addTo(samples, sigma));
}
