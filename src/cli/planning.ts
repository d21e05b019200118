import path from "node:path";
import { WorkError } from "../math/errors.ts";
import type { LossStore, PlacementOptions, PlanEnvironment } from "../network/environment.ts";
import { type PlanRequest, planNetwork, terrainDiscs } from "../network/plan.ts";
import type { OutputFile, Plan } from "../network/result.ts";
import { type PendingOutput, planOutputs } from "../report/outputs.ts";
import { planSummary } from "../report/summary.ts";
import { summaryText } from "../report/summary-text.ts";
import { createLossStore } from "../runtime/node/loss-store.ts";
import { createPlanEnvironment } from "../runtime/node/plan-environment.ts";
import { createProgressLine, type ProgressLine } from "../runtime/node/progress.ts";
import type { GroundFiles } from "../runtime/node/scenario-files.ts";
import { writeFiles } from "../runtime/node/write-files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Context } from "./command.ts";
import { AnsweredError } from "./errors.ts";
import { loadScenarioTerrain } from "./loaded-terrain.ts";
import type { OptionValues } from "./options.ts";
import { PLACEMENT_OPTIONS, PLANNING_OPTIONS } from "./planning-options.ts";
import { readScenario } from "./scenario-input.ts";

export type PlanningValues = OptionValues<typeof PLANNING_OPTIONS> & Partial<OptionValues<typeof PLACEMENT_OPTIONS>>;

/** The bundle's worker; every chunk of the command line lies beside it. */
const WORKER_URL = new URL("./worker.js", import.meta.url);

/** A minute proves most plans, and is what one waits for a command. */
const DEFAULT_TIME_LIMIT_S = 60;
/** Prove the optimum: the time limit ends the search where that takes too long. */
const DEFAULT_GAP = 0;
const DEFAULT_SEED = 1;

/** How gateways are to be chosen, defaults filled in. */
export function placementOptions(options: Pick<PlanningValues, "timeLimitS" | "gap" | "seed">): PlacementOptions {
  return {
    timeLimitS: options.timeLimitS ?? DEFAULT_TIME_LIMIT_S,
    gap: options.gap ?? DEFAULT_GAP,
    seed: options.seed ?? DEFAULT_SEED,
  };
}

/**
 * `plan` and `coverage`: reads the scenario and its terrain, computes, and writes all files.
 *
 * @throws {WorkError} `infeasible` when no choice of gateways meets the goal; the files are written all the same
 */
export async function runPlanning(
  kind: Plan["kind"],
  file: string,
  options: PlanningValues,
  context: Context,
): Promise<void> {
  const { output } = context;
  const progress = createProgressLine(output.progressStream, () => performance.now());
  try {
    const input = await readPlanningScenario(kind, file, options);
    const folder = outputFolder(input.scenario, options);
    const store = createLossStore(folder);
    const plan = await computePlan({ kind, ...input, options, store, progress }, context.signal);
    await writeFiles(folder, madeOutputs(planOutputs(plan), progress), context.signal);
    await store.clear();
    progress.clear();
    await printPlan(plan, folder, context);
  } finally {
    progress.clear();
  }
}

/** Where the results go. */
export function outputFolder({ name }: Scenario, { out }: Pick<PlanningValues, "out">): string {
  return out ?? path.join("out", slug(name));
}

export async function readPlanningScenario(kind: Plan["kind"], file: string, options: PlanningValues) {
  const { coverage, probability, maxGateways, budget, redundancy, radiusM } = options;
  const { scenario, groundFiles, warnings } = await readScenario({
    file,
    purpose: kind,
    allowOutside: options.allowOutside,
    strict: options.strict,
    overrides: { coverage, probability, maxGateways, budget, redundancy, radiusM },
    overrideOptions: { ...PLANNING_OPTIONS, ...PLACEMENT_OPTIONS },
  });
  return { scenario, groundFiles, warnings };
}

/** A scenario that has been read, and how it is to be computed. */
export interface PlanWork {
  readonly kind: Plan["kind"];
  readonly scenario: Scenario;
  readonly groundFiles: GroundFiles;
  readonly warnings: Plan["warnings"];
  readonly options: PlanningValues;
  readonly store: LossStore;
  readonly progress: ProgressLine;
}

async function computePlan(work: PlanWork, signal: AbortSignal): Promise<Plan> {
  const { kind, scenario, options, progress } = work;
  return withEnvironment({ threads: options.threads, store: work.store, progress, signal }, async (environment) => {
    // Meanwhile the workers load their code
    const terrain = await loadTerrain(work, signal);
    const method = options.exact ? "exact" : "sweep";
    return planNetwork({ kind, scenario, method, ...requestOn(terrain, work) }, environment);
  });
}

/** What of a request does not depend on the model. */
export function requestOn(
  terrain: Awaited<ReturnType<typeof loadTerrain>>,
  { warnings, options }: Pick<PlanWork, "warnings" | "options">,
): Omit<PlanRequest, "kind" | "scenario" | "method"> {
  return {
    elevation: terrain.elevation,
    ground: terrain.ground,
    pixelM: options.pixelM ?? null,
    target: options.coverage ?? null,
    warnings: [...warnings, ...terrain.warnings].map(({ code, message }) => ({ code, message })),
    ...placementOptions(options),
  };
}

/** The ground within the radius of every station. */
export function loadTerrain({ kind, scenario, groundFiles, options, progress }: PlanWork, signal: AbortSignal) {
  return loadScenarioTerrain({
    scenario,
    groundFiles,
    discs: terrainDiscs(scenario, kind),
    flatTerrain: options.flatTerrain,
    signal,
    onProgress: (done, total) => progress.update("reading terrain", done, total),
  });
}

const STAGES = { coverage: "computing path loss", placement: "choosing gateways" } as const;

/** Starts the workers for a piece of work, and stops them when it has ended in whatever way. */
export async function withEnvironment<T>(
  options: { threads?: number; store?: LossStore; progress: ProgressLine; signal: AbortSignal },
  work: (environment: PlanEnvironment) => Promise<T>,
): Promise<T> {
  const environment = createPlanEnvironment({
    threads: options.threads,
    workerUrl: WORKER_URL,
    store: options.store,
    signal: options.signal,
    onProgress: ({ stage, done, total, note }) => options.progress.update(STAGES[stage], done, total, note),
  });
  try {
    return await work(environment);
  } finally {
    await environment.close();
  }
}

/** Made one after the other as they are written, so that memory holds one at a time. */
export function* madeOutputs(pending: readonly PendingOutput[], progress: ProgressLine): Generator<OutputFile> {
  for (const [done, { name, make }] of pending.entries()) {
    progress.update("writing files", done, pending.length, name);
    yield { name, content: make() };
  }
}

async function printPlan(plan: Plan, folder: string, { output }: Context): Promise<void> {
  const report = path.join(folder, "report.html");
  const answer = { ...planSummary(plan), report };
  const isInfeasible = plan.placement?.status === "infeasible";
  if (!output.json) {
    const text = summaryText(plan, (role, part) => (role === "title" ? output.bold(part) : part));
    await output.print(`${text}\nreport: ${report}\n`);
  }
  if (isInfeasible) throw new AnsweredError(infeasible(), answer);
  if (output.json) await output.printJson(answer);
}

function infeasible(): WorkError {
  return new WorkError("infeasible", "no choice of gateways meets the goal", {
    hint: "lower the goal's coverage, redundancy or margin, allow more gateways or budget, or add candidates",
  });
}

/** A folder's name from a scenario's: `Cape Town` is `cape-town`. */
function slug(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{Mark}/gu, "");
  const words = plain.toLowerCase().match(/[a-z0-9]+/g);
  return words === null ? "plan" : words.join("-").slice(0, 60);
}
