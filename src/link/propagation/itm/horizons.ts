import type { ElevationProfile, PathGeometry } from "./path.ts";

/**
 * Finds each antenna's horizon: the terrain point that it sees at the greatest elevation angle, or the other antenna when
 * that stands higher [TN101, 6.15]. Reads the structural heights and the effective earth's radius, writes horizon distances
 * and angles.
 */
export function findHorizons(profile: ElevationProfile, path: PathGeometry): void {
  const { elevationM, steps, resolutionM } = profile;
  const distanceM = steps * resolutionM;
  const bulgePerM = 1 / (2 * path.effectiveEarthRadiusM);
  const txTopM = elevationM[0] + path.structuralHeightsM[0];
  const rxTopM = elevationM[steps] + path.structuralHeightsM[1];

  const risePerM = (rxTopM - txTopM) / distanceM;
  let txAngleRad = risePerM - distanceM * bulgePerM;
  let rxAngleRad = -risePerM - distanceM * bulgePerM;
  let txHorizonM = distanceM;
  let rxHorizonM = distanceM;
  // Distances grow by addition, as in the reference implementation: the fits that follow cut 0.9 of a horizon's distance
  // to whole steps, so a last bit can decide which samples they read.
  let fromTxM = 0;
  let fromRxM = distanceM;
  for (let i = 1; i < steps; i++) {
    fromTxM += resolutionM;
    fromRxM -= resolutionM;
    const seenFromTxRad = (elevationM[i] - txTopM) / fromTxM - fromTxM * bulgePerM;
    const seenFromRxRad = (elevationM[i] - rxTopM) / fromRxM - fromRxM * bulgePerM;
    if (seenFromTxRad > txAngleRad) {
      txAngleRad = seenFromTxRad;
      txHorizonM = fromTxM;
    }
    if (seenFromRxRad > rxAngleRad) {
      rxAngleRad = seenFromRxRad;
      rxHorizonM = fromRxM;
    }
  }
  path.horizonAnglesRad[0] = txAngleRad;
  path.horizonAnglesRad[1] = rxAngleRad;
  path.horizonDistancesM[0] = txHorizonM;
  path.horizonDistancesM[1] = rxHorizonM;
}
