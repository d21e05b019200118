import { ENVIRONMENT_NAMES } from "../link/selection/environments.ts";
import { SELECTION_INPUTS } from "../link/selection/inputs.ts";
import { type RankedCandidate, type Selection, selectDevices } from "../link/selection/select-devices.ts";
import { WorkError } from "../math/errors.ts";
import { selectionText } from "../report/selection-text.ts";
import { CATALOG_OPTION, readCatalog } from "./catalog-input.ts";
import { type Context, defineCommand } from "./command.ts";
import { AnsweredError, renamePlaces } from "./errors.ts";
import { flagOf, givenInputs } from "./model-options.ts";
import type { OptionSpecs } from "./options.ts";

const MUST = "What the device must do:";
const GATEWAY = "Gateway:";
const DEVICE = "Device:";
const { region, environment, reliability, payloadBytes, gatewayGainDbi, gatewayLossDb } = SELECTION_INPUTS;

/** One for each input of the selection, under its key; limits are left to the selection. */
const INPUT_OPTIONS = {
  rangeM: { flag: "range", kind: "quantity", dimension: "length", title: SELECTION_INPUTS.rangeM.title, group: MUST },
  bitRateBps: {
    flag: "rate",
    kind: "quantity",
    dimension: "bitRate",
    title: SELECTION_INPUTS.bitRateBps.title,
    group: MUST,
  },
  lifeS: { flag: "life", kind: "quantity", dimension: "time", title: SELECTION_INPUTS.lifeS.title, group: MUST },
  payloadBytes: {
    flag: "payload",
    kind: "quantity",
    dimension: "data",
    title: `${payloadBytes.title}, default ${payloadBytes.default}`,
    group: MUST,
  },
  periodS: {
    flag: "period",
    kind: "quantity",
    dimension: "time",
    title: `${SELECTION_INPUTS.periodS.title}, default 15min`,
    group: MUST,
  },
  reliability: {
    flag: "reliability",
    kind: "quantity",
    dimension: "fraction",
    title: `${reliability.title}, default ${reliability.default}`,
    group: MUST,
  },
  region: {
    flag: "region",
    kind: "text",
    placeholder: "name",
    title: `${region.title}, default ${region.default}`,
    group: MUST,
  },
  environment: {
    flag: "environment",
    kind: "choice",
    values: ENVIRONMENT_NAMES,
    title: `${environment.title}, default ${environment.default}`,
    group: MUST,
  },
  gateway: {
    flag: "gateway",
    kind: "text",
    placeholder: "name",
    title: `${SELECTION_INPUTS.gateway.title}, default SX1302`,
    group: GATEWAY,
  },
  gatewayGainDbi: {
    flag: "gateway-gain",
    kind: "quantity",
    dimension: "gain",
    title: `${gatewayGainDbi.title}, default ${gatewayGainDbi.default}`,
    group: GATEWAY,
  },
  gatewayLossDb: {
    flag: "gateway-loss",
    kind: "quantity",
    dimension: "level",
    title: `${gatewayLossDb.title}, default ${gatewayLossDb.default}`,
    group: GATEWAY,
  },
  sleepCurrentA: {
    flag: "sleep-current",
    kind: "quantity",
    dimension: "current",
    title: `${SELECTION_INPUTS.sleepCurrentA.title}; default: the radio's`,
    group: DEVICE,
  },
  wakeS: { flag: "wake", kind: "quantity", dimension: "time", title: SELECTION_INPUTS.wakeS.title, group: DEVICE },
  wakeCurrentA: {
    flag: "wake-current",
    kind: "quantity",
    dimension: "current",
    title: `${SELECTION_INPUTS.wakeCurrentA.title}; default: the radio's in standby`,
    group: DEVICE,
  },
} as const satisfies OptionSpecs;

const DEFAULT_TOP = 10;

const OWN_OPTIONS = {
  radio: { flag: "radio", kind: "texts", placeholder: "name", title: "only these radios", group: DEVICE },
  antenna: {
    flag: "antenna",
    kind: "texts",
    placeholder: "name",
    title: "only these antennas; default: all that need no aiming",
    group: DEVICE,
  },
  battery: { flag: "battery", kind: "texts", placeholder: "name", title: "only these cells", group: DEVICE },
  top: { flag: "top", kind: "integer", min: 1, max: 100_000, title: `how many to show, default ${DEFAULT_TOP}` },
  catalog: CATALOG_OPTION,
} as const satisfies OptionSpecs;

export const select = defineCommand({
  description:
    "Ranks every radio with every antenna and cell, each with its best setting, against what a device must do, and says why each\n" +
    "fits or what it misses. A lower spreading factor is faster, a higher one reaches farther.",
  arguments: [],
  options: { ...INPUT_OPTIONS, ...OWN_OPTIONS },
  examples: [
    {
      title: "Three kilometres through suburbs, five years on its cells",
      line: "select --range 3km --environment suburban --life 5years --region EU868",
    },
    {
      title:
        "At least 3 kbit/s, twelve bytes of LoRaWAN overhead and eight of data a minute, among modules of one's choice",
      line: "select --range 1km --rate 3kbps --payload 20 --period 1min --life 2years --radio RN2483 STM32WLE5 --antenna whip --top 5",
    },
    {
      title: "With parts of one's own",
      line: "select --range 2km --environment rural --catalog scenarios/examples/catalog.json --json",
    },
  ],
  async run(_args, options, { output }) {
    const catalog = await readCatalog(options.catalog);
    const given = givenInputs(INPUT_OPTIONS, options);
    const { radio: radios, antenna: antennas, battery: batteries, top = DEFAULT_TOP } = options;
    const selection = renamePlaces(
      (key) => flagOf({ ...INPUT_OPTIONS, ...OWN_OPTIONS }, key),
      () => selectDevices(given, { catalog, radios, antennas, batteries, top }),
    );
    await printSelection(selection, output);
  },
});

async function printSelection(selection: Selection, output: Context["output"]): Promise<void> {
  const { inputs, results, ...rest } = selection;
  const document = { requirements: inputs, ...rest, results: results.map(resultDocument) };
  for (const line of refusalLines(selection)) output.remark(`left out: ${line}`);
  if (!output.json) await output.print(selectionText(selection));
  if (selection.fitting === 0) throw new AnsweredError(nothingFits(selection), document);
  if (output.json) await output.printJson(document);
}

function nothingFits(selection: Selection): WorkError {
  const [nearest] = selection.results;
  if (nearest === undefined) {
    return new WorkError("infeasible", "no radio may be used like this", {
      hint: refusalLines(selection).join("; "),
    });
  }
  const missed = nearest.verdicts.filter(({ met }) => !met).map(({ text }) => text);
  const name = `${nearest.radio} with ${nearest.antenna} and ${nearest.battery}`;
  return new WorkError(
    "infeasible",
    `none of ${selection.considered} combinations fits; ${name} comes nearest: ${missed.join("; ")}`,
    {
      hint: "a higher gateway antenna (--gateway-gain), a shorter --range, or a lower --reliability, --rate or --life",
    },
  );
}

/** A line for each reason, with all that it keeps out. */
function refusalLines({ refusals }: Selection): string[] {
  const reasons = [...new Set(refusals.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = refusals.filter((one) => one.reason === reason).map(({ what }) => what);
    return `${names.join(", ")}: ${reason}`;
  });
}

/** Flat, with the setting's keys beside the parts. */
function resultDocument({ choice, ...candidate }: RankedCandidate): object {
  return { ...candidate, ...choice };
}
