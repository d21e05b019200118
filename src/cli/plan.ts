import { InputError, WorkError } from "../math/errors.ts";
import { matrixAnswer, parseCoverMatrix } from "../network/placement/matrix.ts";
import { createProgressLine } from "../runtime/node/progress.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { parseJsonText } from "../scenario/json-text.ts";
import { type Context, defineCommand } from "./command.ts";
import { AnsweredError } from "./errors.ts";
import { keyValueText } from "./key-value-text.ts";
import { type PlanningValues, placementOptions, runPlanning, withEnvironment } from "./planning.ts";
import { PLACEMENT_OPTIONS, PLANNING_OPTIONS } from "./planning-options.ts";

export const plan = defineCommand({
  description:
    "Chooses gateways for a scenario on real terrain, with proof of how good the choice is, and writes a report,\n" +
    "maps and tables.",
  arguments: [{ name: "SCENARIO", title: "GeoJSON file", optional: true }],
  options: {
    ...PLANNING_OPTIONS,
    ...PLACEMENT_OPTIONS,
    matrix: {
      flag: "matrix",
      kind: "text",
      placeholder: "file",
      title: "in place of SCENARIO: solve a bare covering instance (lora-cover/1)",
    },
  },
  settingsBeside: "first-argument",
  examples: [
    { title: "Plan the bundled scenario", line: "plan scenarios/monterey/scenario.geojson --out out/monterey" },
    {
      title: "The most weight with three gateways in all, none reaching beyond 15 km",
      line: "plan scenarios/monterey/scenario.geojson --max-gateways 3 --radius 15km --out out/three",
    },
    {
      title: "The cheapest choice that covers half of the weight",
      line: "plan scenarios/monterey/scenario.geojson --target 0.5 --radius 15km --out out/half",
    },
    { title: "A covering instance without terrain", line: "plan --matrix scenarios/examples/covering.json --json" },
  ],
  async run([file], options, context) {
    if (options.matrix !== undefined) {
      if (file === undefined) return solveMatrix(options.matrix, options, context);
      throw usage("--matrix", "takes the place of SCENARIO: give one of them");
    }
    if (file === undefined) throw usage("plan", "missing argument SCENARIO");
    return runPlanning("plan", file, options, context);
  },
});

function usage(where: string, message: string): InputError {
  return new InputError({ code: "usage", where, message, hint: "see chirpscape plan --help" });
}

async function solveMatrix(file: string, options: PlanningValues, { output, signal }: Context): Promise<void> {
  const matrix = parseCoverMatrix(parseJsonText(await readTextFile(file), file), file);
  const progress = createProgressLine(output.progressStream, () => performance.now());
  const startMs = performance.now();
  const solution = await withEnvironment({ threads: 1, progress, signal }, (environment) =>
    environment.solvePlacement(matrix.instance, placementOptions(options), (note) =>
      progress.update("choosing gateways", 0, 1, note),
    ),
  ).finally(progress.clear);
  const answer = { ...matrixAnswer(matrix, solution), elapsedS: (performance.now() - startMs) / 1000 };
  if (solution.status === "infeasible") {
    const error = new WorkError("infeasible", `${file}: no choice of sites covers what is asked for`);
    throw new AnsweredError(error, answer);
  }
  await (output.json ? output.printJson(answer) : output.print(keyValueText(answer)));
}
