import { frequencyGainAtZeroDb, frequencyGainDb } from "./frequency-gain.ts";
import type { PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";

/** Scale heights of the scattering efficiency, m [Algorithm, 4.67]. */
const EFFICIENCY_SCALE_M = 1755.6;
const EFFICIENCY_CUTOFF_M = 8000;
/** [Algorithm, 6.8] and [4.63] */
const REFRACTIVITY_SCALE_M = 40e3;
const SCATTER_CONSTANT_M = 47.7;

/** A gain above this, dB, is taken over from the farther distance. */
const GAIN_LIMIT_DB = 15;

/**
 * Troposcatter attenuation, dB [Algorithm, 4.63].
 *
 * @param distanceM far beyond the horizons
 * @param gainDb H₀ at that distance (`scatterGainDb`)
 */
export function troposcatterLossDb(
  distanceM: number,
  path: PathGeometry,
  settings: ItmSettings,
  gainDb: number,
): number {
  const angleRad = distanceM / path.effectiveEarthRadiusM - path.lineOfSightAngleRad;
  const reachM = angleRad * distanceM;
  const refractivityDb = 0.1 * (path.surfaceRefractivityN - 301) * Math.exp(-reachM / REFRACTIVITY_SCALE_M);
  const scatterDb = 10 * Math.log10(settings.wavenumberPerM * SCATTER_CONSTANT_M * angleRad ** 4);
  return attenuationFunctionDb(reachM) + scatterDb - refractivityDb + gainDb;
}

/**
 * H₀ of the whole path: the mean of both antennas' frequency gains, corrected for an asymmetric path, dB [TN101, 9.5].
 *
 * @param distanceM far beyond the horizons
 * @param fartherGainDb its value at a greater distance, which replaces one above 15 dB and ends the matter when itself
 *   above 15 dB [Algorithm, §4.3]; NaN at the first distance
 * @returns dB, ≥ 0; infinite where scatter is not defined (both antennas low and the angle small)
 */
export function scatterGainDb(
  distanceM: number,
  path: PathGeometry,
  settings: ItmSettings,
  fartherGainDb: number,
): number {
  if (fartherGainDb > GAIN_LIMIT_DB) return fartherGainDb;
  const { horizonAnglesRad, horizonDistancesM, effectiveHeightsM } = path;
  const angleRad = horizonAnglesRad[0] + horizonAnglesRad[1] + distanceM / path.effectiveEarthRadiusM;
  const txR = 2 * settings.wavenumberPerM * angleRad * effectiveHeightsM[0]; // [TN101, 9.4a]
  const rxR = 2 * settings.wavenumberPerM * angleRad * effectiveHeightsM[1];
  if (txR < 0.2 && rxR < 0.2) return Number.POSITIVE_INFINITY;

  const txIsFarther = horizonDistancesM[0] >= horizonDistancesM[1];
  const differenceM = Math.abs(horizonDistancesM[0] - horizonDistancesM[1]);
  const heightRatio = txIsFarther
    ? effectiveHeightsM[1] / effectiveHeightsM[0]
    : effectiveHeightsM[0] / effectiveHeightsM[1];
  const asymmetry = (distanceM - differenceM) / (distanceM + differenceM); // s
  // q and s are kept within 0.1–10 [Algorithm, §4.3]; q takes s as it is, its logarithm the bounded one.
  const q = Math.min(Math.max(0.1, heightRatio / asymmetry), 10);
  const s = Math.max(0.1, asymmetry);

  const crossoverM = ((distanceM - differenceM) * (distanceM + differenceM) * angleRad) / (4 * distanceM); // [4.66]
  const eta = scatteringEfficiency(crossoverM, path.surfaceRefractivityN);
  const meanDb = (frequencyGainDb(txR, eta) + frequencyGainDb(rxR, eta)) / 2;
  const asymmetryDb = 6 * (0.6 - Math.log10(Math.max(eta, 1))) * Math.log10(s) * Math.log10(q);
  let gainDb = Math.max(meanDb + Math.min(meanDb, asymmetryDb), 0);
  if (eta < 1) gainDb = eta * gainDb + (1 - eta) * frequencyGainAtZeroDb(txR, rxR);
  return gainDb > GAIN_LIMIT_DB && fartherGainDb >= 0 ? fartherGainDb : gainDb;
}

/** η_s, from the height at which the horizon rays cross [TN101, 9.3a; Algorithm, 4.67]. */
function scatteringEfficiency(crossoverM: number, surfaceRefractivity: number): number {
  const cutoff = Math.exp(-(Math.min(1.7, crossoverM / EFFICIENCY_CUTOFF_M) ** 6));
  const refractivityTerm = 0.031 - surfaceRefractivity * 2.32e-3 + surfaceRefractivity * surfaceRefractivity * 5.67e-6;
  return (crossoverM / EFFICIENCY_SCALE_M) * (1 + refractivityTerm * cutoff);
}

/** F(θd), dB, in three pieces that meet at 10 and, to 0.3 dB, at 70 km [Algorithm, 6.9]. */
export function attenuationFunctionDb(reachM: number): number {
  if (reachM <= 10e3) return 133.4 + 0.332e-3 * reachM - 10 * Math.log10(reachM);
  if (reachM <= 70e3) return 104.6 + 0.212e-3 * reachM - 2.5 * Math.log10(reachM);
  return 71.8 + 0.157e-3 * reachM + 5 * Math.log10(reachM);
}
