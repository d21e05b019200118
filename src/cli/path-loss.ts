import { AMBIENT_NOISE_MODEL } from "../link/noise/p372.ts";
import type { ModelWarning } from "../link/propagation/model.ts";
import { findModel, loadModel, PROPAGATION_MODELS } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { type BatchCase, runBatch } from "./batch.ts";
import { type Context, defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { keyValueText } from "./key-value-text.ts";
import { whenLoaded } from "./loaded-model.ts";
import { modelListText } from "./model-list.ts";
import { flagOf, givenInputs, modelInputOptions } from "./model-options.ts";
import type { OptionSpecs } from "./options.ts";
import { PROFILE_OPTION, readProfileInputs } from "./profile-input.ts";
import { answerStrictly, STRICT_OPTION } from "./strict.ts";

/** Ambient noise is asked for like a loss: by a model with named inputs. */
const MODELS = [...PROPAGATION_MODELS, AMBIENT_NOISE_MODEL] as const;
const MODEL_INPUTS = modelInputOptions(MODELS, []);

const OWN_OPTIONS = {
  model: {
    flag: "model",
    kind: "choice",
    values: MODELS.map((model) => model.name),
    title: "propagation model, or a loss to add (see --list); p372 gives ambient noise",
  },
  list: { flag: "list", kind: "switch", title: "list the models with their validity, source and inputs" },
  profile: PROFILE_OPTION,
  strict: STRICT_OPTION,
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
    {
      title: "A town, from a mast above the roofs",
      line: "path-loss --model okumura-hata --frequency 868MHz --distance 5km --base-height 30m --mobile-height 1.5m --environment urban",
    },
    {
      title: "A fit to measured LoRa links, for 90 % of the places",
      line: "path-loss --model log-distance --preset oulu-land --distance 10km --location 90%",
    },
    {
      title: "What the walls add, for nine in ten rooms",
      line: "path-loss --model p2109 --frequency 868MHz --building traditional --probability 90%",
    },
    {
      title: "A formula of one's own, with units",
      line: "path-loss --formula 128.95+23.2*log10(d/1km) --distance 2km",
    },
    { title: "Which models there are", line: "path-loss --list" },
    { title: "A stream of cases", line: "path-loss --batch scenarios/examples/path-loss.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    if (options.list) return listModels(output);
    const defaults: BatchCase = {
      ...(options.model === undefined ? {} : { model: options.model }),
      ...givenInputs(MODEL_INPUTS, options),
      ...(await readProfileInputs(options.profile)),
    };
    if (options.batch !== undefined) {
      return runBatch(options.batch, output, signal, (input) => {
        const question = { ...defaults, ...input };
        return whenLoaded(modelName(question), () => answerStrictly(computeCase(question), options.strict));
      });
    }
    await loadModel(modelName(defaults));
    const result = renamePlaces(
      (key) => flagOf(FLAGS, key),
      () => answerStrictly(computeCase(defaults), options.strict),
    );
    for (const warning of result.warnings) output.remark(`warning: ${warning.message}`);
    await (output.json ? output.printJson(result) : output.print(resultTable(result)));
  },
});

/** A loss or a noise figure, and what else the model tells. */
interface ModelAnswer {
  readonly warnings: readonly ModelWarning[];
}

/** A formula names its model by itself. */
function modelName({ model, formula }: BatchCase): unknown {
  return model === undefined && formula !== undefined ? "formula" : model;
}

function computeCase(input: BatchCase): ModelAnswer {
  const name = modelName(input);
  const { model: _, ...inputs } = input;
  if (typeof name !== "string") {
    const names = MODELS.map((known) => known.name).join(", ");
    throw new InputError({ code: "missing-input", where: "model", message: `missing: one of ${names}` });
  }
  return name === AMBIENT_NOISE_MODEL.name ? AMBIENT_NOISE_MODEL.noise(inputs) : findModel(name).loss(inputs);
}

function resultTable({ warnings, ...values }: ModelAnswer): string {
  return keyValueText(values);
}

async function listModels(output: Context["output"]): Promise<void> {
  if (!output.json) return output.print(modelListText(output.bold));
  const models = PROPAGATION_MODELS.map(({ loss, ...description }) => ({ kind: "path", ...description }));
  const { noise, ...noiseModel } = AMBIENT_NOISE_MODEL;
  return output.printJson({ models, noiseModels: [noiseModel] });
}
