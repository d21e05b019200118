import path from "node:path";
import { findModel } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { type CoverageSides, compareCoverage, settleSides } from "../network/compare.ts";
import { scenarioRangeIssues } from "../network/coverage/model-warnings.ts";
import { stationsToCompute } from "../network/plan.ts";
import { differenceOutputs } from "../report/difference/outputs.ts";
import { type DescribedComparison, describeComparison } from "../report/difference/statistics.ts";
import { differenceSummary } from "../report/difference/summary.ts";
import { differenceText } from "../report/difference/text.ts";
import { createLossStore } from "../runtime/node/loss-store.ts";
import { createProgressLine } from "../runtime/node/progress.ts";
import { writeFiles } from "../runtime/node/write-files.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Context } from "./command.ts";
import { FileInputError } from "./errors.ts";
import type { OptionSpec } from "./options.ts";
import {
  loadTerrain,
  madeOutputs,
  outputFolder,
  type PlanningValues,
  readPlanningScenario,
  requestOn,
  withEnvironment,
} from "./planning.ts";

export const COMPARE_OPTION = {
  flag: "compare",
  kind: "text",
  placeholder: "a,b",
  title: "map B less A instead: two models, or exact and sweep",
} as const satisfies OptionSpec;

/**
 * `coverage --compare A,B`: computes the coverage of the existing gateways in both ways and writes the difference.
 *
 * @param asked the flag's value
 */
export async function runCoverageComparison(
  asked: string,
  file: string,
  options: PlanningValues,
  { output, signal }: Context,
): Promise<void> {
  const names = readNames(asked);
  const progress = createProgressLine(output.progressStream, () => performance.now());
  try {
    const input = await readPlanningScenario("coverage", file, options);
    const sides = await settleInFile(file, input.scenario, names, options);
    const folder = outputFolder(input.scenario, options);
    const store = createLossStore(folder);
    const work = { ...input, kind: "coverage", scenario: widest(sides), options, store, progress } as const;
    const comparison = await withEnvironment(
      { threads: options.threads, store, progress, signal },
      async (environment) => compareCoverage(sides, requestOn(await loadTerrain(work, signal), work), environment),
    );
    const described = describeComparison(comparison);
    await writeFiles(folder, madeOutputs(differenceOutputs(described), progress), signal);
    await store.clear();
    progress.clear();
    await printComparison(described, folder, output);
  } finally {
    progress.clear();
  }
}

function readNames(asked: string): [string, string] {
  const names = asked.split(",").map((name) => name.trim());
  if (names.length === 2 && names.every((name) => name !== "")) return [names[0], names[1]];
  throw new InputError({
    code: "bad-value",
    where: "--compare",
    message: `expected two names with a comma between them, got "${asked}"`,
    hint: "two models, such as itm,p1812, or exact,sweep",
  });
}

/** Faults of the comparison at the flag, or in the scenario's file where an input belongs. */
async function settleInFile(
  file: string,
  scenario: Scenario,
  names: readonly [string, string],
  options: Pick<PlanningValues, "exact" | "strict">,
): Promise<CoverageSides> {
  try {
    const sides = await settleSides(scenario, names, options.exact ? "exact" : "sweep");
    if (options.strict) refuseOutside(sides);
    return sides;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const inFile = error.issues.every(({ where }) => where.startsWith("/"));
    if (inFile) throw new FileInputError(file, error.issues, { cause: error });
    const issues = error.issues.map((issue) => (issue.where === "compare" ? { ...issue, where: "--compare" } : issue));
    throw new InputError(issues, { cause: error });
  }
}

function refuseOutside(sides: CoverageSides): void {
  const issues = sides.flatMap(({ name, scenario }) =>
    scenarioRangeIssues(scenario, stationsToCompute(scenario, "coverage")).map((issue) => ({
      ...issue,
      message: `${name}: ${issue.message}`,
    })),
  );
  if (issues.length > 0) throw new InputError(issues);
}

/** The one that needs the ground, if any does. */
function widest(sides: CoverageSides): Scenario {
  const needy = sides.find(({ scenario }) => findModel(scenario.propagation.model).usesTerrain);
  return (needy ?? sides[0]).scenario;
}

async function printComparison(
  comparison: DescribedComparison,
  folder: string,
  output: Context["output"],
): Promise<void> {
  const report = path.join(folder, "difference.html");
  if (output.json) return output.printJson({ ...differenceSummary(comparison), report });
  const text = differenceText(comparison, (role, part) => (role === "title" ? output.bold(part) : part));
  await output.print(`${text}\nreport: ${report}\n`);
}
