/** A covering problem on bare numbers: sites that can be opened, demands that they cover. */
export interface CoverInstance {
  /** What opening each site costs; ≥ 0. */
  readonly costs: Float64Array;
  /** Weight of each demand; > 0. */
  readonly weights: Float64Array;
  /** For each site the demands it covers, ascending, from 0. */
  readonly covers: readonly Uint32Array[];
  /** A demand counts only when at least `k` open sites cover it. */
  readonly k: number;
  /** Sites that are open whatever happens (existing gateways); their cost does count, so give 0 where it should not. */
  readonly fixedOpen: readonly number[];
  /** Sites that must stay closed (exclusion zones). */
  readonly fixedClosed: readonly number[];
  readonly objective: CoverObjective;
}

export type CoverObjective =
  /** Most weight covered, with at most so many open sites (fixed ones count) and at most so much cost; null: no such limit. */
  | { readonly kind: "max-weight"; readonly maxSites: number | null; readonly budget: number | null }
  /**
   * Least cost such that the covered weight is at least `targetWeight` (all demands: the sum of the weights), within the limits.
   */
  | {
      readonly kind: "min-cost";
      readonly targetWeight: number;
      readonly maxSites: number | null;
      readonly budget: number | null;
    };

export interface CoverSolution {
  /** `optimal`: proven within the asked gap; `feasible`: the best found in the time, with the bound as reported. */
  readonly status: "optimal" | "feasible" | "infeasible";
  /** Open sites, ascending, the fixed ones included. Empty when infeasible. */
  readonly open: readonly number[];
  /** Covered weight (max-weight) or cost (min-cost). Null when infeasible. */
  readonly objective: number | null;
  /** No solution is better than this: an upper bound for max-weight, a lower one for min-cost. Null when unknown. */
  readonly bound: number | null;
  /** |bound − objective| / |objective|, 0 when proven; null when infeasible, or when the objective is 0 and not proven. */
  readonly gap: number | null;
  /** Which steps were taken and what they gave, for the log and the report. */
  readonly trail: readonly string[];
}
