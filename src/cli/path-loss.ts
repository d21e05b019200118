import { evenProfile, parseProfileText } from "../geo/formats/profile-text.ts";
import type { InputSpec, LossResult, PropagationModel } from "../link/propagation/model.ts";
import { findModel, PROPAGATION_MODELS } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { type BatchCase, runBatch } from "./batch.ts";
import { type Context, defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { keyValueText } from "./key-value-text.ts";
import { flagOf, givenInputs, modelInputOptions } from "./model-options.ts";
import type { OptionSpecs } from "./options.ts";

const MODEL_INPUTS = modelInputOptions(PROPAGATION_MODELS, []);

const OWN_OPTIONS = {
  model: {
    flag: "model",
    kind: "choice",
    values: PROPAGATION_MODELS.map((model) => model.name),
    title: "propagation model",
  },
  list: { flag: "list", kind: "switch", title: "list the models with their validity, source and inputs" },
  profile: {
    flag: "profile",
    kind: "text",
    placeholder: "file",
    title: "terrain profile: JSON {distanceM, elevationM} or CSV distance,elevation",
  },
  batch: {
    flag: "batch",
    kind: "text",
    placeholder: "file",
    title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
  },
} as const satisfies OptionSpecs;

/** Where each input of a model comes from; the points of a profile from the flag that names its file. */
const FLAGS: OptionSpecs = { ...OWN_OPTIONS, ...MODEL_INPUTS, profileM: OWN_OPTIONS.profile };

export const pathLoss = defineCommand({
  description:
    "Basic transmission loss between isotropic antennas, by a propagation model. Quantities take a unit (868MHz, 10km);\n" +
    "a bare number is in Hz, m, dB, dBm, % or degrees.",
  arguments: [],
  options: { ...OWN_OPTIONS, ...MODEL_INPUTS },
  examples: [
    {
      title: "Free space over ten kilometres",
      line: "path-loss --model free-space --frequency 868MHz --distance 10km",
    },
    {
      title: "Irregular terrain over a profile, as JSON",
      line: "path-loss --model itm --frequency 868MHz --tx-height 30m --rx-height 2m --profile scenarios/examples/profile.csv --json",
    },
    { title: "Which models there are", line: "path-loss --list" },
    { title: "A stream of cases", line: "path-loss --batch scenarios/examples/path-loss.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    if (options.list) return listModels(output);
    const defaults: BatchCase = {
      ...(options.model === undefined ? {} : { model: options.model }),
      ...givenInputs(MODEL_INPUTS, options),
      ...(options.profile === undefined ? {} : await readProfileInputs(options.profile)),
    };
    if (options.batch !== undefined) {
      return runBatch(options.batch, output, signal, (input) => computeCase({ ...defaults, ...input }));
    }
    const result = renamePlaces(
      (key) => flagOf(FLAGS, key),
      () => computeCase(defaults),
    );
    for (const warning of result.warnings) output.remark(`warning: ${warning.message}`);
    await (output.json ? output.printJson(result) : output.print(resultTable(result)));
  },
});

/** A model's own keys for a profile, as in the reference tables: heights at equal steps. */
async function readProfileInputs(file: string): Promise<BatchCase> {
  const { stepM, elevationM } = evenProfile(parseProfileText(await readTextFile(file), file));
  return { profileM: Array.from(elevationM), resolutionM: stepM };
}

function computeCase({ model, ...inputs }: BatchCase): LossResult {
  if (typeof model !== "string") {
    const names = PROPAGATION_MODELS.map((known) => known.name).join(", ");
    throw new InputError({ code: "missing-input", where: "model", message: `missing: one of ${names}` });
  }
  return findModel(model).loss(inputs);
}

function resultTable(result: LossResult): string {
  const { lossDb, warnings, ...intermediate } = result;
  return keyValueText({ lossDb, ...intermediate });
}

async function listModels(output: Context["output"]): Promise<void> {
  if (output.json) {
    return output.printJson({ models: PROPAGATION_MODELS.map(({ loss, ...description }) => description) });
  }
  await output.print(PROPAGATION_MODELS.map((model) => describeModel(model, output.bold)).join("\n"));
}

function describeModel(model: PropagationModel, bold: (text: string) => string): string {
  const inputs = Object.entries(model.inputs).map(([key, spec]) => `    ${key.padEnd(20)} ${describeInput(spec)}\n`);
  return (
    `${bold(model.name)}  ${model.title}\n` +
    `  validity: ${model.validity}\n  source:   ${model.source}\n  inputs:\n${inputs.join("")}`
  );
}

function describeInput(spec: InputSpec): string {
  const unit = spec.unit === undefined ? "" : ` (${spec.unit})`;
  const values = spec.values === undefined ? "" : `: ${spec.values.join(", ")}`;
  const preset = spec.default === undefined ? (spec.optional ? ", optional" : "") : `, default ${spec.default}`;
  return `${spec.title}${unit}${values}${preset}`;
}
