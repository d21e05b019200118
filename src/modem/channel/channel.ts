import { type CarrierStage, createCarrier } from "./carrier.ts";
import { createFadingStage, type FadingStage } from "./fading.ts";
import { createDcOffset, createIqImbalance, type DcStage, type IqImbalanceStage } from "./front-end-faults.ts";
import { createLoraInterferer, type LoraInterfererStage } from "./lora-interferer.ts";
import { createMultipath, type MultipathStage } from "./multipath.ts";
import { createNoise, type NoiseStage } from "./noise.ts";
import { createQuantiser, type QuantiseStage } from "./quantise.ts";
import { type ClockStage, createClock, createDelay, type DelayStage } from "./resample.ts";
import { type ChannelContext, partSeed, type SampleStage } from "./stage.ts";
import { createTone, type ToneStage } from "./tone-interferer.ts";

/** One thing that happens to a signal on its way, as data. */
export type ChannelStage =
  | NoiseStage
  | CarrierStage
  | DelayStage
  | ClockStage
  | FadingStage
  | MultipathStage
  | ToneStage
  | LoraInterfererStage
  | QuantiseStage
  | DcStage
  | IqImbalanceStage;

/** What `applyChannel` takes as given where nothing else is said: a signal of amplitude 1. */
export const CHANNEL_DEFAULTS = { signalPower: 1, seed: 1 } as const satisfies Partial<ChannelContext>;

/**
 * Stages one after the other as one, for streams; each draws from the seed for itself.
 *
 * @throws {InputError} where a stage cannot be made
 */
export function createChannel(stages: readonly ChannelStage[], context: ChannelContext): SampleStage {
  const made = stages.map((stage, k) => createStage(stage, { ...context, seed: partSeed(context.seed, k) }));
  return {
    push: (samples) => made.reduce((passing, stage) => stage.push(passing), samples),
    end() {
      // What a stage kept back still goes through those behind it
      const tails = made.map((stage, k) => {
        const kept = stage.end();
        return made
          .slice(k + 1)
          .reduce((passing, next) => next.push(passing), kept)
          .slice();
      });
      return joinSamples(tails);
    },
  };
}

/**
 * A whole recording through a channel.
 *
 * @param samples interleaved I and Q; stays as it is
 * @param options sample rate and bandwidth; the signal's mean power and the seed, both 1 unless given
 * @returns as long as the input unless a stage delays, echoes or stretches it
 * @throws {InputError} where a stage cannot be made
 * @example applyChannel(samples, [{ kind: "noise", snrDb: -5 }], { sampleRateHz: 500_000, bandwidthHz: 125_000 })
 */
export function applyChannel(
  samples: Float32Array,
  stages: readonly ChannelStage[],
  options: Pick<ChannelContext, "sampleRateHz" | "bandwidthHz"> & Partial<ChannelContext>,
): Float32Array {
  const channel = createChannel(stages, { ...CHANNEL_DEFAULTS, ...options });
  return joinSamples([channel.push(samples.slice()), channel.end()]);
}

function createStage(stage: ChannelStage, context: ChannelContext): SampleStage {
  switch (stage.kind) {
    case "noise":
      return createNoise(stage, context);
    case "carrier":
      return createCarrier(stage, context);
    case "delay":
      return createDelay(stage);
    case "clock":
      return createClock(stage);
    case "fading":
      return createFadingStage(stage, context);
    case "multipath":
      return createMultipath(stage, context);
    case "tone":
      return createTone(stage, context);
    case "lora":
      return createLoraInterferer(stage, context);
    case "quantise":
      return createQuantiser(stage);
    case "dc":
      return createDcOffset(stage);
    case "iq-imbalance":
      return createIqImbalance(stage);
  }
}

/** Pieces in a row as one. */
export function joinSamples(pieces: readonly Float32Array[]): Float32Array {
  const kept = pieces.filter((piece) => piece.length > 0);
  if (kept.length === 1) return kept[0];
  const joined = new Float32Array(kept.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of kept) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
