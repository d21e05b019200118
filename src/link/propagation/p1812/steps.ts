import type { P1812Loss } from "./basic-loss.ts";
import type { PathZones } from "./zones.ts";

/**
 * The values between input and loss under the names of the answer, in the order of the Recommendation: what one compares with
 * another implementation. Pairs hold the transmitter first.
 */
export function describeSteps(loss: P1812Loss, zones: PathZones): Readonly<Record<string, unknown>> {
  const { horizons, surface, ducting, diffraction, mechanisms, combined } = loss;
  return {
    lineOfSight: horizons.lineOfSight,
    seaFraction: zones.seaFraction, // ω
    anomalousTimePercent: loss.anomalousTimePercent, // β0
    effectiveEarthRadiusM: loss.medianEarthRadiusM, // ae
    horizonDistancesM: horizons.distancesM, // dlt, dlr
    horizonAnglesRad: horizons.anglesRad, // θt, θr
    pathAngleRad: horizons.pathAngleRad, // θ
    smoothSurfaceM: [surface.txM, surface.rxM], // hstd, hsrd
    effectiveHeightsM: ducting.effectiveHeightsM, // hte, hre
    roughnessM: ducting.roughnessM, // hm
    timeWeight: mechanisms.timeWeight, // Fi
    angleWeight: mechanisms.angleWeight, // Fj
    distanceWeight: mechanisms.distanceWeight, // Fk
    freeSpaceLossDb: loss.freeSpaceDb, // Lbfs
    lineOfSightLossDb: mechanisms.lineOfSightDb, // Lb0p
    anomalousLineOfSightLossDb: mechanisms.anomalousLineOfSightDb, // Lb0β
    bullingtonLossDb: diffraction.median.bullingtonDb, // Lbulla
    smoothBullingtonLossDb: diffraction.median.smoothBullingtonDb, // Lbulls
    sphericalEarthLossDb: diffraction.median.sphericalEarthDb, // Ldsph
    medianDiffractionLossDb: diffraction.median.lossDb, // Ld50
    anomalousDiffractionLossDb: diffraction.anomalousDb, // Ldβ
    diffractionLossDb: diffraction.lossDb, // Ldp
    medianDiffractedLossDb: mechanisms.medianDiffractedDb, // Lbd50
    diffractedLossDb: mechanisms.diffractedDb, // Lbd
    leastLossDb: combined.leastDb, // Lminb0p
    ductingLossDb: mechanisms.ductingDb, // Lba
    diffractedOrDuctedLossDb: combined.diffractedOrDuctedDb, // Lbda
    modifiedLossDb: combined.modifiedDb, // Lbam
    troposcatterLossDb: mechanisms.troposcatterDb, // Lbs
    medianLocationLossDb: combined.lossDb, // Lbc
    locationSigmaDb: loss.locationSigmaDb, // σL
    locationLossDb: loss.locationDb, // over the median
  };
}
