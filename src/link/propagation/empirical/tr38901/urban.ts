import { REPORT_SPEED_OF_LIGHT_MPS, slantDistanceM, type Tr38901Losses, type Tr38901Path } from "./scenario.ts";

/**
 * hE, m: the ground that reflects in a town is not that under the feet. The report draws it at random for urban macro cells where
 * the mobile stands above 13 m; its least value is taken for all, so that the answer is one number.
 */
const ENVIRONMENT_HEIGHT_M = 1;

/** Coefficients of the line of sight: a + b·log d up to the breakpoint, a + 40·log d − c·log(…) beyond. */
interface StreetLoss {
  readonly offsetDb: number;
  readonly slope: number;
  readonly beyond: number;
}

/**
 * Urban macro cell.
 *
 * @see 3GPP TR 38.901, Table 7.4.1-1, UMa
 */
export function urbanMacroLosses(path: Tr38901Path): Tr38901Losses {
  const losDb = lineOfSightLossDb(path, { offsetDb: 28, slope: 22, beyond: 9 });
  const nlosDb =
    13.54 +
    39.08 * Math.log10(slantDistanceM(path)) +
    20 * Math.log10(path.frequencyGhz) -
    0.6 * (path.mobileHeightM - 1.5);
  return {
    los: { lossDb: losDb, shadowingSigmaDb: 4 },
    nlos: { lossDb: Math.max(losDb, nlosDb), shadowingSigmaDb: 6 },
  };
}

/**
 * Urban micro cell, street canyon.
 *
 * @see 3GPP TR 38.901, Table 7.4.1-1, UMi – Street Canyon
 */
export function urbanMicroLosses(path: Tr38901Path): Tr38901Losses {
  const losDb = lineOfSightLossDb(path, { offsetDb: 32.4, slope: 21, beyond: 9.5 });
  const nlosDb =
    35.3 * Math.log10(slantDistanceM(path)) +
    22.4 +
    21.3 * Math.log10(path.frequencyGhz) -
    0.3 * (path.mobileHeightM - 1.5);
  return {
    los: { lossDb: losDb, shadowingSigmaDb: 4 },
    nlos: { lossDb: Math.max(losDb, nlosDb), shadowingSigmaDb: 7.82 },
  };
}

/** PL1 up to the breakpoint d'BP, PL2 beyond. */
function lineOfSightLossDb(path: Tr38901Path, { offsetDb, slope, beyond }: StreetLoss): number {
  const { baseHeightM, mobileHeightM, frequencyGhz } = path;
  const logD3d = Math.log10(slantDistanceM(path));
  const commonDb = offsetDb + 20 * Math.log10(frequencyGhz);
  // An antenna below the reflecting ground has the breakpoint at its own foot
  const effectiveBaseM = Math.max(0, baseHeightM - ENVIRONMENT_HEIGHT_M);
  const effectiveMobileM = Math.max(0, mobileHeightM - ENVIRONMENT_HEIGHT_M);
  const breakpointM = (4 * effectiveBaseM * effectiveMobileM * frequencyGhz * 1e9) / REPORT_SPEED_OF_LIGHT_MPS;
  if (path.distanceM <= breakpointM) return commonDb + slope * logD3d;
  return commonDb + 40 * logD3d - beyond * Math.log10(breakpointM ** 2 + (baseHeightM - mobileHeightM) ** 2);
}
