import { fastCosQuarter, fastExp, fastLog, fastSinQuarter } from "../../../math/fast-functions.ts";
import type { ItmBatch } from "./batch.ts";
import type { BatchConstants } from "./constants.ts";
import { reflectingSpreadM, roughnessFraction } from "./roughness.ts";

/** The two distances within sight at which the two-ray loss is taken [Algorithm eqs. 4.38–4.41]; 0 for paths beyond sight. */
export function chooseSightDistances(batch: ItmBatch, count: number, constants: BatchConstants): void {
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
export function computeTwoRays(
  batch: ItmBatch,
  count: number,
  constants: BatchConstants,
  sightM: Float64Array,
  sightDb: Float64Array,
): void {
  const { effective1M, effective2M, irregularityM, smoothHorizonsM, slopeDbPerM, interceptDb } = batch;
  const { waveNumber, frequencyMhz, impedanceRe, impedanceIm } = constants;
  for (let i = 0; i < count; i++) {
    const d = sightM[i];
    if (d === 0) continue;
    const e1 = effective1M[i];
    const e2 = effective2M[i];
    const deltaH = irregularityM[i];
    const rough = deltaH * roughnessFraction(d);
    const spread = reflectingSpreadM(rough);
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
    const span = Math.max(10e3, smoothHorizonsM[i]);
    const w = span / (span + frequencyMhz * deltaH);
    sightDb[i] = w * raysDb + (1 - w) * lineDb;
  }
}
