import { requirePositive, requireRange } from "../../../math/errors.ts";
import { setBasicLoss } from "./basic-loss.ts";
import { DESCRIBED_PATH_TERM_M2, MAX_HEIGHT_M, MIN_HEIGHT_M } from "./constants.ts";
import { effectiveCurvaturePerM } from "./ground.ts";
import type { ItmOutput, PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { setMeanHorizonAngles, setMeanHorizons } from "./terrain.ts";

/** How well an antenna's place was chosen: anywhere, on high ground, on the best ground that there is [Hufford 1982, §6]. */
export type Siting = "random" | "careful" | "very-careful";
export const SITINGS = ["random", "careful", "very-careful"] as const satisfies readonly Siting[];

/** Most that good siting adds to an antenna's height, less one metre (B), m [Algorithm, §3]. */
const SITING_GAIN_M: Readonly<Record<Siting, number>> = { random: 0, careful: 4, "very-careful": 9 };
/** Antennas lower than this gain less from their site. */
const FULL_GAIN_HEIGHT_M = 5;

/** More than any mountain range on Earth has: what is above is a slip of units. */
export const MAX_TERRAIN_IRREGULARITY_M = 5000;

/** One end of a path over terrain that is only described. */
export interface AreaEnd {
  /** Antenna above ground, 0.5–3000 m. */
  readonly heightM: number;
  readonly siting: Siting;
}

export interface AreaPath {
  readonly tx: AreaEnd;
  readonly rx: AreaEnd;
  /** Δh, interdecile range of the terrain, 0–5000 m. */
  readonly terrainIrregularityM: number;
}

/**
 * Writes into `out` all that does not depend on the distance: heights, horizons and the effective earth. To be called once
 * before {@link itmAreaLossDb}.
 *
 * @throws {InputError} when a height or the irregularity is out of range
 * @see G. Hufford, "The ITS Irregular Terrain Model, version 1.2.2: the algorithm", §3
 */
export function prepareArea({ tx, rx, terrainIrregularityM }: AreaPath, settings: ItmSettings, out: ItmOutput): void {
  requireRange("txHeightM", tx.heightM, MIN_HEIGHT_M, MAX_HEIGHT_M);
  requireRange("rxHeightM", rx.heightM, MIN_HEIGHT_M, MAX_HEIGHT_M);
  requireRange("terrainIrregularityM", terrainIrregularityM, 0, MAX_TERRAIN_IRREGULARITY_M);
  out.terrainIrregularityM = terrainIrregularityM;
  out.lowAntennaTermM2 = DESCRIBED_PATH_TERM_M2;
  // Heights above sea level are not known here: the refractivity is taken as it was given.
  out.surfaceRefractivityN = settings.refractivityN;
  out.effectiveEarthRadiusM = 1 / effectiveCurvaturePerM(settings.refractivityN);
  setSitedHeight(out, 0, tx);
  setSitedHeight(out, 1, rx);
  setMeanHorizons(out);
  setMeanHorizonAngles(out);
}

/**
 * Basic transmission loss at a distance by the Irregular Terrain Model, area prediction mode.
 *
 * @param distanceM > 0
 * @param out prepared by {@link prepareArea} with the same settings; receives every intermediate value
 * @returns loss in dB
 * @throws {InputError} when the distance is out of range
 */
export function itmAreaLossDb(distanceM: number, settings: ItmSettings, out: ItmOutput): number {
  requirePositive("distanceM", distanceM);
  out.distanceM = distanceM;
  return setBasicLoss(out, settings);
}

/** The effective height of an antenna whose ground was chosen with care: the higher, the rougher the terrain [Algorithm, 3.2]. */
function setSitedHeight(path: PathGeometry, end: 0 | 1, { heightM, siting }: AreaEnd): void {
  path.structuralHeightsM[end] = heightM;
  path.effectiveHeightsM[end] = heightM;
  if (siting === "random") return;
  const lowFactor = heightM < FULL_GAIN_HEIGHT_M ? Math.sin(0.1 * Math.PI * heightM) : 1;
  const gainM = 1 + SITING_GAIN_M[siting] * lowFactor;
  path.effectiveHeightsM[end] +=
    gainM * Math.exp(-Math.min(20, (2 * heightM) / Math.max(1e-3, path.terrainIrregularityM)));
}
