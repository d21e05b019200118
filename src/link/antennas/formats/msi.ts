import type { AntennaCuts } from "../cuts.ts";
import { DIPOLE_GAIN_DBI } from "../omnidirectional.ts";
import { antennaFault, type CutName, type CutRow, evenCut, readNumber, relativeGainDb } from "./cut-rows.ts";

const CUTS: Readonly<Record<string, CutName>> = { HORIZONTAL: "horizontal", VERTICAL: "vertical" };

/**
 * Reads a pattern in the format of the MSI Planet program: lines of a keyword and its value, then `HORIZONTAL n` and `VERTICAL n`,
 * each with n lines of angle (degrees) and attenuation against the gain (dB). Bearings go clockwise; vertical angles go from
 * straight ahead downwards, so that 90° is the nadir. A gain without a unit is in dBd.
 *
 * @param name the file's name, for errors
 * @throws {InputError} `bad-antenna-file` with file and line: cut short, angles missing or twice, wrong units
 * @see RF::Antenna::Planet::MSI::Format (CPAN), which documents the format as it is found
 */
export function parseMsi(text: string, name: string): AntennaCuts {
  const lines = text.trimEnd().split(/\r?\n/);
  const header: Record<string, string> = {};
  const cuts: Partial<Record<CutName, number[]>> = {};
  let gainDbi: number | null = null;
  for (let i = 0; i < lines.length; i++) {
    const [keyword = "", ...rest] = lines[i].trim().split(/\s+/);
    const value = rest.join(" ");
    const key = keyword.toUpperCase();
    if (key === "") continue;
    const cut = Object.hasOwn(CUTS, key) ? CUTS[key] : undefined;
    if (cut !== undefined) {
      if (cuts[cut] !== undefined) throw antennaFault(name, i + 1, `there is a ${cut} cut already`);
      const rows = readRows(lines, i, { cut, count: value, name });
      cuts[cut] = evenCut(rows, cut, name);
      i = rows[rows.length - 1].line - 1;
    } else if (key === "GAIN") gainDbi = readGain(value, name, i + 1);
    else if (/^[-+\d.]/.test(keyword)) {
      throw antennaFault(name, i + 1, `expected a keyword, got "${lines[i].trim().slice(0, 40)}"`, MORE_THAN_SAID);
    } else header[key] = value;
  }
  const { horizontal, vertical } = cuts;
  if (horizontal === undefined || vertical === undefined) {
    const missing = horizontal === undefined ? "HORIZONTAL" : "VERTICAL";
    throw antennaFault(name, lines.length, `the file ends without its ${missing} cut`, "is it cut short?");
  }
  const { NAME, ...others } = header;
  return {
    title: NAME || name,
    gainDbi,
    horizontalDb: horizontal,
    verticalDb: upwards(vertical),
    remarks: remarksOf(others),
  };
}

const MORE_THAN_SAID = "are there more angles than the line above the cut says?";

interface CutPlace {
  readonly cut: CutName;
  /** What stands behind the keyword. */
  readonly count: string;
  readonly name: string;
}

/** The lines of a cut that begins with `lines[at]`. */
function readRows(lines: readonly string[], at: number, { cut, count, name }: CutPlace): CutRow[] {
  const expected = readNumber(count, `the number of angles of the ${cut} cut`, name, at + 1);
  if (!(Number.isInteger(expected) && expected > 0)) {
    throw antennaFault(name, at + 1, `expected a number of angles above 0, got ${count}`);
  }
  const rows: CutRow[] = [];
  for (let i = at + 1; i < lines.length && rows.length < expected; i++) {
    const cells = lines[i].trim().split(/[\s;]+/);
    if (cells[0] === "") continue;
    if (/^[a-z]/i.test(cells[0])) throw tooFew(i + 1, `before ${cells[0]}`);
    if (cells.length !== 2) {
      throw antennaFault(name, i + 1, `expected an angle and an attenuation, got "${lines[i].trim().slice(0, 40)}"`);
    }
    const angleDeg = readNumber(cells[0], "an angle in degrees", name, i + 1);
    const valueDb = relativeGainDb(readNumber(cells[1], "an attenuation in dB", name, i + 1), name, i + 1);
    rows.push({ angleDeg, valueDb, line: i + 1 });
  }
  if (rows.length < expected) throw tooFew(lines.length, "before the file's end");
  return rows;

  function tooFew(line: number, place: string) {
    const message = `expected ${expected} angles of the ${cut} cut, got ${rows.length} ${place}`;
    return antennaFault(name, line, message, "is the file cut short?");
  }
}

function readGain(value: string, name: string, line: number): number {
  const [number = "", unit = "dBd", ...rest] = value.split(/\s+|(?<=\d)(?=d)/i);
  const gain = readNumber(number, "a gain", name, line);
  const base = unit.toLowerCase() === "dbi" ? 0 : unit.toLowerCase() === "dbd" ? DIPOLE_GAIN_DBI : null;
  if (base !== null && rest.length === 0) return gain + base;
  throw antennaFault(name, line, `expected a gain in dBd or dBi, got "${value}"`);
}

/** From angles that count downwards to angles that count upwards. */
function upwards(downDb: readonly number[]): number[] {
  return downDb.map((_, i) => downDb[(downDb.length - i) % downDb.length]);
}

function remarksOf(header: Readonly<Record<string, string>>): Record<string, string> {
  const filled = Object.entries(header).filter(([, value]) => value !== "");
  return Object.fromEntries(filled.map(([key, value]) => [key.toLowerCase(), value]));
}
