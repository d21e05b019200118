import { doubleKnifeEdgeLossDb } from "./knife-edge.ts";
import type { PathGeometry } from "./path.ts";
import type { ItmSettings } from "./settings.ts";
import { smoothEarthLossDb } from "./smooth-earth.ts";
import { reflectingRoughnessM, roughnessAtDistanceM } from "./terrain-irregularity.ts";

/**
 * Diffraction attenuation beyond the horizons: knife edges and rounded earth weighted by how rough the terrain is, plus a
 * clutter term, dB [Algorithm, 4.9 to 4.11].
 *
 * @param distanceM beyond both horizons
 */
export function diffractionLossDb(distanceM: number, path: PathGeometry, settings: ItmSettings): number {
  const knifeEdgeDb = doubleKnifeEdgeLossDb(distanceM, path, settings.wavenumberPerM);
  const smoothEarthDb = smoothEarthLossDb(distanceM, path, settings);
  const weight = smoothEarthWeight(distanceM, path, settings.wavenumberPerM);
  return weight * smoothEarthDb + (1 - weight) * knifeEdgeDb + clutterLossDb(path, settings.frequencyMhz);
}

/** Loss to the clutter around the antennas, at most 15 dB [ERL 79-ITS 67, 3.38c]. */
function clutterLossDb(path: PathGeometry, frequencyMhz: number): number {
  const roughnessM = reflectingRoughnessM(roughnessAtDistanceM(path.smoothHorizonsM, path.terrainIrregularityM));
  const heightsM2 = path.structuralHeightsM[0] * path.structuralHeightsM[1];
  return Math.min(15, 5 * Math.log10(1 + 1e-5 * heightsM2 * frequencyMhz * roughnessM));
}

/** How much the path is like a smooth earth: 1 where it is smooth, towards 0 the rougher it is [ERL 79-ITS 67, 3.23]. */
function smoothEarthWeight(distanceM: number, path: PathGeometry, wavenumberPerM: number): number {
  const structuralM2 = path.structuralHeightsM[0] * path.structuralHeightsM[1];
  const effectiveM2 = path.effectiveHeightsM[0] * path.effectiveHeightsM[1];
  const heightTerm = Math.sqrt(1 + (effectiveM2 - structuralM2) / (structuralM2 + path.lowAntennaTermM2));
  const excessM = path.horizonsM - path.lineOfSightAngleRad * path.effectiveEarthRadiusM;
  const roughnessM = roughnessAtDistanceM(distanceM, path.terrainIrregularityM);
  const q = (heightTerm + excessM / distanceM) * Math.min(roughnessM * wavenumberPerM, 6283.2);
  return 25.1 / (25.1 + Math.sqrt(q));
}
