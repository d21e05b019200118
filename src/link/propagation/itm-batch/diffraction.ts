import { fastExp, fastInverseCubeRoot, fastLog } from "../../../math/fast-functions.ts";
import type { ItmBatch } from "./batch.ts";
import type { BatchConstants } from "./constants.ts";
import { reflectingSpreadM, roughnessFraction } from "./roughness.ts";

/** What of the diffraction loss is the same at every distance: height gains and clutter [Algorithm eqs. 4.14–4.25, 4.10]. */
export function gainAtTerminals(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { earthRadiusM, irregularityM, effective1M, effective2M, horizon1M, horizon2M, angle1Rad, angle2Rad } = batch;
  const { height1M, height2M, smoothHorizonsM, losAngleRad, terminalsX, terminalsDb, clutterDb } = batch;
  const { frequencyMhz, frequencyRoot, impedanceK, fourThirdsRoot } = constants;
  for (let i = 0; i < count; i++) {
    const radius = earthRadiusM[i];
    const d1 = horizon1M[i];
    const d2 = horizon2M[i];
    const e1 = effective1M[i];
    const e2 = effective2M[i];
    const smooth = Math.sqrt(2 * e1 * radius) + Math.sqrt(2 * e2 * radius);
    smoothHorizonsM[i] = smooth;
    losAngleRad[i] = -Math.max(angle1Rad[i] + angle2Rad[i], -(d1 + d2) / radius);

    // Vogler's C₀ = (4/3 · a₀ / a)^⅓ for the radius a = d²/(2h) of each end's sphere
    let x = 0;
    let gain = 0;
    for (let end = 0; end < 2; end++) {
      const d = end === 0 ? d1 : d2;
      const e = end === 0 ? e1 : e2;
      const c = fourThirdsRoot * fastInverseCubeRoot((0.5 * d * d) / e);
      const k = impedanceK * c;
      const xEnd = (1.607 - k) * c * c * frequencyRoot * d * 1e-3;
      x += xEnd;
      if (xEnd < 200) {
        const w = -fastLog(k);
        if (k < 1e-5 || xEnd * w * w * w > 5495) gain += xEnd > 1 ? 17.372 * fastLog(xEnd) - 117 : -117;
        else gain += (2.5e-5 * xEnd * xEnd) / k - 8.686 * w - 15;
      } else {
        const logX = fastLog(xEnd);
        let far = 0.05751 * xEnd - 4.343 * logX;
        if (xEnd < 2000) {
          const w = 0.0134 * xEnd * fastExp(-0.005 * xEnd);
          far = (1 - w) * far + w * (17.372 * logX - 117);
        }
        gain += far;
      }
    }
    terminalsX[i] = x;
    terminalsDb[i] = gain;

    const rough = irregularityM[i] * roughnessFraction(smooth);
    const spread = reflectingSpreadM(rough);
    const clutter = 5 * Math.LOG10E * fastLog(1 + 1e-5 * height1M[i] * height2M[i] * frequencyMhz * spread);
    clutterDb[i] = Math.min(clutter, 15);
  }
}

/** The straight line through the diffraction losses at two distances far beyond the horizon [Algorithm eqs. 4.1–4.13]. */
export function fitDiffractionLine(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { earthRadiusM, scaleM, irregularityM, effective1M, effective2M, horizon1M, horizon2M } = batch;
  const { height1M, height2M, smoothHorizonsM, losAngleRad, terminalsX, terminalsDb, clutterDb } = batch;
  const { slopeDbPerM, interceptDb } = batch;
  const { frequencyRoot, impedanceK, fourThirdsRoot, waveNumber } = constants;
  const edge = 0.0795775 * waveNumber;
  for (let i = 0; i < count; i++) {
    const radius = earthRadiusM[i];
    const d1 = horizon1M[i];
    const d2 = horizon2M[i];
    const reach = d1 + d2;
    const near = Math.max(smoothHorizonsM[i], reach + 5 * scaleM[i]);
    const losAngle = losAngleRad[i];
    const heights = height1M[i] * height2M[i] + 10;
    const term = Math.sqrt(1 + (effective1M[i] * effective2M[i] - (heights - 10)) / heights);
    const x = terminalsX[i];
    const deltaH = irregularityM[i];
    let nearDb = 0;
    let farDb = 0;
    for (let end = 0; end < 2; end++) {
      const d = end === 0 ? near : near + 10 * scaleM[i];
      const beyond = d - reach;
      const angle = d / radius - losAngle;
      // Two knife edges [TN101 eqs. I.1, I.7]
      const v = edge * angle * angle * beyond;
      const over1 = v * d1;
      const over2 = v * d2;
      const under1 = beyond + d1;
      const under2 = beyond + d2;
      let knife: number;
      if (over1 > 5.76 * under1 && over2 > 5.76 * under2) {
        // Both in deep shadow, as nearly always: one division and one logarithm for the two
        knife = 2 * 12.953 + 10 * Math.LOG10E * fastLog((over1 * over2) / (under1 * under2));
      } else {
        const v1 = over1 / under1;
        const v2 = over2 / under2;
        knife = v1 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v1) - 1.27 * v1 : 12.953 + 10 * Math.LOG10E * fastLog(v1);
        knife += v2 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v2) - 1.27 * v2 : 12.953 + 10 * Math.LOG10E * fastLog(v2);
      }
      // Smooth earth by three radii [Vogler 1964]
      const c = fourThirdsRoot * fastInverseCubeRoot(beyond / angle);
      const xAll = (1.607 - impedanceK * c) * c * c * frequencyRoot * beyond * 1e-3 + x;
      const smooth = 0.05751 * xAll - 10 * Math.LOG10E * fastLog(xAll) - terminalsDb[i] - 20;
      // Weight of the two by the terrain's roughness [ERL 79-ITS 67 eq. 3.23]
      const rough = deltaH * roughnessFraction(d);
      const q = (term + (reach - losAngle * radius) / d) * Math.min(rough * waveNumber, 6283.2);
      const w = 25.1 / (25.1 + Math.sqrt(q));
      const loss = w * smooth + (1 - w) * knife + clutterDb[i];
      if (end === 0) nearDb = loss;
      else farDb = loss;
    }
    const slope = (farDb - nearDb) / (10 * scaleM[i]);
    slopeDbPerM[i] = slope;
    interceptDb[i] = nearDb - slope * near;
  }
}
