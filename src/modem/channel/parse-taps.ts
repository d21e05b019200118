import { InputError, type Issue } from "../../math/errors.ts";
import { isJsonObject } from "../files/json-reader.ts";
import type { Tap } from "./multipath.ts";
import { type Fields, readFields } from "./read-fields.ts";

/** No echo on earth takes longer; each sample of it takes memory. */
const MAX_DELAY_S = 1;

const TAP_FIELDS = {
  delayS: { type: "number", min: 0, max: MAX_DELAY_S },
  gainDb: { type: "number" },
  phaseRad: { type: "number", default: 0 },
  fading: { type: "choice", values: ["none", "rayleigh", "rician"], default: "none" },
  kFactorDb: { type: "number", default: 0 },
} as const satisfies Fields;
const TAP_KEYS = Object.keys(TAP_FIELDS);

/**
 * Reads the taps of a multipath channel from JSON: a list, or an object with a list of `taps`.
 *
 * @throws {InputError} with every fault and its JSON pointer
 * @example parseTaps([{ delayS: 0, gainDb: 0 }, { delayS: 4e-6, gainDb: -6, phaseRad: 1.57 }])
 */
export function parseTaps(json: unknown): Tap[] {
  const issues: Issue[] = [];
  const taps = isJsonObject(json) ? readTaps(json.taps, "/taps", issues) : readTaps(json, "", issues);
  if (issues.length > 0) throw new InputError(issues);
  return taps;
}

/** The same within a larger document; faults are added to `issues`. */
export function readTaps(json: unknown, where: string, issues: Issue[]): Tap[] {
  if (!Array.isArray(json) || json.length === 0) {
    const hint = '[{"delayS": 0, "gainDb": 0}, {"delayS": 4e-6, "gainDb": -6}]';
    issues.push({ code: "bad-value", where, message: "expected a list of taps, at least one", hint });
    return [];
  }
  return json.map((tap: unknown, k) => {
    if (isJsonObject(tap)) return readFields(tap, TAP_FIELDS, `${where}/${k}`, issues) as unknown as Tap;
    issues.push({ code: "bad-value", where: `${where}/${k}`, message: "expected an object with delayS and gainDb" });
    return tap as Tap;
  });
}

/**
 * Reads taps from a table: a line of column names, of which `delayS` and `gainDb` must be there, and a line for each tap.
 *
 * @param text commas between the columns; empty lines and those that begin with # are passed over
 * @param file its name, for errors
 * @throws {InputError} with every fault, its place as `file:line`
 */
export function parseTapTable(text: string, file: string): Tap[] {
  const lines = text.split(/\r?\n/).map((line, k) => ({ cells: splitLine(line), where: `${file}:${k + 1}` }));
  const [head, ...rows] = lines.filter(({ cells: [first] }) => first !== "" && !first.startsWith("#"));
  const columns = head?.cells ?? [];
  if (!columns.includes("delayS") || !columns.includes("gainDb")) {
    const message = "expected a first line that names the columns: delayS,gainDb";
    throw new InputError({
      code: "bad-table",
      where: head?.where ?? file,
      message,
      hint: `also: ${TAP_KEYS.join(", ")}`,
    });
  }
  const issues: Issue[] = [];
  const taps = rows.map(({ cells, where }) => {
    const tap = Object.fromEntries(columns.map((column, k) => [column, cellValue(cells[k])]));
    const faults: Issue[] = [];
    const read = readFields(tap, TAP_FIELDS, "", faults) as unknown as Tap;
    issues.push(...faults.map((fault) => ({ ...fault, where, message: `${fault.where.slice(1)}: ${fault.message}` })));
    return read;
  });
  if (taps.length === 0)
    issues.push({ code: "bad-table", where: file, message: "expected at least one line for a tap" });
  if (issues.length > 0) throw new InputError(issues);
  return taps;
}

function splitLine(line: string): string[] {
  return line.split(",").map((cell) => cell.trim());
}

/** A number where it looks like one; nothing where the cell is empty. */
function cellValue(cell = ""): unknown {
  if (cell === "") return undefined;
  const value = Number(cell);
  return Number.isNaN(value) ? cell : value;
}
