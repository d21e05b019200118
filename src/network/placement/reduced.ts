import type { Incidence } from "./incidence.ts";

/**
 * A covering problem without what cannot matter: fixed sites are taken out, demands that the same sites cover are one row.
 * Limits and target are what the fixed sites leave; the answer's value is that of `base` and of the chosen sites together.
 */
export interface ReducedCover {
  /** The instance's index of each remaining site. */
  readonly sites: Uint32Array;
  readonly costs: Float64Array;
  /** Weight of each row: the sum of its demands. */
  readonly weights: Float64Array;
  /** How many of its sites must be open for a row to count; ≥ 1. */
  readonly needs: Uint32Array;
  /** The sites of each row. */
  readonly rows: Incidence;
  /** The rows of each site. */
  readonly columns: Incidence;
  readonly maxSites: number | null;
  readonly budget: number | null;
  readonly goal: ReducedGoal;
  /** What the fixed sites give and cost by themselves. */
  readonly base: { readonly weight: number; readonly cost: number };
}

export type ReducedGoal =
  | { readonly kind: "max-weight" }
  /** `coverAll`: the target needs every row, so none may be left out. */
  | { readonly kind: "min-cost"; readonly targetWeight: number; readonly coverAll: boolean };

/**
 * Sums of weights and costs that differ by less than this fraction are equal: ten thousand additions in double precision
 * err by about 1e-12, and no weight in use is known to nine digits.
 */
export const SUM_TOLERANCE = 1e-9;

/** Sum of all row weights. */
export function totalWeight(problem: ReducedCover): number {
  return problem.weights.reduce((sum, weight) => sum + weight, 0);
}

/** Beyond this sum, one more or less is hardly told from rounding. */
const LARGEST_WHOLE_SUM = 2 ** 30;

/** Whether sums of these values are whole numbers, exact enough that a bound on one can be rounded. */
export function haveWholeSums(values: Float64Array): boolean {
  let sum = 0;
  for (const value of values) {
    if (!Number.isInteger(value)) return false;
    sum += value;
  }
  return sum <= LARGEST_WHOLE_SUM;
}
