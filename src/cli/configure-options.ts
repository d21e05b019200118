import { CONFIGURED_LINK_INPUTS, DEFAULT_RADIO, GOAL_INPUTS } from "../link/configuration/inputs.ts";
import { LINK_INPUTS } from "../link/link-inputs.ts";
import { PATH_MODELS } from "../link/propagation/registry.ts";
import { CATALOG_OPTION } from "./catalog-input.ts";
import { modelInputOptions, pathModelOption } from "./model-options.ts";
import type { OptionSpec, OptionSpecs } from "./options.ts";
import { PLANNING_OPTIONS, SCENARIO_OPTIONS } from "./planning-options.ts";
import { PROFILE_OPTION } from "./profile-input.ts";

const HELD = "Held instead of searched:";
const GOAL = "Goal:";

/** Flags that are not simply their key, or whose title says another thing here. */
const SPECIAL_OPTIONS = {
  sf: { flag: "sf", kind: "integer", min: 5, max: 12, title: "spreading factor", group: HELD },
  bandwidthHz: { flag: "bw", kind: "quantity", dimension: "frequency", title: "bandwidth", group: HELD },
  codingRate: {
    flag: "cr",
    kind: "choice",
    values: LINK_INPUTS.codingRate.values,
    title: "coding rate",
    group: HELD,
  },
  dataRate: { flag: "dr", kind: "integer", title: "data rate of the region", group: HELD },
  txPowerDbm: {
    flag: "tx-power",
    kind: "quantity",
    dimension: "power",
    title: "power at the radio's output",
    group: HELD,
  },
  radio: {
    flag: "radio",
    kind: "text",
    placeholder: "name",
    title: `the device's radio, default ${DEFAULT_RADIO}`,
  },
  payloadBytes: {
    flag: "payload",
    kind: "quantity",
    dimension: "data",
    title: `${LINK_INPUTS.payloadBytes.title}, default ${LINK_INPUTS.payloadBytes.default}`,
  },
  model: pathModelOption("propagation model, default free-space"),
} as const satisfies OptionSpecs;

const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^(tx|radio|payload|region|frequency)/, "Device:"],
  [/^(rx|gateway|noise|ambient)/, "Receiver, the gateway:"],
  [/./, "Path:"],
];

function grouped(key: string, spec: OptionSpec): OptionSpec {
  return { ...spec, group: spec.group === HELD ? HELD : GROUPS.find(([start]) => start.test(key))?.[1] };
}

/** Of the link: the flags of the command `link`, as far as they concern the way up. */
export const CONFIGURED_LINK_OPTIONS: OptionSpecs = Object.fromEntries(
  Object.entries({
    ...modelInputOptions([{ name: "link", inputs: CONFIGURED_LINK_INPUTS }], []),
    ...SPECIAL_OPTIONS,
  }).map(([key, spec]) => [key, grouped(key, spec)]),
);

export const MODEL_OPTIONS = modelInputOptions(PATH_MODELS, [...Object.keys(LINK_INPUTS), "resolutionM"]);

/** Of what is asked. */
export const GOAL_OPTIONS = {
  minimize: {
    flag: "minimize",
    kind: "choice",
    values: GOAL_INPUTS.minimize.values,
    title: `${GOAL_INPUTS.minimize.title}, default ${GOAL_INPUTS.minimize.default}`,
    group: GOAL,
  },
  reliability: {
    flag: "reliability",
    kind: "quantity",
    dimension: "fraction",
    title: `${GOAL_INPUTS.reliability.title}, default ${GOAL_INPUTS.reliability.default}`,
    group: GOAL,
  },
  fading: {
    flag: "fading",
    kind: "choice",
    values: GOAL_INPUTS.fading.values,
    title: `${GOAL_INPUTS.fading.title}, default ${GOAL_INPUTS.fading.default}`,
    group: "Path:",
  },
  periodS: {
    flag: "period",
    kind: "quantity",
    dimension: "time",
    title: `${GOAL_INPUTS.periodS.title}, default 1h`,
    group: "Device:",
  },
  packets: {
    flag: "packets",
    kind: "integer",
    title: `${GOAL_INPUTS.packets.title}, default ${GOAL_INPUTS.packets.default}; 1000 for each device of a scenario`,
    group: GOAL,
  },
  seed: { flag: "seed", kind: "integer", title: `${GOAL_INPUTS.seed.title}, default 1`, group: GOAL },
} as const satisfies OptionSpecs;

const { flatTerrain, threads, radiusM } = PLANNING_OPTIONS;

/** Of neither, or of a scenario only. */
export const OWN_OPTIONS = {
  ...SCENARIO_OPTIONS,
  flatTerrain,
  threads: { ...threads, group: undefined },
  radiusM: { ...radiusM, group: undefined },
  out: { flag: "out", kind: "text", placeholder: "file", title: "write the devices' settings as CSV" },
  profile: { ...PROFILE_OPTION, group: "Path:" },
  catalog: CATALOG_OPTION,
} as const satisfies OptionSpecs;
