/** A linear model of which some columns must be whole: sparse by rows. */
export interface MipModel {
  readonly sense: "maximize" | "minimize";
  /** Objective coefficient of each column. */
  readonly columnCosts: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1: the column must be a whole number; 0: it is continuous. */
  readonly integer: Uint8Array;
  /** Bounds of each row; infinite where there is none. */
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Row `i` fills `rowColumns` and `rowValues` from `rowStarts[i]` to `rowStarts[i + 1]`. */
  readonly rowStarts: Int32Array;
  readonly rowColumns: Int32Array;
  readonly rowValues: Float64Array;
}

export interface MipOptions {
  readonly timeLimitS: number;
  /** Relative gap at which to stop; 0: prove the optimum. */
  readonly gap: number;
  readonly seed: number;
  /** Solve the linear relaxation instead, which also gives `penalties`. */
  readonly relaxed?: boolean;
  /** A known solution, one value for each column. */
  readonly start?: Float64Array;
  /** `proof`: the start is likely the optimum, so spend nothing on finding better ones. Default `search`. */
  readonly focus?: "search" | "proof";
}

export interface MipResult {
  /**
   * `optimal`: proven within the gap; `feasible`: values are a solution, not proven; `infeasible`: proven that there is none;
   * `unknown`: stopped before a solution was found.
   */
  readonly status: "optimal" | "feasible" | "infeasible" | "unknown";
  /** Null without values. */
  readonly objective: number | null;
  /** No solution is better, within the solver's tolerance; null when nothing is known. */
  readonly bound: number | null;
  /** One for each column, whole ones rounded; null without a solution. */
  readonly values: Float64Array | null;
  /** Of a relaxation that was solved: by how much at least the bound worsens per unit that a column at zero is raised; else null. */
  readonly penalties: Float64Array | null;
}

/**
 * Solves a mixed-integer model; provided by the machine, so that this room stays free of it.
 *
 * @throws {WorkError} `solver-failed` when the solver cannot read or run the model
 */
export type SolveMip = (model: MipModel, options: MipOptions) => Promise<MipResult>;
