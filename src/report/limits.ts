import type { Plan } from "../network/result.ts";
import { groundLimit } from "./ground.ts";

/** What the numbers do not say, for whoever relies on them: one sentence each. */
export function planLimits(plan: Plan): string[] {
  const { elevation, provenance, demand } = plan;
  const limits = [
    `Path loss is a prediction of the model, valid for ${provenance.modelValidity}; measured values scatter about it by several decibels.`,
    "Probabilities are those of the best gateway alone, with losses that spread from place to place as the model states it.",
    "Noise is thermal, without interference: a noisy band takes margin away.",
    groundLimit(plan),
  ];
  if (provenance.coverageMethod === "sweep") {
    limits.push("Maps come from the sweep, within about 1 dB of the exact model at 95 % of the pixels.");
  }
  if (demand.devicesFrom > 0)
    limits.push("Areas are judged at sample points; what lies between two of them is not looked at.");
  if (elevation.filledVoids > 0) {
    limits.push(
      `${elevation.filledVoids} elevations were missing in the source and were filled from their neighbours.`,
    );
  }
  if (elevation.assumedFlat?.includes(1))
    limits.push("Where a tile is missing, the ground was assumed flat at sea level.");
  return limits;
}
