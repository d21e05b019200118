import { REPORT_SPEED_OF_LIGHT_MPS, slantDistanceM, type Tr38901Losses, type Tr38901Path } from "./scenario.ts";

/** What stands around the mobile station. */
export interface RuralSurroundings {
  /** h. */
  readonly buildingHeightM: number;
  /** W. */
  readonly streetWidthM: number;
}

/**
 * Rural macro cell.
 *
 * @see 3GPP TR 38.901, Table 7.4.1-1, RMa
 */
export function ruralMacroLosses(
  path: Tr38901Path,
  { buildingHeightM, streetWidthM }: RuralSurroundings,
): Tr38901Losses {
  const { baseHeightM, mobileHeightM, frequencyGhz } = path;
  const d3d = slantDistanceM(path);
  const breakpointM = (2 * Math.PI * baseHeightM * mobileHeightM * frequencyGhz * 1e9) / REPORT_SPEED_OF_LIGHT_MPS;
  const isBeyond = path.distanceM > breakpointM;
  const losDb = isBeyond
    ? nearLossDb(breakpointM, frequencyGhz, buildingHeightM) + 40 * Math.log10(d3d / breakpointM)
    : nearLossDb(d3d, frequencyGhz, buildingHeightM);
  const logBase = Math.log10(baseHeightM);
  const nlosDb =
    161.04 -
    7.1 * Math.log10(streetWidthM) +
    7.5 * Math.log10(buildingHeightM) -
    (24.37 - 3.7 * (buildingHeightM / baseHeightM) ** 2) * logBase +
    (43.42 - 3.1 * logBase) * (Math.log10(d3d) - 3) +
    20 * Math.log10(frequencyGhz) -
    (3.2 * Math.log10(11.75 * mobileHeightM) ** 2 - 4.97);
  return {
    los: { lossDb: losDb, shadowingSigmaDb: isBeyond ? 6 : 4 },
    nlos: { lossDb: Math.max(losDb, nlosDb), shadowingSigmaDb: 8 },
  };
}

/** PL1, up to the breakpoint. */
function nearLossDb(d3d: number, frequencyGhz: number, buildingHeightM: number): number {
  const roofs = buildingHeightM ** 1.72;
  return (
    20 * Math.log10((40 * Math.PI * d3d * frequencyGhz) / 3) +
    Math.min(0.03 * roofs, 10) * Math.log10(d3d) -
    Math.min(0.044 * roofs, 14.77) +
    0.002 * Math.log10(buildingHeightM) * d3d
  );
}
