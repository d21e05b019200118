import { STANDARD_EARTH_RADIUS_FACTOR } from "../../../geo/line-of-sight.ts";
import type { InputSpec } from "../model.ts";

/** The mean radius that the Recommendations of the P series reckon with, m. */
export const P_SERIES_EARTH_RADIUS_M = 6371e3;

/** The earth's radius for straight rays. Default: the standard atmosphere's. */
export const EARTH_RADIUS_INPUT = {
  kind: "number",
  title: "radius of the earth on which rays are straight",
  unit: "m",
  above: 0,
  default: Math.round(STANDARD_EARTH_RADIUS_FACTOR * P_SERIES_EARTH_RADIUS_M),
} as const satisfies InputSpec;

export const SEA_FRACTION_INPUT = {
  kind: "number",
  title: "share of the path over sea",
  min: 0,
  max: 1,
  default: 0,
} as const satisfies InputSpec;

/** Default: as LoRa antennas stand. */
export const POLARIZATION_INPUT = {
  kind: "choice",
  title: "polarization of both antennas",
  values: ["horizontal", "vertical"],
  default: "vertical",
} as const satisfies InputSpec;
