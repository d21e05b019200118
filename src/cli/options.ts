import type { Command } from "commander";
import { Option } from "commander";
import { baseUnit, type Dimension } from "../math/quantity.ts";

interface OptionBase {
  /** Long name without the dashes. */
  readonly flag: string;
  readonly title: string;
  /** May also come from `CHIRPSCAPE_*` and from `chirpscape.json`, there under its key in the option table. */
  readonly setting?: "environment-and-file" | "environment";
  /** Heading in the help. */
  readonly group?: string;
}

interface NumberLimits {
  readonly min?: number;
  readonly max?: number;
}

/** One option as data: the parser, the help, the settings and the completion are made from these. */
export type OptionSpec = OptionBase &
  (
    | { readonly kind: "switch" }
    | { readonly kind: "text"; readonly placeholder: string }
    | { readonly kind: "texts"; readonly placeholder: string }
    | {
        readonly kind: "choice";
        readonly values: readonly string[];
        readonly placeholder?: string;
        /** Names that exist but do not fit here, and why. */
        readonly unfit?: { readonly values: readonly string[]; readonly reason: string };
      }
    | { readonly kind: "boolean" }
    | ({ readonly kind: "integer"; readonly placeholder?: string } & NumberLimits)
    | ({ readonly kind: "quantity"; readonly dimension: Dimension; readonly placeholder?: string } & NumberLimits)
  );

/** Options by the key under which their values are handed on: with the unit as suffix, as in JSON. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<S extends OptionSpec> = S extends { kind: "switch" }
  ? boolean
  : S extends { kind: "boolean" }
    ? boolean | undefined
    : S extends { kind: "integer" | "quantity" }
      ? number | undefined
      : S extends { kind: "texts" }
        ? readonly string[]
        : string | undefined;

/** What the options came to; an option that was not given is `undefined`, `false` or an empty list. */
export type OptionValues<S extends OptionSpecs> = { readonly [K in keyof S]: ValueOf<S[K]> };

/** In every command. */
export const COMMON_OPTIONS = {
  json: { flag: "json", kind: "switch", title: "print one JSON document", group: "Output:" },
  quiet: {
    flag: "quiet",
    kind: "switch",
    title: "no progress, warnings or remarks on stderr",
    setting: "environment-and-file",
    group: "Output:",
  },
} as const satisfies OptionSpecs;

/** Declares the options on a commander command; values stay text, as they were typed. */
export function addOptions(command: Command, specs: OptionSpecs): void {
  for (const spec of Object.values(specs)) {
    const option = new Option(`--${spec.flag}${placeholderOf(spec)}`, describeOption(spec));
    if (spec.group !== undefined) option.helpGroup(spec.group);
    command.addOption(option);
  }
}

function placeholderOf(spec: OptionSpec): string {
  switch (spec.kind) {
    case "switch":
      return "";
    case "texts":
      return ` <${spec.placeholder}...>`;
    case "text":
      return ` <${spec.placeholder}>`;
    case "choice":
      return ` <${spec.placeholder ?? "name"}>`;
    case "boolean":
      return " <true|false>";
    case "integer":
      return ` <${spec.placeholder ?? "number"}>`;
    case "quantity":
      return ` <${spec.placeholder ?? (baseUnit(spec.dimension) || "number")}>`;
  }
}

function describeOption(spec: OptionSpec): string {
  return spec.kind === "choice" ? `${spec.title}: ${spec.values.join(", ")}` : spec.title;
}

/** The environment variable of an option: `--time-limit` is `CHIRPSCAPE_TIME_LIMIT`. */
export function environmentName(spec: OptionSpec): string {
  return `CHIRPSCAPE_${spec.flag.toUpperCase().replaceAll("-", "_")}`;
}

/** The name under which commander keeps an option's value: `--time-limit` is `timeLimit`, `--no-crc` is `crc`. */
function attributeName(spec: OptionSpec): string {
  return spec.flag.replace(NEGATION, "").replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const NEGATION = /^no-/;

/** What commander has for an option: text, a list, or true for a switch that was given; undefined when it was not. */
export function flagValue(spec: OptionSpec, flags: Readonly<Record<string, unknown>>): unknown {
  const value = flags[attributeName(spec)];
  // Commander turns `--no-crc` into a `crc` that is true by default.
  if (NEGATION.test(spec.flag)) return value === false ? true : undefined;
  return value;
}
