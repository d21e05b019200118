import type { ModelInput, PropagationModel } from "./propagation/model.ts";

/** Where the search begins: nearer, no model holds. */
export const NEAREST_RANGE_M = 1;
/** Where it ends: half of the earth's circumference. */
export const FARTHEST_RANGE_M = 20e6;

/** Distances tried in each decade before the crossing is refined: dips of a two-ray pattern are wider. */
const STEPS_PER_DECADE = 16;
/** Relative precision of the answer. */
const PRECISION = 1e-9;
const MAX_REFINEMENTS = 100;

export interface RangeSearch {
  /** Path loss at a distance, dB; NaN counts as too much. */
  readonly lossAt: (distanceM: number) => number;
  readonly maxPathLossDb: number;
  readonly nearestM?: number;
  readonly farthestM?: number;
  /** True when the loss never falls: then only its crossing is sought. */
  readonly growsWithDistance?: boolean;
}

/**
 * The distance up to which a link works all the way: the model's loss, turned into its running maximum so that it only grows,
 * is searched outwards in equal ratios and its crossing is bisected. A place farther out that works again does not count.
 *
 * @returns m; 0 when it fails at the nearest distance, null when it still works at the farthest
 */
export function maxRangeM(search: RangeSearch): number | null {
  const { lossAt, maxPathLossDb, nearestM = NEAREST_RANGE_M, farthestM = FARTHEST_RANGE_M } = search;
  const surplusAt = (distanceM: number) => maxPathLossDb - lossAt(distanceM);
  const decades = Math.log10(farthestM / nearestM);
  const steps = search.growsWithDistance ? 1 : Math.max(1, Math.ceil(decades * STEPS_PER_DECADE));
  let good = { distanceM: nearestM, surplusDb: surplusAt(nearestM) };
  if (!(good.surplusDb >= 0)) return 0;
  for (let i = 1; i <= steps; i++) {
    const distanceM = i === steps ? farthestM : nearestM * (farthestM / nearestM) ** (i / steps);
    const surplusDb = surplusAt(distanceM);
    if (!(surplusDb >= 0)) return refine(surplusAt, good, { distanceM, surplusDb });
    good = { distanceM, surplusDb };
  }
  return null;
}

interface Probe {
  readonly distanceM: number;
  readonly surplusDb: number;
}

/** Bisects the logarithm of the distance; every other time by the chord, which meets losses in log d at once. */
function refine(surplusAt: (distanceM: number) => number, near: Probe, far: Probe): number {
  let good = near;
  let bad = far;
  for (let i = 0; i < MAX_REFINEMENTS && bad.distanceM > good.distanceM * (1 + PRECISION); i++) {
    const share = i % 2 === 0 ? chordShare(good, bad) : 0.5;
    const distanceM = good.distanceM * (bad.distanceM / good.distanceM) ** share;
    const probe = { distanceM, surplusDb: surplusAt(distanceM) };
    if (probe.surplusDb >= 0) good = probe;
    else bad = probe;
  }
  return good.distanceM;
}

/** Where the chord crosses zero, as a share of the way; kept a little off the ends, so that both of them close in. */
function chordShare(good: Probe, bad: Probe): number {
  const share = good.surplusDb / (good.surplusDb - bad.surplusDb);
  return Number.isFinite(share) ? Math.min(1 - 1e-10, Math.max(1e-10, share)) : 0.5;
}

/** Steps of a made profile: the models' fits over level ground need no more. */
const FLAT_STEPS = 100;
const FLAT_PROFILE_M = new Float64Array(FLAT_STEPS + 1);

/**
 * A model's loss as a function of the distance alone. A model over terrain gets level ground at sea level.
 *
 * @param inputs all that the model needs but the distance, or the profile
 */
export function lossByDistance(model: PropagationModel, inputs: ModelInput): (distanceM: number) => number {
  if (model.lossByDistance !== undefined) return model.lossByDistance(inputs);
  return (distanceM) => model.loss({ ...inputs, ...distanceInputs(model, distanceM) }).lossDb;
}

/** What says the distance to a model: itself, or a level profile of that length. */
export function distanceInputs(model: PropagationModel, distanceM: number): ModelInput {
  return model.usesTerrain ? { profileM: FLAT_PROFILE_M, resolutionM: distanceM / FLAT_STEPS } : { distanceM };
}

/**
 * How far a model lets a link reach, by {@link maxRangeM}: searched within the distances that the model accepts.
 *
 * @param inputs all that the model needs but the distance, or the profile
 * @returns m; 0 when the nearest distance has too much loss, null when the farthest has not
 * @throws {InputError} when the model refuses its inputs
 */
export function modelRangeM(model: PropagationModel, inputs: ModelInput, maxPathLossDb: number): number | null {
  const { min = NEAREST_RANGE_M, max = FARTHEST_RANGE_M } = model.inputs.distanceM ?? {};
  return maxRangeM({
    lossAt: lossByDistance(model, inputs),
    maxPathLossDb,
    nearestM: Math.max(NEAREST_RANGE_M, min),
    farthestM: Math.min(FARTHEST_RANGE_M, max),
    growsWithDistance: model.growsWithDistance,
  });
}
