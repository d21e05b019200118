import type { PathGeometry } from "../../../../src/link/propagation/itm/path.ts";
import { createItmOutput } from "../../../../src/link/propagation/itm/path.ts";
import { setDerivedGeometry } from "../../../../src/link/propagation/itm/reference-attenuation.ts";

/** Effective radius of the standard atmosphere, 4/3 of 6370 km. */
export const STANDARD_RADIUS_M = (4 / 3) * 6370e3;

/** Geometry over a perfectly smooth earth: horizons at √(2ah) and √(2h/a) below the horizontal. */
export function smoothPath(heightsM: readonly [number, number], distanceM: number): PathGeometry {
  const path = createItmOutput();
  path.distanceM = distanceM;
  path.effectiveEarthRadiusM = STANDARD_RADIUS_M;
  path.surfaceRefractivityN = 301;
  path.terrainIrregularityM = 0;
  heightsM.forEach((heightM, end) => {
    path.structuralHeightsM[end] = heightM;
    path.effectiveHeightsM[end] = heightM;
    path.horizonDistancesM[end] = Math.sqrt(2 * STANDARD_RADIUS_M * heightM);
    path.horizonAnglesRad[end] = -Math.sqrt((2 * heightM) / STANDARD_RADIUS_M);
  });
  setDerivedGeometry(path);
  return path;
}
