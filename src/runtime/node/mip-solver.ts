import type { Highs, Model } from "highs";
import { WorkError } from "../../math/errors.ts";
import type { MipModel, MipOptions, MipResult, SolveMip } from "../../network/placement/mip.ts";

/** Below this a whole column counts as at zero (HiGHS gives 1e-9 for 0 and 0.9999… for 1). */
const AT_ZERO = 1e-7;
/** HiGHS's `kSolutionStatusFeasible`: the value of `primal_solution_status` that says that the values satisfy the model. */
const FEASIBLE_POINT = 2;
/** Absolute gap at which HiGHS stops: its own default; far below 1, so that whole objectives are proven exactly. */
const ABSOLUTE_GAP = 1e-6;

/**
 * What serves a proof from a good start: no primal heuristics, no restarts (which repeat the root's work), and branching that
 * trusts its estimates after fewer trials. On placements with need 2 it took half of the time or less.
 */
const PROOF_OPTIONS = {
  mip_heuristic_effort: 0,
  mip_heuristic_run_feasibility_jump: false,
  mip_heuristic_run_rins: false,
  mip_heuristic_run_rens: false,
  mip_heuristic_run_root_reduced_cost: false,
  mip_allow_restart: false,
  mip_pscost_minreliable: 4,
};

let loading: Promise<Highs> | undefined;

/** Loads HiGHS at the first call only: a tenth of a second that commands without placement should not pay. */
function loadHighs(): Promise<Highs> {
  loading ??= import("highs").then((module) => module.default());
  return loading;
}

/**
 * Solves a mixed-integer model, or its relaxation, with HiGHS in WebAssembly. The call blocks its thread while it solves.
 * The same model, options and seed give the same result unless the time limit ends the search.
 *
 * @throws {WorkError} `solver-failed` when HiGHS refuses the model or fails on it
 */
export const solveMip: SolveMip = async (model, options) => {
  const highs = await loadHighs();
  let instance: Model | undefined;
  try {
    instance = createInstance(highs, model, options);
    instance.run();
    return readResult(highs, instance, model, options);
  } catch (error) {
    if (error instanceof WorkError) throw error;
    // A run out of WebAssembly memory leaves the module unusable: the next call must load a new one.
    loading = undefined;
    instance = undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkError("solver-failed", `HiGHS failed: ${reason}`, { cause: error });
  } finally {
    instance?.dispose();
  }
};

function createInstance(highs: Highs, model: MipModel, options: MipOptions): Model {
  const { objectiveSense } = highs.constants;
  const instance = highs.createModel({
    numCols: model.columnCosts.length,
    numRows: model.rowLower.length,
    sense: model.sense === "maximize" ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: model.columnCosts,
    colLower: model.columnLower,
    colUpper: model.columnUpper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: "csr",
      numRows: model.rowLower.length,
      numCols: model.columnCosts.length,
      starts: model.rowStarts,
      indices: model.rowColumns,
      values: model.rowValues,
    },
    ...(options.relaxed ? {} : { integrality: Int32Array.from(model.integer) }),
  });
  instance.options.set({
    output_flag: false,
    time_limit: Math.max(options.timeLimitS, 0),
    random_seed: options.seed % 2 ** 31,
    mip_rel_gap: options.gap,
    mip_abs_gap: ABSOLUTE_GAP,
    ...(options.focus === "proof" ? PROOF_OPTIONS : {}),
    // On large placements the interior point is up to three times as fast; crossover makes its duals exact.
    ...(options.relaxed ? { solver: "ipm", run_crossover: "on" } : {}),
  });
  if (options.start && !options.relaxed) instance.setSolution({ colValue: options.start });
  return instance;
}

function readResult(highs: Highs, instance: Model, model: MipModel, options: MipOptions): MipResult {
  const status = instance.getModelStatus();
  const { modelStatus } = highs.constants;
  const none = { objective: null, bound: null, values: null, penalties: null };
  // Every column is bounded, so "unbounded or infeasible" can only mean the second.
  if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
    return { status: "infeasible", ...none };
  }
  const solved = status === modelStatus.optimal;
  if (!solved && status !== modelStatus.timeLimit) {
    throw new WorkError("solver-failed", `HiGHS ended with model status ${status}`);
  }
  const hasValues = Number(instance.info.get("primal_solution_status")) === FEASIBLE_POINT;
  if (options.relaxed) {
    // A relaxation cut short proves nothing.
    if (!solved || !hasValues) return { status: "unknown", ...none };
    const solution = instance.getSolution();
    const objective = instance.getObjectiveValue();
    const penalties = solution.colDual.map((dual, i) => (solution.colValue[i] <= AT_ZERO ? Math.abs(dual) : 0));
    return { status: "optimal", objective, bound: objective, values: solution.colValue, penalties };
  }
  const dualBound = Number(instance.info.get("mip_dual_bound"));
  const bound = Number.isFinite(dualBound) ? dualBound : null;
  if (!hasValues) return { status: "unknown", ...none, bound };
  const values = roundWhole(instance.getSolution().colValue, model.integer);
  return {
    status: solved ? "optimal" : "feasible",
    objective: instance.getObjectiveValue(),
    bound,
    values,
    penalties: null,
  };
}

function roundWhole(values: Float64Array, integer: Uint8Array): Float64Array {
  return values.map((value, i) => (integer[i] === 1 ? Math.round(value) : value));
}
