import { firstTermLossDb, type SphericalPath } from "./first-term.ts";
import { wavelengthM } from "./knife-edge.ts";

/**
 * Diffraction loss over a smooth earth, at any distance: by the first term beyond the horizon, and interpolated to no loss where
 * the ray clears the earth.
 *
 * @param earthRadiusM on which rays are straight, m
 * @returns dB over free space, ≥ 0
 * @see ITU-R P.526-15, §3.2; equations by their numbers in P.1812-7, §4.3.2
 */
export function sphericalEarthLossDb(path: SphericalPath, earthRadiusM: number): number {
  const { distanceM, txHeightM, rxHeightM } = path;
  const rootsM = Math.sqrt(txHeightM) + Math.sqrt(rxHeightM);
  const horizonM = Math.sqrt(2 * earthRadiusM) * rootsM; // eq. 22
  if (distanceM >= horizonM) return Math.max(0, firstTermLossDb(path, earthRadiusM));

  const reflection = reflectionPoint(path, earthRadiusM);
  const requiredM =
    0.552 * Math.sqrt((reflection.d1M * reflection.d2M * wavelengthM(path.carrier.frequencyHz)) / distanceM); // eq. 25
  if (reflection.clearanceM > requiredM) return 0;
  // The radius at which this distance would be the horizon
  const grazingRadiusM = 0.5 * (distanceM / rootsM) ** 2; // eq. 26
  const grazingLossDb = firstTermLossDb(path, grazingRadiusM);
  return grazingLossDb < 0 ? 0 : (1 - reflection.clearanceM / requiredM) * grazingLossDb; // eq. 27
}

/** Where the ray passes lowest over the smooth earth, and by how much [eq. 23 and 24]. */
function reflectionPoint({ distanceM, txHeightM, rxHeightM }: SphericalPath, earthRadiusM: number) {
  const c = (txHeightM - rxHeightM) / (txHeightM + rxHeightM); // eq. 24d
  const m = (distanceM * distanceM) / (4 * earthRadiusM * (txHeightM + rxHeightM)); // eq. 24e
  const angleRad = Math.PI / 3 + Math.acos(((3 * c) / 2) * Math.sqrt((3 * m) / (m + 1) ** 3)) / 3;
  const b = 2 * Math.sqrt((m + 1) / (3 * m)) * Math.cos(angleRad); // eq. 24c
  const d1M = (distanceM / 2) * (1 + b); // eq. 24a
  const d2M = distanceM - d1M; // eq. 24b
  const txPartM = (txHeightM - (d1M * d1M) / (2 * earthRadiusM)) * d2M;
  const rxPartM = (rxHeightM - (d2M * d2M) / (2 * earthRadiusM)) * d1M;
  return { d1M, d2M, clearanceM: (txPartM + rxPartM) / distanceM }; // eq. 23
}
