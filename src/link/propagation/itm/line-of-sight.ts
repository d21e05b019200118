import type { PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { reflectingRoughnessM, roughnessAtDistanceM } from "./terrain-irregularity.ts";

const QUARTER_TURN_RAD = Math.PI / 2;

/**
 * Attenuation within line of sight: two rays over rough ground, weighted with the diffraction line carried inwards, dB
 * [Algorithm, 4.43 to 4.50]. Needs the diffraction line in `path`.
 *
 * @param distanceM within the smooth earth's horizons, > 0
 */
export function lineOfSightLossDb(distanceM: number, path: PathGeometry, settings: ItmSettings): number {
  const twoRayDb = twoRayLossDb(distanceM, path, settings);
  const diffractionDb = path.diffractionSlopeDbPerM * distanceM + path.diffractionInterceptDb;
  const roughness = (settings.frequencyMhz * path.terrainIrregularityM) / Math.max(10e3, path.smoothHorizonsM);
  const weight = 1 / (1 + roughness);
  return weight * twoRayDb + (1 - weight) * diffractionDb;
}

/** The direct ray and the one reflected by the ground; complex numbers are written out as real and imaginary parts. */
function twoRayLossDb(distanceM: number, path: PathGeometry, settings: ItmSettings): number {
  const k = settings.wavenumberPerM;
  const txM = path.effectiveHeightsM[0];
  const rxM = path.effectiveHeightsM[1];
  const heightsM = txM + rxM;
  const sinPsi = heightsM / Math.sqrt(distanceM * distanceM + heightsM * heightsM); // grazing angle ψ [4.46]

  // R = (sin ψ − Z) / (sin ψ + Z) · exp(−k σ_h sin ψ) [4.47]
  const { real: zRe, imaginary: zIm } = settings.impedance;
  const sigmaM = reflectingRoughnessM(roughnessAtDistanceM(distanceM, path.terrainIrregularityM));
  const damping = Math.exp(-Math.min(10, k * sigmaM * sinPsi));
  const sumRe = sinPsi + zRe;
  const scale = damping / (sumRe * sumRe + zIm * zIm);
  let reflectedRe = ((sinPsi - zRe) * sumRe - zIm * zIm) * scale;
  let reflectedIm = -2 * sinPsi * zIm * scale;

  // A weak reflection is set to the strength √sin ψ of one at that angle [4.48].
  const power = reflectedRe * reflectedRe + reflectedIm * reflectedIm;
  if (power < 0.25 || power < sinPsi) {
    const strengthen = Math.sqrt(sinPsi / power);
    reflectedRe *= strengthen;
    reflectedIm *= strengthen;
  }

  let phaseRad = (2 * k * txM * rxM) / distanceM; // between the rays [4.49]
  if (phaseRad > QUARTER_TURN_RAD) phaseRad = Math.PI - (QUARTER_TURN_RAD * QUARTER_TURN_RAD) / phaseRad; // [4.50]
  const sumInPhase = Math.cos(phaseRad) + reflectedRe;
  const sumQuadrature = reflectedIm - Math.sin(phaseRad);
  return -10 * Math.log10(sumInPhase * sumInPhase + sumQuadrature * sumQuadrature);
}
