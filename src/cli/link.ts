import { answerLink, type LinkAnswer, type LinkResult } from "../link/link.ts";
import { LINK_INPUTS } from "../link/link-inputs.ts";
import { linkModelName } from "../link/link-path.ts";
import { powerChains } from "../link/power-chain.ts";
import { loadModel, PATH_MODELS } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { describeLink, linkText } from "../report/link-text.ts";
import { waterfallSvg } from "../report/waterfall-svg.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { type BatchCase, runBatch } from "./batch.ts";
import { CATALOG_OPTION, readCatalog } from "./catalog-input.ts";
import { defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { whenLoaded } from "./loaded-model.ts";
import { flagOf, givenInputs, modelInputOptions, pathModelOption } from "./model-options.ts";
import type { OptionSpec, OptionSpecs } from "./options.ts";
import { PROFILE_OPTION, readProfileInputs } from "./profile-input.ts";
import { answerStrictly, STRICT_OPTION } from "./strict.ts";

/** Flags that are not simply the key: shorter ones, as in the other commands, and closed lists. */
const SPECIAL_OPTIONS = {
  sf: { flag: "sf", kind: "integer", min: 5, max: 12, title: "spreading factor" },
  bandwidthHz: { flag: "bw", kind: "quantity", dimension: "frequency", title: "bandwidth, default 125kHz" },
  codingRate: { flag: "cr", kind: "choice", values: LINK_INPUTS.codingRate.values, title: "coding rate, default 4/5" },
  payloadBytes: {
    flag: "payload",
    kind: "quantity",
    dimension: "data",
    title: `${LINK_INPUTS.payloadBytes.title}, default ${LINK_INPUTS.payloadBytes.default}`,
  },
  dataRate: { flag: "dr", kind: "integer", title: "data rate of the region, in place of --sf, --bw and --cr" },
  availability: {
    flag: "availability",
    kind: "quantity",
    dimension: "fraction",
    title: `${LINK_INPUTS.availability.title}, default ${100 * LINK_INPUTS.availability.default}%`,
  },
  model: pathModelOption("propagation model, default free-space"),
} as const satisfies OptionSpecs;

/** Headings of the help, by what a key begins with; the first that fits. */
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^(tx|radio)/, "Transmitter, the device:"],
  [/^(rx|gateway|noise|ambient)/, "Receiver, the gateway:"],
  [/^downlink/, "The other way:"],
  [/^(pathLoss|distance|model|shadowing|availability|fade)/, "Path:"],
  [/./, "Radio settings:"],
];

function grouped(key: string, spec: OptionSpec): OptionSpec {
  return { ...spec, group: GROUPS.find(([start]) => start.test(key))?.[1] };
}

const LINK_OPTIONS: OptionSpecs = Object.fromEntries(
  Object.entries({ ...modelInputOptions([{ name: "link", inputs: LINK_INPUTS }], []), ...SPECIAL_OPTIONS }).map(
    ([key, spec]) => [key, grouped(key, spec)],
  ),
);
const MODEL_OPTIONS = modelInputOptions(PATH_MODELS, [...Object.keys(LINK_INPUTS), "resolutionM"]);
const CASE_OPTIONS: OptionSpecs = { ...LINK_OPTIONS, ...MODEL_OPTIONS };

const OWN_OPTIONS = {
  profile: { ...PROFILE_OPTION, group: "Path:" },
  strict: { ...STRICT_OPTION, group: "Path:" },
  catalog: CATALOG_OPTION,
  svg: { flag: "svg", kind: "text", placeholder: "file", title: "draw the level along the chain as a waterfall" },
  batch: {
    flag: "batch",
    kind: "text",
    placeholder: "file",
    title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
  },
} as const satisfies OptionSpecs;

/** Where each input comes from; the points of a profile from the flag that names its file. */
const FLAGS: OptionSpecs = { ...CASE_OPTIONS, profileM: OWN_OPTIONS.profile, resolutionM: OWN_OPTIONS.profile };

export const link = defineCommand({
  description:
    "The budget of a link: power, gains, losses, noise, margin, packet success and range; both ways when both ends can send.\n" +
    "Quantities take a unit (14dBm, 25mW, 2.15dBi, 868.1MHz, 5km); a bare number is in dBm, dBi, dB, Hz, m or bytes.",
  arguments: [],
  options: { ...CASE_OPTIONS, ...OWN_OPTIONS },
  examples: [
    {
      title: "Two kilometres of free space",
      line: "link --tx-power 14dBm --tx-gain 2.15dBi --rx-gain 5dBi --sf 7 --frequency 868.1MHz --distance 2km",
    },
    {
      title: "A device and a gateway in Europe, both ways, where 95 % of the places must work",
      line: "link --radio SX1262 --gateway SX1302 --region EU868 --dr 2 --rx-gain 5dBi --rx-cable lmr-400 --rx-cable-length 10m --formula 128.95+23.2*log10(d/1km) --distance 2km --shadowing 8dB --availability 95%",
    },
    {
      title: "The same over level ground as a picture",
      line: "link --radio SX1262 --gateway SX1302 --region EU868 --dr 2 --rx-gain 5dBi --model itm --tx-height 1.5m --rx-height 30m --distance 8km --svg out/link.svg",
    },
    { title: "A stream of cases", line: "link --batch scenarios/examples/link.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    const catalog = await readCatalog(options.catalog);
    const answer = (question: BatchCase): LinkAnswer => {
      const found = answerLink(question, catalog);
      answerStrictly(found.result, options.strict);
      return found;
    };
    const given = { ...givenInputs(CASE_OPTIONS, options), ...(await readProfileInputs(options.profile)) };
    if (options.batch !== undefined) {
      return runBatch(options.batch, output, signal, (input) => {
        const question: BatchCase = { ...given, ...input };
        return whenLoaded(linkModelName(question), () => linkDocument(answer(question).result));
      });
    }
    await loadModel(linkModelName(given));
    const found = renamePlaces(
      (key) => flagOf(FLAGS, key),
      () => answer(given),
    );
    for (const warning of found.result.warnings) output.remark(`warning: ${warning.message}`);
    if (options.svg !== undefined) {
      await writeWholeFile(options.svg, drawLink(found), signal);
      output.remark(`picture: ${options.svg}`);
    }
    return output.json ? output.printJson(linkDocument(found.result)) : output.print(linkText(found));
  },
});

/** One direction's figures stand by themselves; two have their names. */
function linkDocument({ uplink, downlink, ...common }: LinkResult): object {
  return downlink === null ? { ...uplink, ...common } : { uplink, downlink, ...common };
}

function drawLink(answer: LinkAnswer): string {
  const chains = powerChains(answer);
  if (chains.length === 0) {
    const hint = "give --path-loss, or --distance and a --model";
    throw new InputError({ code: "missing-input", where: "--svg", message: "no path loss to draw", hint });
  }
  return waterfallSvg({ title: "Link budget", subtitle: describeLink(answer), chains });
}
