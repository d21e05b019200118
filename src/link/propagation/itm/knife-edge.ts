import type { PathGeometry } from "./path.ts";

/**
 * Loss over a knife edge as an approximation to the Fresnel integral, dB [TN101 vol. 2, III.24b and III.24c].
 *
 * @param vSquared square of the diffraction parameter v, ≥ 0; the two branches meet at v = 2.4
 */
export function knifeEdgeLossDb(vSquared: number): number {
  return vSquared < 5.76 ? 6.02 + 9.11 * Math.sqrt(vSquared) - 1.27 * vSquared : 12.953 + 10 * Math.log10(vSquared);
}

/**
 * Both horizons taken as knife edges, each seen from its antenna over the distance beyond the horizons, dB [TN101, I.1].
 *
 * @param distanceM beyond both horizons, ≥ `path.horizonsM`
 */
export function doubleKnifeEdgeLossDb(distanceM: number, path: PathGeometry, wavenumberPerM: number): number {
  const angleRad = distanceM / path.effectiveEarthRadiusM - path.lineOfSightAngleRad; // [Algorithm, 4.12]
  const beyondM = distanceM - path.horizonsM;
  // v² = k θ² · d₁d₂/(d₁ + d₂) / 4π [TN101, I.7], with 1/4π as the model rounds it
  const scale = 0.0795775 * wavenumberPerM * angleRad * angleRad * beyondM;
  const txM = path.horizonDistancesM[0];
  const rxM = path.horizonDistancesM[1];
  return knifeEdgeLossDb((scale * txM) / (beyondM + txM)) + knifeEdgeLossDb((scale * rxM) / (beyondM + rxM));
}
