import { ITM } from "../../link/propagation/itm.ts";
import { findPathModel } from "../../link/propagation/registry.ts";
import { InputError } from "../../math/errors.ts";
import { computeByDistance } from "./distance-table.ts";
import { computeExactItm } from "./exact.ts";
import { sweepItm } from "./itm-sweep.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/**
 * Computes the path loss of a task's sector into its `lossDb`.
 *
 * @throws {InputError} `unknown-model`; `excess-loss`; `no-coverage` for a model over terrain that has no way to cover an area
 */
export function computeCoverage(task: CoverageTask): CoverageTaskResult {
  const model = findPathModel(task.model);
  if (!model.usesTerrain) return computeByDistance(task, model);
  if (model === ITM) return task.method === "exact" ? computeExactItm(task) : sweepItm(task);
  throw new InputError({
    code: "no-coverage",
    where: "/chirpscape/propagation/model",
    message: `${model.name} computes single paths only`,
  });
}
