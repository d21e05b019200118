export const SCENARIOS = ["rma", "uma", "umi"] as const;

/** Rural macro, urban macro, urban micro (street canyon). */
export type Tr38901Scenario = (typeof SCENARIOS)[number];

/** A path as the technical report counts it: distances along the ground, frequency in GHz. */
export interface Tr38901Path {
  /** d2D. */
  readonly distanceM: number;
  /** hBS. */
  readonly baseHeightM: number;
  /** hUT. */
  readonly mobileHeightM: number;
  /** fc. */
  readonly frequencyGhz: number;
}

/** Loss and spread of one of the two conditions. */
export interface Tr38901Loss {
  readonly lossDb: number;
  /** Standard deviation of the shadow fading, σSF. */
  readonly shadowingSigmaDb: number;
}

/** Line of sight and not. */
export interface Tr38901Losses {
  readonly los: Tr38901Loss;
  readonly nlos: Tr38901Loss;
}

/** The report's own rounding, on which its breakpoints rest (Table 7.4.1-1, note 1). */
export const REPORT_SPEED_OF_LIGHT_MPS = 3e8;

/** d3D: from antenna to antenna. */
export function slantDistanceM({ distanceM, baseHeightM, mobileHeightM }: Tr38901Path): number {
  return Math.hypot(distanceM, baseHeightM - mobileHeightM);
}
