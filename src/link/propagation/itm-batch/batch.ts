import { fastCosQuarter, fastExp, fastLog, fastSinQuarter } from "../../../math/fast-functions.ts";
import type { BatchConstants } from "./constants.ts";
import { attenuateByScatter } from "./scatter.ts";

/**
 * The closed-form part of the Irregular Terrain Model for many paths at once: from the horizons and effective heights of each
 * path to its loss. One typed array per quantity and one loop per physical step, so that nothing is allocated and no double is
 * boxed; logarithms and exponentials come from tables. The same equations, readably, are in the plain model
 * (`itm/reference-attenuation.ts` and what it calls), and a test holds the two together.
 *
 * Index 1 is the transmitter's end, 2 the receiver's. Troposcatter, which only paths beyond `BatchConstants.nearestScatterM` can
 * meet, is the plain model's own (`scatter.ts`).
 */
export interface ItmBatch {
  readonly capacity: number;
  // In: what the walk over the terrain finds.
  readonly distanceM: Float64Array;
  /** Effective earth radius a for the path's mean elevation, and (a²/f)^⅓: from the tables in `BatchConstants`. */
  readonly earthRadiusM: Float64Array;
  readonly scaleM: Float64Array;
  readonly irregularityM: Float64Array;
  /** Antennas above ground. */
  readonly height1M: Float64Array;
  readonly height2M: Float64Array;
  /** Effective antenna heights over the fitted ground. */
  readonly effective1M: Float64Array;
  readonly effective2M: Float64Array;
  /** Distance to each end's horizon and its elevation angle; not read where `lineOfSight` is 1. */
  readonly horizon1M: Float64Array;
  readonly horizon2M: Float64Array;
  readonly angle1Rad: Float64Array;
  readonly angle2Rad: Float64Array;
  /** 1 where the horizons' distances exceed 1.5 path lengths: they are then estimated statistically. */
  readonly lineOfSight: Uint8Array;
  // Out.
  readonly lossDb: Float64Array;
  // Between the steps.
  readonly smoothHorizonsM: Float64Array;
  readonly losAngleRad: Float64Array;
  readonly terminalsX: Float64Array;
  readonly terminalsDb: Float64Array;
  readonly clutterDb: Float64Array;
  readonly slopeDbPerM: Float64Array;
  readonly interceptDb: Float64Array;
  readonly sight0M: Float64Array;
  readonly sight1M: Float64Array;
  readonly sight0Db: Float64Array;
  readonly sight1Db: Float64Array;
  readonly referenceDb: Float64Array;
}

export function createItmBatch(capacity: number): ItmBatch {
  const numbers = () => new Float64Array(capacity);
  return {
    capacity,
    distanceM: numbers(),
    irregularityM: numbers(),
    height1M: numbers(),
    height2M: numbers(),
    effective1M: numbers(),
    effective2M: numbers(),
    horizon1M: numbers(),
    horizon2M: numbers(),
    angle1Rad: numbers(),
    angle2Rad: numbers(),
    lineOfSight: new Uint8Array(capacity),
    lossDb: numbers(),
    earthRadiusM: numbers(),
    scaleM: numbers(),
    smoothHorizonsM: numbers(),
    losAngleRad: numbers(),
    terminalsX: numbers(),
    terminalsDb: numbers(),
    clutterDb: numbers(),
    slopeDbPerM: numbers(),
    interceptDb: numbers(),
    sight0M: numbers(),
    sight1M: numbers(),
    sight0Db: numbers(),
    sight1Db: numbers(),
    referenceDb: numbers(),
  };
}

/** Fills `lossDb` of the first `count` paths from their inputs. `effective*`, `horizon*` and `angle*` may be overwritten. */
export function computeItmBatch(batch: ItmBatch, count: number, constants: BatchConstants): void {
  estimateHorizons(batch, count);
  gainAtTerminals(batch, count, constants);
  fitDiffractionLine(batch, count, constants);
  chooseSightDistances(batch, count, constants);
  computeTwoRays(batch, count, constants, batch.sight0M, batch.sight0Db);
  computeTwoRays(batch, count, constants, batch.sight1M, batch.sight1Db);
  attenuate(batch, count);
  attenuateByScatter(batch, count, constants);
  addVariability(batch, count, constants);
}

/** Statistical horizons of a path well within line of sight [Algorithm, section 2.3: QuickPfl]. */
function estimateHorizons(batch: ItmBatch, count: number): void {
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

/** What of the diffraction loss is the same at every distance: height gains and clutter [Algorithm eqs. 4.14–4.25, 4.10]. */
function gainAtTerminals(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { earthRadiusM, irregularityM, effective1M, effective2M, horizon1M, horizon2M, angle1Rad, angle2Rad } = batch;
  const { height1M, height2M, smoothHorizonsM, losAngleRad, terminalsX, terminalsDb, clutterDb } = batch;
  const { frequencyMhz, frequencyRoot, impedanceK, logImpedanceK, logFourThirds, roughnessRate } = constants;
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
      const logC = (logFourThirds - fastLog((0.5 * d * d) / e)) * (1 / 3);
      const c = fastExp(logC);
      const k = impedanceK * c;
      const xEnd = (1.607 - k) * c * c * frequencyRoot * d * 1e-3;
      x += xEnd;
      if (xEnd < 200) {
        const w = -(logImpedanceK + logC);
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

    const rough = irregularityM[i] * (1 - 0.8 * fastExp(smooth * roughnessRate));
    const spread = 0.78 * rough * fastExp(-0.5 * Math.sqrt(Math.sqrt(rough)));
    const clutter = 5 * Math.LOG10E * fastLog(1 + 1e-5 * height1M[i] * height2M[i] * frequencyMhz * spread);
    clutterDb[i] = Math.min(clutter, 15);
  }
}

/** The straight line through the diffraction losses at two distances far beyond the horizon [Algorithm eqs. 4.1–4.13]. */
function fitDiffractionLine(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { earthRadiusM, scaleM, irregularityM, effective1M, effective2M, horizon1M, horizon2M } = batch;
  const { height1M, height2M, smoothHorizonsM, losAngleRad, terminalsX, terminalsDb, clutterDb } = batch;
  const { slopeDbPerM, interceptDb } = batch;
  const { frequencyRoot, impedanceK, logFourThirds, waveNumber, roughnessRate } = constants;
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
      const v1 = (v * d1) / (beyond + d1);
      const v2 = (v * d2) / (beyond + d2);
      let knife: number;
      if (v1 > 5.76 && v2 > 5.76) knife = 2 * 12.953 + 10 * Math.LOG10E * fastLog(v1 * v2);
      else {
        knife = v1 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v1) - 1.27 * v1 : 12.953 + 10 * Math.LOG10E * fastLog(v1);
        knife += v2 < 5.76 ? 6.02 + 9.11 * Math.sqrt(v2) - 1.27 * v2 : 12.953 + 10 * Math.LOG10E * fastLog(v2);
      }
      // Smooth earth by three radii [Vogler 1964]
      const c = fastExp((logFourThirds - fastLog(beyond / angle)) * (1 / 3));
      const xAll = (1.607 - impedanceK * c) * c * c * frequencyRoot * beyond * 1e-3 + x;
      const smooth = 0.05751 * xAll - 10 * Math.LOG10E * fastLog(xAll) - terminalsDb[i] - 20;
      // Weight of the two by the terrain's roughness [ERL 79-ITS 67 eq. 3.23]
      const rough = deltaH * (1 - 0.8 * fastExp(d * roughnessRate));
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

/** The two distances within sight at which the two-ray loss is taken [Algorithm eqs. 4.38–4.41]; 0 for paths beyond sight. */
function chooseSightDistances(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { distanceM, smoothHorizonsM, horizon1M, horizon2M, effective1M, effective2M } = batch;
  const { slopeDbPerM, interceptDb, sight0M, sight1M } = batch;
  const { frequencyMhz } = constants;
  for (let i = 0; i < count; i++) {
    sight0M[i] = 0;
    sight1M[i] = 0;
    if (distanceM[i] >= smoothHorizonsM[i]) continue;
    const reach = horizon1M[i] + horizon2M[i];
    const intercept = interceptDb[i];
    const d0 = 0.04 * frequencyMhz * effective1M[i] * effective2M[i];
    if (intercept >= 0) {
      sight0M[i] = Math.min(d0, 0.5 * reach);
      sight1M[i] = sight0M[i] + 0.25 * (reach - sight0M[i]);
    } else {
      sight0M[i] = d0;
      sight1M[i] = Math.max(-intercept / slopeDbPerM[i], 0.25 * reach);
    }
  }
}

/**
 * Line-of-sight loss of two rays over rough ground, blended with the diffraction line [Algorithm eqs. 4.46–4.50].
 *
 * @param sightM distances, 0 where there is nothing to compute
 * @param sightDb receives the losses
 */
function computeTwoRays(
  batch: ItmBatch,
  count: number,
  constants: BatchConstants,
  sightM: Float64Array,
  sightDb: Float64Array,
): void {
  const { effective1M, effective2M, irregularityM, smoothHorizonsM, slopeDbPerM, interceptDb } = batch;
  const { waveNumber, frequencyMhz, impedanceRe, impedanceIm, roughnessRate } = constants;
  for (let i = 0; i < count; i++) {
    const d = sightM[i];
    if (d === 0) continue;
    const e1 = effective1M[i];
    const e2 = effective2M[i];
    const deltaH = irregularityM[i];
    const rough = deltaH * (1 - 0.8 * fastExp(d * roughnessRate));
    const spread = 0.78 * rough * fastExp(-0.5 * Math.sqrt(Math.sqrt(rough)));
    const e = e1 + e2;
    const sinPsi = e / Math.sqrt(d * d + e * e);
    // (sin ψ − Z) / (sin ψ + Z), damped by the ground's roughness
    const damping = fastExp(-Math.min(10, waveNumber * spread * sinPsi));
    const sumRe = sinPsi + impedanceRe;
    const scale = damping / (sumRe * sumRe + impedanceIm * impedanceIm);
    const differenceRe = sinPsi - impedanceRe;
    let re = (differenceRe * sumRe - impedanceIm * impedanceIm) * scale;
    let im = (-impedanceIm * sumRe - differenceRe * impedanceIm) * scale;
    const power = re * re + im * im;
    if (power < 0.25 || power < sinPsi) {
      const raise = Math.sqrt(sinPsi / power);
      re *= raise;
      im *= raise;
    }
    let phase = (2 * waveNumber * e1 * e2) / d;
    if (phase > Math.PI / 2) phase = Math.PI - (Math.PI / 2) ** 2 / phase;
    const turned = phase - Math.PI / 2;
    const sumReal = re - fastSinQuarter(turned);
    const sumImag = im - fastCosQuarter(turned);
    const raysDb = -10 * Math.LOG10E * fastLog(sumReal * sumReal + sumImag * sumImag);
    const lineDb = slopeDbPerM[i] * d + interceptDb[i];
    const w = 1 / (1 + (frequencyMhz * deltaH) / Math.max(10e3, smoothHorizonsM[i]));
    sightDb[i] = w * raysDb + (1 - w) * lineDb;
  }
}

/** Attenuation relative to free space: the diffraction line, or within sight a curve that meets it [Algorithm eqs. 4.30–4.45]. */
function attenuate(batch: ItmBatch, count: number): void {
  const { distanceM, smoothHorizonsM, slopeDbPerM, interceptDb, referenceDb } = batch;
  const { sight0M, sight1M, sight0Db, sight1Db } = batch;
  for (let i = 0; i < count; i++) {
    const d = distanceM[i];
    const slope = slopeDbPerM[i];
    const intercept = interceptDb[i];
    const edge = smoothHorizonsM[i];
    if (d >= edge) {
      referenceDb[i] = Math.max(slope * d + intercept, 0);
      continue;
    }
    const edgeDb = edge * slope + intercept;
    const d0 = sight0M[i];
    const d1 = sight1M[i];
    const a1 = sight1Db[i];
    const logEdge = fastLog(edge);
    let k1 = 0;
    let k2 = 0;
    let curved = false;
    if (d0 < d1) {
      const a0 = sight0Db[i];
      const log0 = fastLog(d0);
      const q = logEdge - log0;
      const span = edge - d0;
      k2 = (span * (a1 - a0) - (d1 - d0) * (edgeDb - a0)) / (span * (fastLog(d1) - log0) - (d1 - d0) * q);
      if (!(k2 > 0)) k2 = 0;
      curved = intercept > 0 || k2 > 0;
      if (curved) {
        k1 = (edgeDb - a0 - k2 * q) / span;
        if (k1 < 0) {
          k1 = 0;
          k2 = Math.max(edgeDb - a0, 0) / q;
          if (k2 === 0) k1 = slope;
        }
      }
    }
    if (!curved) {
      k2 = 0;
      k1 = Math.max(edgeDb - a1, 0) / (edge - d1);
      if (k1 === 0) k1 = slope;
    }
    referenceDb[i] = Math.max(edgeDb + k1 * (d - edge) + k2 * (fastLog(d) - logEdge), 0);
  }
}

/** Free-space loss, median variation with climate, and the asked quantiles of time, location and situation [Algorithm section 5]. */
function addVariability(batch: ItmBatch, count: number, constants: BatchConstants): void {
  const { distanceM, effective1M, effective2M, irregularityM, referenceDb, lossDb } = batch;
  const {
    waveNumber,
    zTime,
    zLocation,
    zSituation,
    variabilityMode,
    locationVaries,
    freeSpaceAtMetreDb,
    roughnessRate,
  } = constants;
  const { effectiveDistanceBaseM, medianTableDb, timeSpreadTableDb, situationVarianceTable, quantileStepM } = constants;
  const last = medianTableDb.length - 2;
  // Distance at which the curves' effective distance is 130 km [Algorithm, 5.3]
  const root = constants.effectiveDistanceRoot;
  const timeShare = 1 / (7.8 + zSituation * zSituation);
  const locationShare = 1 / (24 + zSituation * zSituation);
  for (let i = 0; i < count; i++) {
    const d = distanceM[i];
    const beyond = root * (Math.sqrt(effective1M[i]) + Math.sqrt(effective2M[i])) + effectiveDistanceBaseM;
    const effective = d < beyond ? (130e3 * d) / beyond : 130e3 + d - beyond;
    const u = effective / quantileStepM;
    const k = Math.min(u | 0, last);
    const t = u - k;
    const median = medianTableDb[k] + t * (medianTableDb[k + 1] - medianTableDb[k]);
    const sigmaTime = timeSpreadTableDb[k] + t * (timeSpreadTableDb[k + 1] - timeSpreadTableDb[k]);
    const varianceSituation =
      situationVarianceTable[k] + t * (situationVarianceTable[k + 1] - situationVarianceTable[k]);
    let sigmaLocation = 0;
    if (locationVaries) {
      const rough = waveNumber * irregularityM[i] * (1 - 0.8 * fastExp(d * roughnessRate));
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
