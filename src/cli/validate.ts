import { InputError, type Issue } from "../math/errors.ts";
import { readBuildings } from "../runtime/node/ground-cover.ts";
import { type GroundFile, NO_GROUND_FILES } from "../runtime/node/scenario-files.ts";
import { scenarioJsonSchema } from "../scenario/json-schema.ts";
import { defineCommand } from "./command.ts";
import { AnsweredError, FileInputError } from "./errors.ts";
import { SCENARIO_OPTIONS } from "./planning-options.ts";
import { inspectScenario, type ScenarioInput } from "./scenario-input.ts";

export const validate = defineCommand({
  description: "Checks a scenario and names every fault with its JSON pointer.",
  arguments: [{ name: "SCENARIO", title: "GeoJSON file", optional: true }],
  options: {
    ...SCENARIO_OPTIONS,
    schema: { flag: "schema", kind: "switch", title: "print the JSON Schema of scenarios" },
  },
  examples: [
    { title: "Check a scenario", line: "validate scenarios/monterey/scenario.geojson" },
    { title: "The faults as data", line: "validate scenarios/monterey/scenario.geojson --json" },
    { title: "The schema, for an editor", line: "validate --schema" },
  ],
  async run([file], { schema, allowOutside, strict }, { output }) {
    if (schema) return output.print(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    if (file === undefined) {
      throw new InputError({ code: "usage-missing-argument", where: "validate", message: "missing argument SCENARIO" });
    }
    const { issues, warnings, scenario } = await inspect(file, { allowOutside, strict });
    for (const warning of warnings) output.remark(`warning: ${warning.where}: ${warning.message}`);
    if (scenario === null)
      throw new AnsweredError(new FileInputError(file, issues), { valid: false, issues, warnings });
    await (output.json ? output.printJson({ valid: true, issues, warnings }) : output.print(`${file}: valid\n`));
  },
});

/** A file that is not even JSON is a fault like the others. */
async function inspect(
  file: string,
  options: { readonly allowOutside: boolean; readonly strict: boolean },
): Promise<ScenarioInput> {
  try {
    const input = await inspectScenario({ file, purpose: "any", ...options });
    const { issues, warnings } = await inspectFootprints(input.groundFiles.buildings);
    const all = { ...input, warnings: [...input.warnings, ...warnings] };
    return issues.length === 0 ? all : { ...all, issues, scenario: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { issues: error.issues, warnings: [], scenario: null, groundFiles: NO_GROUND_FILES };
  }
}

/** Reads the files of footprints, which are text like the scenario: what is wrong with them, and what is doubtful. */
async function inspectFootprints(files: readonly GroundFile[]) {
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  for (const [index, file] of files.entries()) {
    const where = `/chirpscape/terrain/buildings/${index}`;
    try {
      const read = await readBuildings(file);
      warnings.push(...read.warnings.map((warning) => ({ ...warning, where })));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues.push(...error.issues);
    }
  }
  return { issues, warnings };
}
