import path from "node:path";
import { loadModel } from "../link/propagation/registry.ts";
import type { Issue } from "../math/errors.ts";
import { scenarioRangeIssues } from "../network/coverage/model-warnings.ts";
import { stationsToCompute } from "../network/plan.ts";
import { readAntennaFiles } from "../runtime/node/antenna-files.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { findGroundFiles, type GroundFiles, NO_GROUND_FILES } from "../runtime/node/scenario-files.ts";
import { valueAt } from "../scenario/checks/issues.ts";
import { parseJsonText } from "../scenario/json-text.ts";
import { OVERRIDE_POINTERS, type ScenarioOverrides } from "../scenario/overrides.ts";
import { validateScenario } from "../scenario/parse.ts";
import type { Purpose } from "../scenario/purpose.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { FileInputError } from "./errors.ts";
import { flagOf } from "./model-options.ts";
import type { OptionSpecs } from "./options.ts";

export interface ScenarioRequest {
  readonly file: string;
  readonly purpose: Purpose;
  readonly allowOutside: boolean;
  readonly overrides?: ScenarioOverrides;
  /** The options behind the overrides, by the override's key: a fault in one is told of its flag. */
  readonly overrideOptions?: OptionSpecs;
  /** True: what lies outside the model's range is a fault. */
  readonly strict?: boolean;
}

export interface ScenarioInput {
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** Null when there is an issue. */
  readonly scenario: Scenario | null;
  readonly groundFiles: GroundFiles;
}

/**
 * Reads a scenario, checks it, reads its antennas' patterns, and looks for the files of its ground.
 *
 * @throws {InputError} when the file cannot be read or is not JSON; all other faults are returned
 */
export async function inspectScenario(request: ScenarioRequest): Promise<ScenarioInput> {
  const { file, purpose, allowOutside, overrides = {} } = request;
  const json = parseJsonText(await readTextFile(file), file);
  await loadModel(valueAt(json, ["chirpscape", "propagation", "model"]));
  const { issues, warnings, scenario } = validateScenario(json, { overrides, allowOutside, purpose });
  if (scenario === null) {
    return {
      issues: issues.map((issue) => nameFlag(issue, request)),
      warnings,
      scenario,
      groundFiles: NO_GROUND_FILES,
    };
  }
  const outside = request.strict ? scenarioRangeIssues(scenario, stationsFor(scenario, purpose)) : [];
  if (outside.length > 0) {
    return {
      issues: outside.map((issue) => nameFlag(issue, request)),
      warnings,
      scenario: null,
      groundFiles: NO_GROUND_FILES,
    };
  }
  const place = { folder: path.dirname(file), allowOutside };
  const found = await findGroundFiles(scenario, place);
  const read = await readAntennaFiles(scenario, place);
  const missing = [...found.issues, ...read.issues];
  if (missing.length > 0) return { issues: missing, warnings, scenario: null, groundFiles: NO_GROUND_FILES };
  return { issues: [], warnings, scenario: read.scenario, groundFiles: found.files };
}

/**
 * Reads a scenario that must be sound.
 *
 * @throws {InputError} with every fault
 */
export async function readScenario(request: ScenarioRequest): Promise<{
  readonly scenario: Scenario;
  readonly groundFiles: GroundFiles;
  readonly warnings: readonly Issue[];
}> {
  const { issues, warnings, scenario, groundFiles } = await inspectScenario(request);
  if (scenario === null) throw new FileInputError(request.file, issues);
  return { scenario, groundFiles, warnings };
}

function stationsFor(scenario: Scenario, purpose: Purpose): number[] {
  return purpose === "any" ? scenario.stations.map((_, index) => index) : stationsToCompute(scenario, purpose);
}

/** A fault at a place that an override has written is a fault of the flag. */
function nameFlag(issue: Issue, { overrides = {}, overrideOptions = {} }: ScenarioRequest): Issue {
  const keys = Object.keys(overrides) as (keyof ScenarioOverrides)[];
  const key = keys.find(
    (candidate) => overrides[candidate] !== undefined && OVERRIDE_POINTERS[candidate] === issue.where,
  );
  return key === undefined ? issue : { ...issue, where: flagOf(overrideOptions, key) };
}
