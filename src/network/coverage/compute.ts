import { DELTA_BULLINGTON } from "../../link/propagation/diffraction/delta-bullington.ts";
import { ITM } from "../../link/propagation/itm.ts";
import type { PropagationModel } from "../../link/propagation/model.ts";
import { P1812 } from "../../link/propagation/p1812.ts";
import { findPathModel } from "../../link/propagation/registry.ts";
import { InputError } from "../../math/errors.ts";
import { sweepDeltaBullington } from "./diffraction/delta-bullington.ts";
import { sweepP1812 } from "./diffraction/p1812.ts";
import { computeByDistance } from "./distance-table.ts";
import { computeExactItm, createExact } from "./exact.ts";
import { sweepItm } from "./itm/sweep.ts";
import { computePlaces } from "./places.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** The walks along radials, by the model over terrain whose loss they meet. */
export const SWEEPS: ReadonlyMap<PropagationModel, (task: CoverageTask) => CoverageTaskResult> = new Map([
  [ITM, sweepItm],
  [DELTA_BULLINGTON, sweepDeltaBullington],
  [P1812, sweepP1812],
]);

/**
 * Computes the path loss of a task's sector into its `lossDb`.
 *
 * @throws {InputError} `unknown-model`; `excess-loss`; `no-coverage` for a model over terrain that has no way to cover an area
 */
export function computeCoverage(task: CoverageTask): CoverageTaskResult {
  const model = findPathModel(task.model);
  if (!model.usesTerrain) return computeByDistance(task, model);
  const sweep = SWEEPS.get(model);
  if (task.method === "sweep" && sweep !== undefined) return sweep(task);
  if (model === ITM) return computeExactItm(task);
  if (model.lossOverTerrain === undefined) {
    const message = `${model.name} computes single paths only`;
    throw new InputError({ code: "no-coverage", where: "/chirpscape/propagation/model", message });
  }
  return computePlaces(task, createExact(task, model.lossOverTerrain(task.inputs), model.usesCover));
}
