import { fastExp } from "../../../math/fast-functions.ts";
import type { ItmBatch } from "./batch.ts";

/** Statistical horizons of a path well within line of sight [Algorithm, section 2.3: QuickPfl]. */
export function estimateHorizons(batch: ItmBatch, count: number): void {
  const { distanceM, earthRadiusM, irregularityM, effective1M, effective2M, horizon1M, horizon2M } = batch;
  const { angle1Rad, angle2Rad, lineOfSight } = batch;
  for (let i = 0; i < count; i++) {
    if (lineOfSight[i] === 0) continue;
    const radius2 = 2 * earthRadiusM[i];
    const deltaH = irregularityM[i];
    let e1 = effective1M[i];
    let e2 = effective2M[i];
    let s1 = Math.sqrt(e1 * radius2);
    let s2 = Math.sqrt(e2 * radius2);
    let d1 = s1 * fastExp(-0.07 * Math.sqrt(deltaH / Math.max(e1, 5)));
    let d2 = s2 * fastExp(-0.07 * Math.sqrt(deltaH / Math.max(e2, 5)));
    const reach = d1 + d2;
    if (reach <= distanceM[i]) {
      const ratio = distanceM[i] / reach;
      e1 *= ratio * ratio;
      e2 *= ratio * ratio;
      effective1M[i] = e1;
      effective2M[i] = e2;
      s1 = Math.sqrt(e1 * radius2);
      s2 = Math.sqrt(e2 * radius2);
      d1 = s1 * fastExp(-0.07 * Math.sqrt(deltaH / Math.max(e1, 5)));
      d2 = s2 * fastExp(-0.07 * Math.sqrt(deltaH / Math.max(e2, 5)));
    }
    horizon1M[i] = d1;
    horizon2M[i] = d2;
    angle1Rad[i] = (0.65 * deltaH * (s1 / d1 - 1) - 2 * e1) / s1;
    angle2Rad[i] = (0.65 * deltaH * (s2 / d2 - 1) - 2 * e2) / s2;
  }
}
