import { InputError } from "../../../math/errors.ts";
import { formatHex } from "../../../math/hex.ts";
import { nearestNames } from "../../../math/nearest-name.ts";
import { concatBytes } from "../../bytes.ts";
import { type CaseInput, type FrameWarning, missing, objectOf, refuseUnknown, shown } from "../../case-values.ts";
import type { Direction, LorawanVersion } from "../phy-payload.ts";
import { findCommand, MAC_COMMANDS, type MacCommandSpec, type MacField } from "./commands.ts";

/** A MAC command by name and fields. */
export interface MacCommand {
  readonly cid: number;
  readonly name: string;
  readonly fields: Readonly<Record<string, number | boolean | readonly number[]>>;
}

const FREQUENCY_STEP_HZ = 100;

/** Commands that were read, and what was noticed: reading ends at the first that is unknown, because commands do not tell their length. */
export interface ReadCommands {
  readonly commands: readonly MacCommand[];
  readonly warnings: readonly FrameWarning[];
}

/** Reads the commands in FOpts or in the payload of port 0. Never throws: whatever the bytes are. */
export function decodeMacCommands(bytes: Uint8Array, direction: Direction, version: LorawanVersion): ReadCommands {
  const commands: MacCommand[] = [];
  const warnings: FrameWarning[] = [];
  let at = 0;
  while (at < bytes.length) {
    const cid = bytes[at];
    const spec = findCommand(cid, direction, version);
    const rest = bytes.subarray(at + 1);
    if (spec === undefined || rest.length < spec.length) {
      warnings.push(spec === undefined ? unknownCommand(cid, rest, { direction, version }) : cutCommand(spec, rest));
      break;
    }
    const payload = rest.subarray(0, spec.length);
    commands.push(readCommand(spec, payload));
    if (hasReservedBits(spec, payload)) {
      const message = `${spec.name}: reserved bits are set in ${formatHex(payload)}; they were ignored`;
      warnings.push({ code: "reserved-bits", message });
    }
    at += 1 + spec.length;
  }
  return { commands, warnings };
}

function unknownCommand(cid: number, rest: Uint8Array, { direction, version }: CommandContext): FrameWarning {
  const of11 = version === "1.0" ? findCommand(cid, direction, "1.1") : undefined;
  const what =
    of11 !== undefined ? `${of11.name} of LoRaWAN 1.1` : cid >= 0x80 ? "a proprietary command" : "no command is known";
  const left = rest.length === 0 ? "" : `; ${rest.length} more bytes (${formatHex(rest)}) were not read`;
  return { code: "unknown-mac-command", message: `identifier 0x${formatHex(Uint8Array.of(cid))}: ${what}${left}` };
}

function cutCommand(spec: MacCommandSpec, rest: Uint8Array): FrameWarning {
  const message = `${spec.name}: ${spec.length} bytes expected, ${rest.length} left`;
  return { code: "cut-mac-command", message };
}

function readCommand(spec: MacCommandSpec, payload: Uint8Array): MacCommand {
  const fields = spec.fields.map((field) => [field.key, readField(field, payload)] as const);
  return { cid: spec.cid, name: spec.name, fields: Object.fromEntries(fields) };
}

function readField(field: MacField, payload: Uint8Array): number | boolean | number[] {
  const bits = Array.from({ length: field.width }, (_, i) => bitAt(payload, field.bit + i));
  // Powers instead of shifts: the time of DeviceTimeAns has 32 bits
  const value = bits.reduce((sum, bit, i) => sum + bit * 2 ** i, 0);
  switch (field.kind) {
    case "flag":
      return value === 1;
    case "mask":
      return bits.flatMap((bit, i) => (bit === 1 ? [i] : []));
    case "signed":
      return value >= 2 ** (field.width - 1) ? value - 2 ** field.width : value;
    case "frequency":
      return value * FREQUENCY_STEP_HZ;
    case "fraction":
      return value / 2 ** field.width;
    default:
      return value;
  }
}

function bitAt(bytes: Uint8Array, bit: number): number {
  return (bytes[bit >> 3] >> (bit & 7)) & 1;
}

function hasReservedBits(spec: MacCommandSpec, payload: Uint8Array): boolean {
  for (let bit = 0; bit < 8 * spec.length; bit++) {
    const isUsed = spec.fields.some((field) => bit >= field.bit && bit < field.bit + field.width);
    if (!isUsed && bitAt(payload, bit) === 1) return true;
  }
  return false;
}

/** Which way commands go, in which version; `where` is the key of the list, for errors. */
export interface CommandContext {
  readonly direction: Direction;
  readonly version: LorawanVersion;
  readonly where?: string;
}

/**
 * The bytes of commands given by name and fields; a field that is left out is 0, false or empty.
 *
 * @throws {InputError} `wrong-type`, `missing-input`, `unknown-name`, `unknown-input` or `out-of-range`, with the place in the list
 * @example encodeMacCommands([{ name: "DevStatusAns", fields: { battery: 200 } }], { direction: "up", version: "1.0" })
 */
export function encodeMacCommands(list: unknown, context: CommandContext): Uint8Array {
  const { where = "macCommands" } = context;
  if (!Array.isArray(list)) {
    throw new InputError({ code: "wrong-type", where, message: "expected a list of commands" });
  }
  return concatBytes(...list.map((command, i) => encodeCommand(`${where}[${i}]`, command, context)));
}

function encodeCommand(where: string, command: unknown, context: CommandContext): Uint8Array {
  if (typeof command !== "object" || command === null || Array.isArray(command)) {
    throw new InputError({ code: "wrong-type", where, message: 'expected an object with a "name"' });
  }
  const given = command as CaseInput;
  refuseUnknown(given, ["cid", "name", "fields", "in"], `${where}.`);
  const spec = requireCommand(where, given.name, context);
  const keys = spec.fields.map(({ key }) => key);
  const fields = objectOf({ [`${where}.fields`]: given.fields }, `${where}.fields`, keys);
  const bytes = new Uint8Array(1 + spec.length);
  bytes[0] = spec.cid;
  for (const field of spec.fields) {
    const value = fieldNumber(`${where}.fields.${field.key}`, field, fields[field.key]);
    for (let i = 0; i < field.width; i++) {
      if (Math.floor(value / 2 ** i) % 2 === 1) bytes[1 + ((field.bit + i) >> 3)] |= 1 << ((field.bit + i) & 7);
    }
  }
  return bytes;
}

function requireCommand(where: string, name: unknown, { direction, version }: CommandContext): MacCommandSpec {
  const known = MAC_COMMANDS.filter(
    (spec) => spec.direction === direction && (version === "1.1" || spec.only11 !== true),
  );
  if (name === undefined || name === null) throw missing(`${where}.name`, "the name of a command");
  const spec = known.find((one) => one.name === name);
  if (spec !== undefined) return spec;
  const names = known.map((one) => one.name);
  const elsewhere = MAC_COMMANDS.find((one) => one.name === name);
  const message =
    elsewhere === undefined
      ? `no command is called ${shown(name)}`
      : elsewhere.direction === direction
        ? `${elsewhere.name} is a command of LoRaWAN 1.1`
        : `${elsewhere.name} goes ${elsewhere.direction}, the frame ${direction}`;
  const near = typeof name === "string" ? nearestNames(name.slice(0, 40), names) : [];
  const hint = near.length > 0 && elsewhere === undefined ? `did you mean ${near.join(" or ")}?` : undefined;
  throw new InputError({ code: "unknown-name", where: `${where}.name`, message, hint });
}

/** The field's bits as a number. */
function fieldNumber(where: string, field: MacField, value: unknown): number {
  if (value === undefined || value === null) return 0;
  const fault = (expected: string) =>
    new InputError({ code: "out-of-range", where, message: `expected ${expected}, got ${shown(value)}` });
  const top = 2 ** field.width;
  const requireWhole = (number: unknown, min: number, max: number, expected: string): number => {
    if (Number.isInteger(number) && (number as number) >= min && (number as number) <= max) return number as number;
    throw fault(expected);
  };
  switch (field.kind) {
    case "flag":
      if (typeof value !== "boolean") throw fault("true or false");
      return value ? 1 : 0;
    case "mask": {
      const expected = `a list of different numbers from 0 to ${field.width - 1}`;
      if (!Array.isArray(value) || new Set(value).size !== value.length) throw fault(expected);
      return value.reduce((sum: number, bit) => sum + 2 ** requireWhole(bit, 0, field.width - 1, expected), 0);
    }
    case "signed": {
      const expected = `a whole number from ${-top / 2} to ${top / 2 - 1}`;
      return (requireWhole(value, -top / 2, top / 2 - 1, expected) + top) % top;
    }
    case "frequency": {
      const highest = (top - 1) * FREQUENCY_STEP_HZ;
      const expected = `a multiple of ${FREQUENCY_STEP_HZ} Hz up to ${highest}`;
      if (typeof value !== "number") throw fault(expected);
      return requireWhole(value / FREQUENCY_STEP_HZ, 0, top - 1, expected);
    }
    case "fraction": {
      const expected = `a multiple of 1/${top} below 1`;
      if (typeof value !== "number") throw fault(expected);
      return requireWhole(value * top, 0, top - 1, expected);
    }
    default:
      return requireWhole(value, 0, top - 1, `a whole number from 0 to ${top - 1}`);
  }
}
