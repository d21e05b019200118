import { computePath } from "../link/path.ts";
import { comparePathModels } from "../link/path-comparison.ts";
import { findPathModel, PATH_MODELS } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { flagOf, givenInputs, modelInputOptions, pathModelOption } from "./model-options.ts";
import type { OptionSpecs, OptionValues } from "./options.ts";
import { GROUND_OPTIONS, missingOption, readPathGround } from "./path-ground.ts";
import { drawAnswer, printComparison, printResult } from "./path-output.ts";
import { answerStrictly, STRICT_OPTION } from "./strict.ts";

const PATH_INPUTS = [...new Set(PATH_MODELS.flatMap((model) => model.pathInputs))];
const MODEL_INPUTS = modelInputOptions(PATH_MODELS, PATH_INPUTS);

/** The NTIA's verified model, as in scenarios. */
const DEFAULT_MODEL = "itm";

const { from, to, ...GROUND } = GROUND_OPTIONS;

const OWN_OPTIONS = {
  from,
  fromHeightM: { flag: "from-height", kind: "quantity", dimension: "length", title: "its antenna above ground" },
  to,
  toHeightM: { flag: "to-height", kind: "quantity", dimension: "length", title: "its antenna above ground" },
  frequencyHz: { flag: "frequency", kind: "quantity", dimension: "frequency", title: "carrier frequency" },
  ...GROUND,
  model: pathModelOption(`propagation model, default ${DEFAULT_MODEL}`),
  compare: {
    flag: "compare",
    kind: "switch",
    title: "all models that can be run on the path, in place of one",
  },
  strict: STRICT_OPTION,
  svg: { flag: "svg", kind: "text", placeholder: "file", title: "draw terrain, ray and first Fresnel zone" },
} as const satisfies OptionSpecs;

const OPTIONS = { ...MODEL_INPUTS, ...OWN_OPTIONS };
type Options = OptionValues<typeof OWN_OPTIONS>;

/** The flag behind each argument's name. */
const FLAGS: OptionSpecs = {
  ...OPTIONS,
  txHeightAglM: OWN_OPTIONS.fromHeightM,
  rxHeightAglM: OWN_OPTIONS.toHeightM,
  txHeightM: OWN_OPTIONS.fromHeightM,
  rxHeightM: OWN_OPTIONS.toHeightM,
  baseHeightM: OWN_OPTIONS.fromHeightM,
  mobileHeightM: OWN_OPTIONS.toHeightM,
};

/** The flag behind an input's key; a path's length comes from where it ends, or from its profile. */
function flagBehind(key: string, { profile }: Options): string {
  const isLength = key === "distanceM" || key === "profileM";
  if (!isLength) return flagOf(FLAGS, key);
  return flagOf(FLAGS, profile === undefined ? "to" : "profile");
}

export const path = defineCommand({
  description:
    "Terrain, line of sight and loss between two places, by the plain model along the geodesic.\n" +
    "The ray is drawn for the standard atmosphere (4/3 earth).",
  arguments: [],
  options: OPTIONS,
  examples: [
    {
      title: "From a hill above Monterey to its harbour",
      line: "path --from 36.57,-121.86 --from-height 20m --to 36.604,-121.892 --to-height 1.5m --frequency 904.6MHz --dem scenarios/monterey/terrain/monterey.tif",
    },
    {
      title: "The same as a picture",
      line: "path --from 36.57,-121.86 --from-height 20m --to 36.604,-121.892 --to-height 1.5m --frequency 904.6MHz --dem scenarios/monterey/terrain/monterey.tif --svg out/path.svg",
    },
    {
      title: "Over the houses of a town",
      line: "path --from=-33.9405,18.4635 --from-height 30m --to=-33.933,18.4592 --to-height 1.5m --frequency 868.1MHz --dem scenarios/cape-town/terrain/cape-town.tif --buildings scenarios/cape-town/buildings/salt-river.geojson --resolution 5m --model p1812",
    },
    {
      title: "Over a profile of one's own",
      line: "path --profile scenarios/examples/profile.csv --from-height 20m --to-height 1.5m --frequency 904.6MHz --json",
    },
    {
      title: "What every model says of it, as a table and a picture",
      line: "path --compare --profile scenarios/examples/profile.csv --from-height 30m --to-height 1.5m --frequency 868MHz --environment suburban --scenario rma --svg out/models.svg",
    },
  ],
  async run(_args, options, { output, signal }) {
    const { fromHeightM, toHeightM, frequencyHz } = requireNumbers(options);
    const modelInputs = givenInputs(MODEL_INPUTS, options);
    if (options.compare && options.model !== undefined) {
      const message = "runs every model: leave out --model, or --compare for one";
      throw new InputError({ code: "usage", where: "--compare", message });
    }
    const name = options.model ?? ("formula" in modelInputs ? "formula" : DEFAULT_MODEL);
    // A formula's parser is large, and of no use without a formula
    const models = options.compare
      ? PATH_MODELS.filter((model) => model.name !== "formula" || "formula" in modelInputs)
      : [findPathModel(name)];
    await Promise.all(models.map((model) => model.load?.()));
    const ground = await readPathGround(options, output, signal);
    const where = (key: string) => flagBehind(key, options);
    const request = { ground, txHeightAglM: fromHeightM, rxHeightAglM: toHeightM, frequencyHz, modelInputs };
    const answer = renamePlaces(where, () =>
      options.compare
        ? comparePathModels({ ...request, where, strict: options.strict }, models)
        : answerStrictly(computePath({ ...request, model: models[0] }), options.strict),
    );
    if (options.svg !== undefined) await writeWholeFile(options.svg, drawAnswer(answer, options), signal);
    await ("models" in answer ? printComparison(answer, output) : printResult(answer, output));
    if (options.svg !== undefined) output.remark(`picture: ${options.svg}`);
  },
});

function requireNumbers(options: Options): { fromHeightM: number; toHeightM: number; frequencyHz: number } {
  const { fromHeightM, toHeightM, frequencyHz } = options;
  return {
    fromHeightM: fromHeightM ?? missingOption(OWN_OPTIONS.fromHeightM),
    toHeightM: toHeightM ?? missingOption(OWN_OPTIONS.toHeightM),
    frequencyHz: frequencyHz ?? missingOption(OWN_OPTIONS.frequencyHz),
  };
}
