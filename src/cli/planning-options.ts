import { COMMON_OPTIONS, type OptionSpecs } from "./options.ts";
import { STRICT_OPTION } from "./strict.ts";

const RUN = "Computation:";
const GOAL = "Goal (in place of the scenario's):";
const SETTING = "environment-and-file";

/** In every command that reads a scenario with its terrain. */
export const SCENARIO_OPTIONS = {
  allowOutside: {
    flag: "allow-outside",
    kind: "switch",
    title: "let the scenario read files outside its own folder",
    // Not from the settings file: a folder that came from elsewhere must not free itself.
    setting: "environment",
  },
  strict: STRICT_OPTION,
} as const satisfies OptionSpecs;

/** Of `plan` and `coverage`. */
export const PLANNING_OPTIONS = {
  ...SCENARIO_OPTIONS,
  out: {
    flag: "out",
    kind: "text",
    placeholder: "dir",
    title: "folder for the results, made if missing; default out/<name>",
    // The settings file comes with the scenario, and must not say where to write.
    setting: "environment",
  },
  flatTerrain: {
    flag: "flat-terrain",
    kind: "switch",
    title: "take missing terrain as flat at sea level",
    setting: SETTING,
  },
  exact: {
    flag: "exact",
    kind: "switch",
    title: "run the plain model at every pixel instead of the sweep (slow)",
    setting: SETTING,
    group: RUN,
  },
  threads: {
    flag: "threads",
    kind: "integer",
    min: 1,
    max: 256,
    title: "number of workers; default: one per core",
    setting: SETTING,
    group: RUN,
  },
  pixelM: {
    flag: "pixel",
    kind: "quantity",
    dimension: "length",
    min: 1,
    max: 100_000,
    title: "size of the maps' pixels; default: the elevation grid's own",
    setting: SETTING,
    group: RUN,
  },
  radiusM: {
    flag: "radius",
    kind: "quantity",
    dimension: "length",
    title: "how far from a gateway to compute",
    setting: SETTING,
    group: RUN,
  },
  probability: {
    flag: "probability",
    kind: "quantity",
    dimension: "fraction",
    placeholder: "share",
    title: "cover places only where a packet arrives with this probability, above 0, below 1",
    setting: SETTING,
    group: GOAL,
  },
  seed: {
    flag: "seed",
    kind: "integer",
    min: 0,
    max: 4_294_967_295,
    title: "seed of all randomness; default 1",
    setting: SETTING,
    group: RUN,
  },
} as const satisfies OptionSpecs;

/** Of `plan` alone: how gateways are chosen. */
export const PLACEMENT_OPTIONS = {
  coverage: {
    flag: "target",
    kind: "quantity",
    dimension: "fraction",
    title: "share of the weight to cover",
    setting: SETTING,
    group: GOAL,
  },
  maxGateways: {
    flag: "max-gateways",
    kind: "integer",
    title: "candidates to choose at most",
    setting: SETTING,
    group: GOAL,
  },
  budget: {
    flag: "budget",
    kind: "quantity",
    dimension: "scalar",
    placeholder: "cost",
    title: "total cost of the chosen candidates at most",
    setting: SETTING,
    group: GOAL,
  },
  redundancy: {
    flag: "redundancy",
    kind: "integer",
    title: "how many gateways must reach a point",
    setting: SETTING,
    group: GOAL,
  },
  timeLimitS: {
    flag: "time-limit",
    kind: "quantity",
    dimension: "time",
    min: 0.001,
    max: 1e6,
    title: "time for the choice of gateways, after which the best found counts; default 60s",
    setting: SETTING,
    group: RUN,
  },
  gap: {
    flag: "gap",
    kind: "quantity",
    dimension: "fraction",
    min: 0,
    max: 1,
    title: "stop when the choice is proven this close to the best; default 0",
    setting: SETTING,
    group: RUN,
  },
} as const satisfies OptionSpecs;

/** Everything that `chirpscape.json` may set, whichever command is run: its keys. */
export const SETTINGS = { ...PLANNING_OPTIONS, ...PLACEMENT_OPTIONS, ...COMMON_OPTIONS } as const satisfies OptionSpecs;
