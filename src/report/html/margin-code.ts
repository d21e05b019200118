/**
 * Margins in one byte: 0 is "nothing computed", the others are steps of half a decibel *above the goal's margin*, rounded down.
 * Rounded down and counted from the goal, a code answers "is the margin at least goal + k·step?" exactly for every whole k: the
 * report's coverage equals the plan's although its maps are coarse.
 */
export const MARGIN_STEP_DB = 0.5;
export const NOTHING_COMPUTED = 0;
/** The code whose margin is the goal's. Deep shadow matters less than the near field, so there is more room above than below. */
export const GOAL_CODE = 97;
export const LEAST_CODE = 1;
export const GREATEST_CODE = 255;

/**
 * @param excessDb margin less the goal's margin; NaN is "nothing computed"
 * @returns 0–255; margins beyond the range (−48 to +79 dB about the goal) are given its end
 */
export function encodeExcess(excessDb: number): number {
  if (Number.isNaN(excessDb)) return NOTHING_COMPUTED;
  const code = Math.floor(excessDb / MARGIN_STEP_DB) + GOAL_CODE;
  return Math.min(GREATEST_CODE, Math.max(LEAST_CODE, code));
}

/** Margin less the goal's margin, dB: the middle of the code's step; NaN for "nothing computed". */
export function decodeExcess(code: number): number {
  return code === NOTHING_COMPUTED ? Number.NaN : (code - GOAL_CODE + 0.5) * MARGIN_STEP_DB;
}

/** The least code that reaches `excessDb` above the goal, a multiple of the step. */
export function thresholdCode(excessDb: number): number {
  return GOAL_CODE + Math.round(excessDb / MARGIN_STEP_DB);
}
