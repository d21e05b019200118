import type { ModelInput, ModelWarning } from "../model.ts";

/**
 * Remarks on a result, as bit flags with the values of the NTIA reference implementation, so that both can be compared.
 * The last two are our own: with one of them set there is no answer, and the loss is NaN.
 */
export const ITM_WARNING = {
  txHeight: 0x0001,
  rxHeight: 0x0002,
  frequency: 0x0004,
  distanceLarge: 0x0008,
  distanceVeryLarge: 0x0010,
  distanceBelowHeights: 0x0020,
  distanceSmall: 0x0040,
  txHorizonAngle: 0x0080,
  rxHorizonAngle: 0x0100,
  txHorizonNear: 0x0200,
  rxHorizonNear: 0x0400,
  txHorizonFar: 0x0800,
  rxHorizonFar: 0x1000,
  extremeVariability: 0x2000,
  surfaceRefractivity: 0x4000,
  refusedRefractivity: 0x10000,
  refusedTerrain: 0x20000,
} as const;

/** The flags with which a result is no result. */
export const ITM_REFUSED = ITM_WARNING.refusedRefractivity | ITM_WARNING.refusedTerrain;

const MEANINGS: Readonly<Record<keyof typeof ITM_WARNING, readonly [code: string, message: string]>> = {
  txHeight: ["tx-height", "transmitter height is outside 1–1000 m, where the model was verified"],
  rxHeight: ["rx-height", "receiver height is outside 1–1000 m, where the model was verified"],
  frequency: ["frequency", "frequency is outside 40 MHz–10 GHz, where the model was verified"],
  distanceLarge: ["distance-large", "path is longer than 1000 km"],
  distanceVeryLarge: ["distance-very-large", "path is longer than 2000 km: take the result with care"],
  distanceBelowHeights: ["distance-below-heights", "path is short for its difference of effective heights"],
  distanceSmall: ["distance-small", "path is shorter than 1 km: take the result with care"],
  txHorizonAngle: ["tx-horizon-angle", "transmitter's horizon is steeper than 0.2 rad, too steep for small angles"],
  rxHorizonAngle: ["rx-horizon-angle", "receiver's horizon is steeper than 0.2 rad, too steep for small angles"],
  txHorizonNear: ["tx-horizon-near", "transmitter's horizon is nearer than a tenth of the smooth earth's"],
  rxHorizonNear: ["rx-horizon-near", "receiver's horizon is nearer than a tenth of the smooth earth's"],
  txHorizonFar: ["tx-horizon-far", "transmitter's horizon is farther than three times the smooth earth's"],
  rxHorizonFar: ["rx-horizon-far", "receiver's horizon is farther than three times the smooth earth's"],
  extremeVariability: [
    "extreme-variability",
    "a percentage lies far in the tail of its distribution (below 0.1 % or above 99.9 %)",
  ],
  surfaceRefractivity: ["surface-refractivity", "surface refractivity is below 250 N-units: take the result with care"],
  refusedRefractivity: [
    "refused-refractivity",
    "surface refractivity is outside 150–400 N-units, where the model is defined",
  ],
  refusedTerrain: ["refused-terrain", "the profile has an elevation that is not a number"],
};

/** The key of the input that a flag is about. */
export type WarnedInputs = Partial<Record<keyof typeof ITM_WARNING, string>>;

const PERCENTAGES = ["time", "location", "situation", "confidence", "reliability"] as const;
/** Beyond them lies the tail of which the model warns. */
const TAIL = { below: 0.1, above: 99.9 };

/**
 * Which input each flag is about. Those of the terrain (horizons) are about none: no input of a user's leaves a range there.
 *
 * @param values the inputs of the answer
 * @param distanceKey the input that gives the distance: a profile, or itself
 */
export function warnedInputs(values: ModelInput, distanceKey: "profileM" | "distanceM"): WarnedInputs {
  const isExtreme = (percent: unknown) => typeof percent === "number" && (percent < TAIL.below || percent > TAIL.above);
  return {
    txHeight: "txHeightM",
    rxHeight: "rxHeightM",
    frequency: "frequencyHz",
    distanceLarge: distanceKey,
    distanceVeryLarge: distanceKey,
    distanceBelowHeights: distanceKey,
    distanceSmall: distanceKey,
    extremeVariability: PERCENTAGES.find((key) => isExtreme(values[key])),
    surfaceRefractivity: "refractivityN",
  };
}

/** The set flags of `warningBits` as codes and sentences, lowest bit first. */
export function itmWarnings(warningBits: number, inputs: WarnedInputs = {}): ModelWarning[] {
  const names = Object.keys(ITM_WARNING) as (keyof typeof ITM_WARNING)[];
  return names
    .filter((name) => (warningBits & ITM_WARNING[name]) !== 0)
    .map((name) => {
      const [code, message] = MEANINGS[name];
      const input = inputs[name];
      return { code, message, ...(input !== undefined && { input }) };
    });
}
