import { ROUGHNESS_SCALE_M } from "../itm/constants.ts";

// Tables of the two smooth functions that every step of the batch asks for, read by linear interpolation: half the time of an
// exponential, and off by less than 1e-5 of their value where it matters.

const FRACTION_STEP_M = 250;
const FRACTION_PER_M = 1 / FRACTION_STEP_M;
/** 20 scales: beyond, the fraction is 1 to 1e-9. */
const FRACTION_LAST = Math.ceil((20 * ROUGHNESS_SCALE_M) / FRACTION_STEP_M);
const fraction = Float64Array.from(
  { length: FRACTION_LAST + 2 },
  (_, i) => 1 - 0.8 * Math.exp((-i * FRACTION_STEP_M) / ROUGHNESS_SCALE_M),
);

/** Share of the terrain irregularity that shows on a path of length d [ERL 79-ITS 67, eq. 3]. */
export function roughnessFraction(distanceM: number): number {
  const u = Math.min(distanceM * FRACTION_PER_M, FRACTION_LAST);
  const i = u | 0;
  return fraction[i] + (u - i) * (fraction[i + 1] - fraction[i]);
}

const SPREAD_STEP = 0.02;
const SPREAD_PER_ROOT = 1 / SPREAD_STEP;
/** For roughness up to 10 km; more does not exist on earth. */
const SPREAD_LAST = Math.ceil(100 / SPREAD_STEP);
const spread = Float64Array.from({ length: SPREAD_LAST + 2 }, (_, i) => {
  const root = i * SPREAD_STEP;
  return 0.78 * root * root * Math.exp(-0.5 * Math.sqrt(root));
});

/** σ_h, the deviation of the terrain in the first Fresnel zone, by √ of the roughness [ERL 79-ITS 67, eq. 3.6a]. */
export function reflectingSpreadM(roughnessM: number): number {
  const u = Math.min(Math.sqrt(roughnessM) * SPREAD_PER_ROOT, SPREAD_LAST);
  const i = u | 0;
  return spread[i] + (u - i) * (spread[i + 1] - spread[i]);
}
