import { ITM } from "../../link/propagation/itm.ts";
import type { PropagationModel } from "../../link/propagation/model.ts";
import { findPathModel } from "../../link/propagation/registry.ts";
import { InputError } from "../../math/errors.ts";
import { computeByDistance } from "./distance-table.ts";
import { computeExactItm, createExact } from "./exact.ts";
import { sweepItm } from "./itm-sweep.ts";
import { computePlaces } from "./places.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/**
 * Computes the path loss of a task's sector into its `lossDb`.
 *
 * @throws {InputError} `unknown-model`; `excess-loss`; `no-sweep` for a sweep by a model that has none ({@link hasSweep});
 *   `no-coverage` for a model over terrain that has no way to cover an area
 */
export function computeCoverage(task: CoverageTask): CoverageTaskResult {
  const model = findPathModel(task.model);
  if (!model.usesTerrain) return computeByDistance(task, model);
  if (model === ITM) return task.method === "exact" ? computeExactItm(task) : sweepItm(task);
  if (model.lossOverTerrain === undefined) throw fault("no-coverage", `${model.name} computes single paths only`);
  if (task.method === "sweep") throw fault("no-sweep", `${model.name} has no sweep: ask for the exact model`);
  return computePlaces(task, createExact(task, model.lossOverTerrain(task.inputs), model.usesCover));
}

/** True when a map can be computed faster than path by path: by a sweep over terrain, or from a table of distances. */
export function hasSweep(model: PropagationModel): boolean {
  return !model.usesTerrain || model === ITM;
}

function fault(code: string, message: string): InputError {
  return new InputError({ code, where: "/chirpscape/propagation/model", message });
}
