import { refractivityOfCurvatureN } from "../itm/ground.ts";
import { createItmOutput } from "../itm/path.ts";
import { beyondHorizonsDb, setDerivedGeometry } from "../itm/reference-attenuation.ts";
import type { ItmBatch } from "./batch.ts";
import type { BatchConstants } from "./constants.ts";

// Used again by every path; each worker thread has its own.
const path = createItmOutput();

/**
 * Troposcatter in place of diffraction where it is stronger [Algorithm, 4.51 to 4.58]. Few paths on a map are long enough, and
 * fewer still matter there, so each is handed to the plain model's step by itself.
 */
export function attenuateByScatter(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { distanceM, horizon1M, horizon2M, smoothHorizonsM, referenceDb } = batch;
  const { nearestScatterM, settings } = constants;
  for (let i = 0; i < count; i++) {
    const beyondM = distanceM[i] - horizon1M[i] - horizon2M[i];
    if (beyondM <= nearestScatterM || distanceM[i] < smoothHorizonsM[i]) continue;
    path.distanceM = distanceM[i];
    path.effectiveEarthRadiusM = batch.earthRadiusM[i];
    path.surfaceRefractivityN = refractivityOfCurvatureN(1 / batch.earthRadiusM[i]);
    path.effectiveHeightsM[0] = batch.effective1M[i];
    path.effectiveHeightsM[1] = batch.effective2M[i];
    path.horizonDistancesM[0] = horizon1M[i];
    path.horizonDistancesM[1] = horizon2M[i];
    path.horizonAnglesRad[0] = batch.angle1Rad[i];
    path.horizonAnglesRad[1] = batch.angle2Rad[i];
    path.diffractionSlopeDbPerM = batch.slopeDbPerM[i];
    path.diffractionInterceptDb = batch.interceptDb[i];
    setDerivedGeometry(path);
    referenceDb[i] = Math.max(beyondHorizonsDb(path, settings), 0);
  }
}
