import type { ChannelStage } from "./channel.ts";
import type { ChannelContext } from "./stage.ts";

/**
 * Mean power that a receiver sees while a signal of power 1 is on, with all that the stages add to it: what its gain has to be
 * set for.
 */
export function receivedPower(
  stages: readonly ChannelStage[],
  { sampleRateHz, bandwidthHz }: Pick<ChannelContext, "sampleRateHz" | "bandwidthHz">,
): number {
  return stages.reduce((sum, stage) => sum + addedPower(stage, sampleRateHz / bandwidthHz), 1);
}

function addedPower(stage: ChannelStage, samplesPerChip: number): number {
  switch (stage.kind) {
    case "noise":
      return samplesPerChip * 10 ** (-stage.snrDb / 10);
    case "tone":
    case "lora":
      return 10 ** (-stage.sirDb / 10);
    default:
      return 0;
  }
}
