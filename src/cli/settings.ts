import { existsSync } from "node:fs";
import path from "node:path";
import { InputError } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import { parseJsonText } from "../scenario/json-text.ts";
import { isObject } from "../scenario/plain-json.ts";
import { readJsonValue, readText } from "./option-values.ts";
import { environmentName, flagValue, type OptionSpecs, type OptionValues } from "./options.ts";

/** Settings that lie beside a scenario. */
export const SETTINGS_FILE = "chirpscape.json";

/** Where the values of options can come from, the strongest first. */
export interface SettingSources {
  /** As commander gives them: text by attribute name. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The parsed settings file by key; empty without one. */
  readonly file: Readonly<Record<string, unknown>>;
}

/**
 * Settles each option: a flag wins over the environment, that over the settings file; what none of them gives is left out.
 *
 * @throws {InputError} with every value that cannot be used
 */
export async function resolveOptions<S extends OptionSpecs>(
  specs: S,
  sources: SettingSources,
): Promise<OptionValues<S>> {
  const values: Record<string, unknown> = {};
  const faults: InputError[] = [];
  for (const [key, spec] of Object.entries(specs)) {
    try {
      values[key] = (await resolveOption(key, specs, sources)) ?? emptyValue(spec.kind);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
    }
  }
  if (faults.length > 0) throw new InputError(faults.flatMap((fault) => fault.issues));
  return values as OptionValues<S>;
}

function emptyValue(kind: string): unknown {
  if (kind === "switch") return false;
  return kind === "texts" ? [] : undefined;
}

async function resolveOption(key: string, specs: OptionSpecs, sources: SettingSources): Promise<unknown> {
  const spec = specs[key];
  const flag = flagValue(spec, sources.flags);
  if (typeof flag === "string") return readText(spec, flag, `--${spec.flag}`);
  if (flag !== undefined) return flag;
  if (spec.setting === undefined) return undefined;
  const variable = environmentName(spec);
  const text = sources.environment[variable];
  if (text !== undefined) return readText(spec, text, variable);
  if (spec.setting === "environment" || !(key in sources.file)) return undefined;
  return readJsonValue(spec, sources.file[key], `${SETTINGS_FILE}: ${key}`);
}

/**
 * Reads `chirpscape.json` from a scenario's folder.
 *
 * @param folder where the scenario lies; null when the command has none
 * @param known the options that may stand in it, of all commands
 * @throws {InputError} when it is not a JSON object, or has a key that is no setting
 */
export async function readSettingsFile(folder: string | null, known: OptionSpecs): Promise<Record<string, unknown>> {
  if (folder === null) return {};
  const file = path.join(folder, SETTINGS_FILE);
  if (!existsSync(file)) return {};
  const settings = parseObject(await readTextFile(file), file);
  const names = Object.keys(known).filter((key) => known[key].setting === "environment-and-file");
  const issues = Object.keys(settings)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const near = nearestNames(key, names);
      const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `settings: ${names.join(", ")}`;
      return { code: "unknown-setting", where: `${file}: ${key}`, message: "no such setting", hint };
    });
  if (issues.length > 0) throw new InputError(issues);
  return settings;
}

function parseObject(text: string, file: string): Record<string, unknown> {
  const parsed = parseJsonText(text, file);
  if (isObject(parsed)) return parsed;
  throw new InputError({ code: "wrong-type", where: file, message: "expected an object with settings" });
}
