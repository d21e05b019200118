import { angleWeight, distanceWeight, type Mechanisms } from "./combination.ts";
import type { PathHorizons } from "./horizons.ts";
import { multipathCorrectionDb } from "./line-of-sight.ts";

/** The losses of single steps, dB, and what of the path and the time weighs them. */
export interface MechanismSteps {
  /** L_bfs */
  readonly freeSpaceDb: number;
  /** L_d50 and L_dp */
  readonly medianDiffractionDb: number;
  readonly diffractionDb: number;
  /** L_ba and L_bs */
  readonly ductingDb: number;
  readonly troposcatterDb: number;
  readonly distanceM: number;
  readonly horizons: Pick<PathHorizons, "distancesM" | "pathAngleRad">;
  readonly seaFraction: number;
  /** p and β₀, and the weight between median and anomalous propagation that follows from them: F_i */
  readonly timePercent: number;
  readonly anomalousTimePercent: number;
  readonly timeWeight: number;
}

/**
 * The mechanisms' whole losses with the weights between them.
 *
 * @see ITU-R P.1812-7, §4.2 and 4.3.5, equations by their numbers
 */
export function gatherMechanisms(steps: MechanismSteps): Mechanisms {
  const { freeSpaceDb, diffractionDb, horizons, timePercent, anomalousTimePercent } = steps;
  const lineOfSightDb = freeSpaceDb + multipathCorrectionDb(horizons, timePercent); // eq. 10
  return {
    lineOfSightDb,
    anomalousLineOfSightDb: freeSpaceDb + multipathCorrectionDb(horizons, anomalousTimePercent), // eq. 11
    diffractionDb,
    medianDiffractedDb: freeSpaceDb + steps.medianDiffractionDb, // eq. 42
    diffractedDb: lineOfSightDb + diffractionDb, // eq. 43
    ductingDb: steps.ductingDb,
    troposcatterDb: steps.troposcatterDb,
    seaFraction: steps.seaFraction,
    isAnomalous: timePercent < anomalousTimePercent,
    timeWeight: steps.timeWeight,
    angleWeight: angleWeight(horizons.pathAngleRad),
    distanceWeight: distanceWeight(steps.distanceM),
  };
}
