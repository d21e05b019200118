import { diffractionLossDb } from "./diffraction.ts";
import { lineOfSightLossDb } from "./line-of-sight.ts";
import { DIFFRACTION, type ItmOutput, LINE_OF_SIGHT, type PathGeometry, TROPOSCATTER } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { scatterGainDb, troposcatterLossDb } from "./troposcatter.ts";

/** Losses beyond this, dB, mean that troposcatter has no sensible answer. */
const SCATTER_LIMIT_DB = 1000;

/**
 * Median attenuation relative to free space, before variability, by the regime that the distance falls into
 * [Algorithm, §4; ERL 79-ITS 67, §3]. Needs the terrain's quantities in `path` and writes the derived ones, the attenuation
 * and the mode of propagation.
 *
 * @returns dB, ≥ 0
 */
export function referenceAttenuationDb(path: ItmOutput, settings: ItmSettings): number {
  setDerivedGeometry(path);
  setDiffractionLine(path, settings);
  const attenuationDb =
    path.distanceM < path.smoothHorizonsM ? withinHorizonsDb(path, settings) : beyondHorizonsDb(path, settings);
  path.referenceAttenuationDb = Math.max(attenuationDb, 0);
  return path.referenceAttenuationDb;
}

/** Horizon sums and θ_los, from heights, horizons and the effective earth. */
export function setDerivedGeometry(path: PathGeometry): void {
  const { effectiveHeightsM, horizonDistancesM, horizonAnglesRad, effectiveEarthRadiusM } = path;
  path.smoothHorizonsM =
    Math.sqrt(2 * effectiveHeightsM[0] * effectiveEarthRadiusM) +
    Math.sqrt(2 * effectiveHeightsM[1] * effectiveEarthRadiusM);
  path.horizonsM = horizonDistancesM[0] + horizonDistancesM[1];
  path.lineOfSightAngleRad = -Math.max(
    horizonAnglesRad[0] + horizonAnglesRad[1],
    -path.horizonsM / effectiveEarthRadiusM,
  );
}

/** The line through the diffraction losses at two distances far beyond the horizons [Algorithm, 4.2 to 4.8]. */
function setDiffractionLine(path: PathGeometry, settings: ItmSettings): void {
  const scaleM = diffractionScaleM(path, settings.frequencyMhz);
  const nearM = Math.max(path.smoothHorizonsM, path.horizonsM + 5 * scaleM);
  const farM = nearM + 10 * scaleM;
  const nearDb = diffractionLossDb(nearM, path, settings);
  const farDb = diffractionLossDb(farM, path, settings);
  path.diffractionSlopeDbPerM = (farDb - nearDb) / (farM - nearM);
  path.diffractionInterceptDb = nearDb - path.diffractionSlopeDbPerM * nearM;
}

/** (a²/f)^⅓, the distance over which diffraction around the earth unfolds (a in m, f in MHz). */
function diffractionScaleM(path: PathGeometry, frequencyMhz: number): number {
  return Math.cbrt((path.effectiveEarthRadiusM * path.effectiveEarthRadiusM) / frequencyMhz);
}

/**
 * A curve A + k₁d + k₂ ln d from two-ray losses at two near distances to the diffraction loss at the smooth earth's
 * horizons [ERL 79-ITS 67, 3.16 to 3.21].
 */
function withinHorizonsDb(path: ItmOutput, settings: ItmSettings): number {
  path.propagationMode = LINE_OF_SIGHT;
  const slope = path.diffractionSlopeDbPerM;
  const intercept = path.diffractionInterceptDb;
  const edgeM = path.smoothHorizonsM;
  const edgeDb = edgeM * slope + intercept;

  let nearM = 0.04 * settings.frequencyMhz * path.effectiveHeightsM[0] * path.effectiveHeightsM[1]; // d₀ [3.16a]
  let middleM: number; // d₁ [3.16d]
  if (intercept >= 0) {
    nearM = Math.min(nearM, 0.5 * path.horizonsM);
    middleM = nearM + 0.25 * (path.horizonsM - nearM);
  } else {
    middleM = Math.max(-intercept / slope, 0.25 * path.horizonsM);
  }
  const middleDb = lineOfSightLossDb(middleM, path, settings);

  let k1 = 0;
  let k2 = 0;
  let isCurved = false;
  if (nearM < middleM) {
    const nearDb = lineOfSightLossDb(nearM, path, settings);
    const edgeLog = Math.log(edgeM / nearM);
    const middleLog = Math.log(middleM / nearM);
    const bend = (edgeM - nearM) * (middleDb - nearDb) - (middleM - nearM) * (edgeDb - nearDb);
    k2 = Math.max(0, bend / ((edgeM - nearM) * middleLog - (middleM - nearM) * edgeLog)); // [3.20]
    isCurved = intercept > 0 || k2 > 0;
    if (isCurved) {
      k1 = (edgeDb - nearDb - k2 * edgeLog) / (edgeM - nearM); // [3.21]
      if (k1 < 0) {
        k2 = Math.max(edgeDb - nearDb, 0) / edgeLog;
        k1 = k2 === 0 ? slope : 0;
      }
    }
  }
  if (!isCurved) {
    k2 = 0;
    k1 = Math.max(edgeDb - middleDb, 0) / (edgeM - middleM);
    if (k1 === 0) k1 = slope;
  }
  return edgeDb + k1 * (path.distanceM - edgeM) + k2 * Math.log(path.distanceM / edgeM); // [3.19]
}

/**
 * Diffraction up to the distance where troposcatter is stronger, then the scatter line [Algorithm, 4.51 to 4.58]. Needs the
 * derived geometry and the diffraction line in `path`; sets the mode of propagation.
 */
export function beyondHorizonsDb(path: ItmOutput, settings: ItmSettings): number {
  const slope = path.diffractionSlopeDbPerM;
  const intercept = path.diffractionInterceptDb;
  const nearM = path.horizonsM + 200e3;
  const farM = path.horizonsM + 400e3;
  const farGainDb = scatterGainDb(farM, path, settings, Number.NaN);
  const nearGainDb = scatterGainDb(nearM, path, settings, farGainDb);
  const nearDb = troposcatterLossDb(nearM, path, settings, nearGainDb);
  if (nearDb < SCATTER_LIMIT_DB) {
    const scatterSlope = (troposcatterLossDb(farM, path, settings, farGainDb) - nearDb) / (farM - nearM);
    const scaleM = diffractionScaleM(path, settings.frequencyMhz);
    const crossingM = Math.max(
      path.smoothHorizonsM,
      path.horizonsM + 1.088 * scaleM * Math.log(settings.frequencyMhz),
      (nearDb - intercept - scatterSlope * nearM) / (slope - scatterSlope),
    );
    if (path.distanceM > crossingM) {
      path.propagationMode = TROPOSCATTER;
      return (slope - scatterSlope) * crossingM + intercept + scatterSlope * path.distanceM;
    }
  } else if (path.distanceM > 10_000e3) {
    // Without a scatter line the reference calls what lies beyond 10,000 km scatter, and carries the diffraction line on.
    path.propagationMode = TROPOSCATTER;
    return slope * path.distanceM + intercept;
  }
  path.propagationMode = DIFFRACTION;
  return slope * path.distanceM + intercept;
}
