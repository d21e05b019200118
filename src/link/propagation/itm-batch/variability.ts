import { fastLog } from "../../../math/fast-functions.ts";
import type { ItmBatch } from "./batch.ts";
import type { BatchConstants } from "./constants.ts";
import { roughnessFraction } from "./roughness.ts";

/** Free-space loss, median variation with climate, and the asked quantiles of time, location and situation [Algorithm section 5]. */
export function addVariability(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { distanceM, effective1M, effective2M, irregularityM, referenceDb, lossDb } = batch;
  const { waveNumber, zTime, zLocation, zSituation, variabilityMode, locationVaries, freeSpaceAtMetreDb } = constants;
  const { effectiveDistanceBaseM, medianTableDb, timeSpreadTableDb, situationVarianceTable, quantileStepM } = constants;
  const perStep = 1 / quantileStepM;
  const last = medianTableDb.length - 2;
  // Distance at which the curves' effective distance is 130 km [Algorithm, 5.3]
  const root = constants.effectiveDistanceRoot;
  const timeShare = 1 / (7.8 + zSituation * zSituation);
  const locationShare = 1 / (24 + zSituation * zSituation);
  for (let i = 0; i < count; i++) {
    const d = distanceM[i];
    const beyond = root * (Math.sqrt(effective1M[i]) + Math.sqrt(effective2M[i])) + effectiveDistanceBaseM;
    const effective = d < beyond ? (130e3 * d) / beyond : 130e3 + d - beyond;
    const u = effective * perStep;
    const k = Math.min(u | 0, last);
    const t = u - k;
    const median = medianTableDb[k] + t * (medianTableDb[k + 1] - medianTableDb[k]);
    const sigmaTime = timeSpreadTableDb[k] + t * (timeSpreadTableDb[k + 1] - timeSpreadTableDb[k]);
    const varianceSituation =
      situationVarianceTable[k] + t * (situationVarianceTable[k + 1] - situationVarianceTable[k]);
    let sigmaLocation = 0;
    if (locationVaries) {
      const rough = waveNumber * irregularityM[i] * roughnessFraction(d);
      sigmaLocation = (10 * rough) / (rough + 13);
    }
    const yTime = sigmaTime * zTime;
    const yLocation = sigmaLocation * zLocation;
    const variance = varianceSituation + yTime * yTime * timeShare + yLocation * yLocation * locationShare;
    let excess: number;
    if (variabilityMode === "broadcast") excess = yTime + yLocation + Math.sqrt(variance) * zSituation;
    else {
      const location2 = sigmaLocation * sigmaLocation;
      const time2 = sigmaTime * sigmaTime;
      if (variabilityMode === "mobile")
        excess = Math.sqrt(time2 + location2) * zTime + Math.sqrt(variance) * zSituation;
      else if (variabilityMode === "accidental") excess = yTime + Math.sqrt(location2 + variance) * zSituation;
      else excess = Math.sqrt(time2 + location2 + variance) * zSituation;
    }
    let result = referenceDb[i] - median - excess;
    if (result < 0) result = (result * (29 - result)) / (29 - 10 * result);
    lossDb[i] = result + freeSpaceAtMetreDb + 20 * Math.LOG10E * fastLog(d);
  }
}
