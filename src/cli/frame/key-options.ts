import { InputError } from "../../math/errors.ts";
import { type CaseInput, refuseUnknown } from "../../protocol/case-values.ts";
import { AesKey } from "../../protocol/crypto/aes-key.ts";
import { DEVICE_INPUTS, type KeySource, NO_KEYS } from "../../protocol/key-source.ts";
import { LORAWAN_KEYS } from "../../protocol/lorawan/cases/keys.ts";
import { DEVICE_KEY_TITLE } from "../../protocol/private/case.ts";
import { readTextFile } from "../../runtime/node/read-text.ts";
import { isObject } from "../../scenario/plain-json.ts";
import type { OptionSpec, OptionSpecs } from "../options.ts";
import { parseSecretJson } from "../secret-json.ts";
import { readStdinText } from "../stdin-text.ts";

const KEYS = "Keys (CHIRPSCAPE_APP_KEY, … in the environment; others may see a command line):";

const NAMES = { ...LORAWAN_KEYS, deviceKey: DEVICE_KEY_TITLE } as const;

/** One flag and one environment variable for each key: `nwkSKey` is `--nwk-s-key` and `CHIRPSCAPE_NWK_S_KEY`. */
export const KEY_OPTIONS: OptionSpecs = Object.fromEntries(
  Object.entries(NAMES).map(([name, title]): [string, OptionSpec] => [
    name,
    { flag: flagName(name), kind: "text", placeholder: "digits", title, setting: "environment", group: KEYS },
  ]),
);

export const KEYS_FILE_OPTION = {
  flag: "keys",
  kind: "text",
  placeholder: "file",
  title: 'JSON file with keys by name, {"appKey": "…"}, and "devices" with keys of their own; - for stdin',
  setting: "environment",
  group: KEYS,
} as const satisfies OptionSpec;

function flagName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const MAX_KEY_FILE_BYTES = 64 * 1024 * 1024;

/**
 * The keys from flags, environment and file: a flag wins over the environment, that over the file. They are read once and kept as
 * {@link AesKey}, which does not print itself.
 *
 * @throws {InputError} naming flag, file and key; keys are never repeated
 */
export async function readKeySource(
  options: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<KeySource> {
  const given = Object.keys(KEY_OPTIONS).flatMap((name) => {
    const text = options[name];
    return text === undefined ? [] : [[name, AesKey.parse(`--${flagName(name)}`, text)] as const];
  });
  const file = options.keys === undefined ? NO_KEYS : await readKeyFile(String(options.keys), signal);
  const flags = Object.fromEntries(given);
  return {
    shared: { ...file.shared, ...flags },
    devices: file.devices.map((device) => ({ ...device, ...flags })),
  };
}

async function readKeyFile(file: string, signal: AbortSignal): Promise<KeySource> {
  const name = file === "-" ? "stdin" : file;
  const parsed = parseSecretJson(
    file === "-" ? await readStdinText(signal) : await readTextFile(file, MAX_KEY_FILE_BYTES),
    name,
  );
  if (!isObject(parsed)) throw notKeys(name, "an object with keys by name");
  const { devices = [], ...shared } = parsed;
  if (!Array.isArray(devices)) throw notKeys(`${name}: devices`, "a list");
  return {
    shared: readKeyObject(shared, `${name}: `, []),
    devices: devices.map((device, i) => {
      const where = `${name}: devices[${i}]`;
      if (!isObject(device)) throw notKeys(where, "an object with a device's keys");
      return readKeyObject(device, `${where}.`, DEVICE_INPUTS);
    }),
  };
}

function readKeyObject(object: CaseInput, prefix: string, others: readonly string[]): CaseInput {
  refuseUnknown(object, [...Object.keys(NAMES), ...others], prefix);
  const read = Object.entries(object).map(([name, value]) => [
    name,
    others.includes(name) ? value : AesKey.parse(`${prefix}${name}`, value),
  ]);
  return Object.fromEntries(read);
}

function notKeys(where: string, expected: string): InputError {
  return new InputError({ code: "wrong-type", where, message: `expected ${expected}` });
}

/** Stdin can be read once. @throws {InputError} `conflicting-inputs` */
export function requireOneStdin(options: Readonly<Record<string, unknown>>): void {
  const readers = ["keys", "batch", "demodulated"].filter((name) => options[name] === "-");
  if (readers.length < 2) return;
  const message = `reads stdin, and so does --${readers[0]}`;
  throw new InputError({
    code: "conflicting-inputs",
    where: `--${readers[1]}`,
    message,
    hint: "put the keys into a file",
  });
}
