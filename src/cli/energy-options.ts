import { ENERGY_INPUTS, type EnergyInput } from "../lora/energy/inputs.ts";
import type { Dimension } from "../math/quantity.ts";
import type { OptionSpec, OptionSpecs } from "./options.ts";

/** What a dimension's unit puts at the end of a key, and flags leave out because their values carry it. */
const SUFFIXES: Partial<Readonly<Record<Dimension, string>>> = {
  time: "S",
  frequency: "Hz",
  power: "Dbm",
  level: "Db",
  data: "Bytes",
  current: "A",
  voltage: "V",
  charge: "Mah",
};

/** Flags that are not simply their key. */
const FLAGS: Readonly<Record<string, string>> = {
  dataRate: "dr",
  bandwidthHz: "bw",
  codingRate: "cr",
  preambleSymbols: "preamble",
  rx2BandwidthHz: "rx2-bw",
  downlinkBytes: "downlink-payload",
  selfDischargePerYear: "self-discharge",
  seriesCells: "series",
  parallelCells: "parallel",
  temperatureC: "temperature",
};

/** One option for each input of the battery-life estimate, under the input's key; limits are left to the estimate. */
export const ENERGY_OPTIONS: OptionSpecs = Object.fromEntries(
  Object.entries(ENERGY_INPUTS).map(([key, input]) => [key, optionOf(key, input)]),
);

/** The inputs that were given, by key. A switch stands for the opposite of its input's default. */
export function givenEnergyInputs(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [key, input] of Object.entries(ENERGY_INPUTS as Readonly<Record<string, EnergyInput>>)) {
    const value = options[key];
    if (input.kind !== "switch") given[key] = value;
    else if (value === true) given[key] = input.default !== true;
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function optionOf(key: string, input: EnergyInput): OptionSpec {
  const shared = { flag: flagOfInput(key, input), title: titleOf(input), group: input.group };
  switch (input.kind) {
    case "switch":
      return { ...shared, kind: "switch" };
    case "text":
      return { ...shared, kind: "text", placeholder: "name" };
    case "choice":
      return { ...shared, kind: "choice", values: input.values ?? [] };
    case "integer":
    case "number":
      return input.dimension === undefined
        ? { ...shared, kind: "integer" }
        : { ...shared, kind: "quantity", dimension: input.dimension };
  }
}

function flagOfInput(key: string, input: EnergyInput): string {
  const suffix = input.dimension === undefined ? "" : (SUFFIXES[input.dimension] ?? "");
  const bare = FLAGS[key] ?? (key.endsWith(suffix) ? key.slice(0, key.length - suffix.length) : key);
  const flag = bare.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return input.kind === "switch" && input.default === true ? `no-${flag}` : flag;
}

function titleOf({ kind, title, default: preset, otherwise }: EnergyInput): string {
  if (kind === "switch") return title;
  if (preset !== undefined) return `${title}, default ${preset}`;
  return otherwise === undefined ? title : `${title}; default: ${otherwise}`;
}
