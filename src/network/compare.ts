import type { Lattice } from "../geo/grid.ts";
import type { PropagationModel } from "../link/propagation/model.ts";
import { findPathModel, loadModel } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { alternativeInputs } from "../scenario/alternatives.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { stationRadiusM } from "./coverage/radius.ts";
import type { PlanEnvironment } from "./environment.ts";
import { type PlanRequest, planNetwork, stationsToCompute } from "./plan.ts";
import type { Plan } from "./result.ts";

/** One of two ways to compute the same coverage. */
export interface CoverageSide {
  /** As it was asked for: a model, or `exact` or `sweep` for the scenario's own. */
  readonly name: string;
  readonly scenario: Scenario;
  readonly method: PlanRequest["method"];
}

export type CoverageSides = readonly [a: CoverageSide, b: CoverageSide];

/** Coverage computed in two ways, and where they differ. */
export interface CoverageComparison {
  readonly sides: CoverageSides;
  readonly plans: readonly [a: Plan, b: Plan];
  /** How far from each gateway was computed, m. */
  readonly radiusM: number;
  readonly lattice: Lattice;
  /** Path loss of the second less that of the first, each the least among the gateways, dB; NaN where nothing was computed. */
  readonly differenceDb: Float32Array;
  readonly decisions: CoverageDecisions;
}

/** Pixels by which of the two calls them covered: the goal's margin at as many gateways as the goal asks. */
export interface CoverageDecisions {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

const METHODS: readonly string[] = ["exact", "sweep"];

/**
 * Settles what is to be compared, with one radius for both: the scenario's, else the greater of the two that the link budgets give.
 *
 * @param names two models of a whole path, or `exact` and `sweep` for the scenario's own model by that method
 * @param method of models over terrain that are asked for by name
 * @throws {InputError} `unknown-model`, `excess-loss`; `missing-input` with the place where a model's input belongs; `nothing-to-compare`
 *   when both come to the same
 */
export async function settleSides(
  scenario: Scenario,
  names: readonly [string, string],
  method: PlanRequest["method"],
): Promise<CoverageSides> {
  const [a, b] = [await settleSide(scenario, names[0], method), await settleSide(scenario, names[1], method)];
  if (keyOf(a) === keyOf(b)) {
    const message = `${a.name} and ${b.name} compute the same: ${keyOf(a)}`;
    throw new InputError({ code: "nothing-to-compare", where: "compare", message });
  }
  const stations = stationsToCompute(scenario, "coverage");
  const radiiM = [a, b].flatMap((side) =>
    stations.map((index) => stationRadiusM(side.scenario, scenario.stations[index])),
  );
  const radiusM = Math.max(...radiiM);
  const within = (side: CoverageSide): CoverageSide => {
    const propagation = { ...side.scenario.propagation, radiusM };
    return { ...side, scenario: { ...side.scenario, propagation } };
  };
  return [within(a), within(b)];
}

async function settleSide(scenario: Scenario, name: string, method: PlanRequest["method"]): Promise<CoverageSide> {
  if (METHODS.includes(name)) return { name, scenario, method: name as PlanRequest["method"] };
  const model = findComparedModel(name);
  await loadModel(name);
  if (name === scenario.propagation.model) return { name, scenario, method };
  const propagation = { ...scenario.propagation, model: name, inputs: alternativeInputs(scenario, model) };
  return { name, scenario: { ...scenario, propagation }, method };
}

function findComparedModel(name: string): PropagationModel {
  try {
    return findPathModel(name);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.issues.map((issue) => ({ ...issue, where: "compare" })),
      { cause: error },
    );
  }
}

/** What is computed in the end: a model without a sweep, or without terrain, has but one way. */
function keyOf({ scenario, method }: CoverageSide): string {
  const model = findPathModel(scenario.propagation.model);
  return model.usesTerrain ? `${model.name}, ${method}` : model.name;
}

/**
 * Maps the existing gateways in two ways, one after the other, and subtracts.
 *
 * @param sides of {@link settleSides}
 * @param request what both have in common
 * @throws {InputError} as `planNetwork`
 * @throws {InterruptedError} when the environment's signal says so
 */
export async function compareCoverage(
  sides: CoverageSides,
  request: Omit<PlanRequest, "kind" | "scenario" | "method">,
  env: PlanEnvironment,
): Promise<CoverageComparison> {
  const run = ({ scenario, method }: CoverageSide) =>
    planNetwork({ ...request, kind: "coverage", scenario, method }, env);
  const plans = [await run(sides[0]), await run(sides[1])] as const;
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = plans[0].maps;
  return {
    sides,
    plans,
    radiusM: sides[0].scenario.propagation.radiusM as number,
    lattice: { width, height, westDeg, northDeg, lonStepDeg, latStepDeg },
    differenceDb: subtract(plans[1].maps.pathLossDb, plans[0].maps.pathLossDb),
    decisions: countDecisions(plans),
  };
}

function subtract(from: Float32Array, other: Float32Array): Float32Array {
  return from.map((value, i) => value - other[i]);
}

/** Whether a plan's maps call a pixel covered; only asked where something was computed. */
export function isPixelCovered({ maps, scenario }: Pick<Plan, "maps" | "scenario">, pixel: number): boolean {
  return maps.heardCount[pixel] >= scenario.goal.redundancy;
}

function countDecisions([a, b]: CoverageComparison["plans"]): CoverageDecisions {
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (let i = 0; i < a.maps.pathLossDb.length; i++) {
    if (Number.isNaN(a.maps.pathLossDb[i]) || Number.isNaN(b.maps.pathLossDb[i])) continue;
    const byA = isPixelCovered(a, i);
    const byB = isPixelCovered(b, i);
    if (byA && byB) counts.both++;
    else if (byA) counts.onlyA++;
    else if (byB) counts.onlyB++;
    else counts.neither++;
  }
  return counts;
}
