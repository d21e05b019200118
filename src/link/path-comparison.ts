import { describePath, type Obstacle, type TerrainProfilePicture } from "../geo/line-of-sight.ts";
import { InputError, type Issue } from "../math/errors.ts";
import { computeModelLoss, type PathRequest } from "./path.ts";
import { freeSpaceLossDb } from "./propagation/free-space.ts";
import type { ModelWarning, PropagationModel } from "./propagation/model.ts";
import { settingInputs } from "./propagation/read-input.ts";
import { requireWithinRange } from "./propagation/validity.ts";

/** One path for many models: `modelInputs` are each model's own where it has an input of that name. */
export interface ComparisonRequest extends Omit<PathRequest, "model"> {
  /** How the reason to skip a model names an input: its key unless told (a flag). */
  readonly where?: (key: string) => string;
  /** True: a model that is outside its range on this path is not run. */
  readonly strict?: boolean;
}

export interface ComparedModel {
  readonly name: string;
  readonly lossDb: number;
  /** Over free space on the same distance, dB; below zero where the model loses less. */
  readonly excessDb: number;
  /** Standard deviation of shadowing, dB; null where the model does not tell it. */
  readonly shadowingSigmaDb: number | null;
  readonly warnings: readonly ModelWarning[];
}

export interface SkippedModel {
  readonly name: string;
  /** Why it was not run, in words: what it needs and was not given, or why it refuses the path. */
  readonly skipped: string;
}

/** One path by every model that can be run on it. */
export interface PathComparison {
  readonly distanceM: number;
  readonly bearingDeg: number | null;
  readonly lineOfSight: boolean;
  /** Least clearance in first Fresnel radii. */
  readonly fresnelClearance: number;
  readonly obstacles: readonly Obstacle[];
  readonly freeSpaceLossDb: number;
  /** In the order of the models asked. */
  readonly models: readonly (ComparedModel | SkippedModel)[];
  readonly profile: TerrainProfilePicture;
}

/**
 * The loss of one path by each of the models. A model that needs an input that is neither given nor known from the path, or that
 * refuses this path, is named with the reason. Await each model's `load` before.
 *
 * @throws {InputError} for a bad path; and for a model input that every model with such an input refuses
 */
export function comparePathModels(request: ComparisonRequest, models: readonly PropagationModel[]): PathComparison {
  const { ground, txHeightAglM, rxHeightAglM, frequencyHz, modelInputs, where = (key: string) => key } = request;
  const profile = describePath({ ...ground, txHeightAglM, rxHeightAglM, frequencyHz });
  const runs = models.map((model) => runModel(model, request));
  refuseUselessInputs(Object.keys(modelInputs), runs);
  const freeSpaceDb = freeSpaceLossDb(ground.distanceM, frequencyHz);
  return {
    distanceM: ground.distanceM,
    bearingDeg: ground.bearingDeg,
    lineOfSight: profile.lineOfSight,
    fresnelClearance: profile.fresnelClearance,
    obstacles: profile.obstacles,
    freeSpaceLossDb: freeSpaceDb,
    models: runs.map((run) => answerOf(run, freeSpaceDb, where)),
    profile,
  };
}

type ModelRun = { readonly model: PropagationModel } & (
  | { readonly result: ReturnType<PropagationModel["loss"]> }
  | { readonly issues: readonly Issue[] }
);

function runModel(model: PropagationModel, request: ComparisonRequest): ModelRun {
  const own = settingInputs(model);
  const modelInputs = Object.fromEntries(
    Object.entries(request.modelInputs).filter(([key]) => Object.hasOwn(own, key)),
  );
  try {
    const result = computeModelLoss({ ...request, model, modelInputs });
    if (request.strict) requireWithinRange(result.warnings);
    return { model, result };
  } catch (error) {
    if (error instanceof InputError) return { model, issues: error.issues };
    throw error;
  }
}

/** A value that one model cannot use may be meant for another; one that none can use is a mistake. */
function refuseUselessInputs(keys: readonly string[], runs: readonly ModelRun[]): void {
  const faults = keys.flatMap((key) => {
    const users = runs.filter(({ model }) => Object.hasOwn(settingInputs(model), key));
    const found = users.map((run) => ("issues" in run ? run.issues.find(({ where }) => where === key) : undefined));
    const [first] = found;
    return first !== undefined && found.every((issue) => issue !== undefined) ? [first] : [];
  });
  if (faults.length > 0) throw new InputError(faults);
}

function answerOf(run: ModelRun, freeSpaceDb: number, where: (key: string) => string): ComparedModel | SkippedModel {
  const { name } = run.model;
  if ("issues" in run) {
    return { name, skipped: run.issues.map((issue) => `${where(issue.where)}: ${issue.message}`).join("; ") };
  }
  const { lossDb, warnings, shadowingSigmaDb } = run.result;
  const sigmaDb = typeof shadowingSigmaDb === "number" ? shadowingSigmaDb : null;
  return { name, lossDb, excessDb: lossDb - freeSpaceDb, shadowingSigmaDb: sigmaDb, warnings };
}
