import type { AntennaCuts } from "../cuts.ts";
import { antennaFault, type CutName, type CutRow, evenCut, readNumber, relativeGainDb } from "./cut-rows.ts";

const HEADER_HINT =
  'the first line names the columns: "cut,angleDeg,gainDbi" or "cut,angleDeg,attenuationDb", cut being horizontal or vertical';
const VALUE_COLUMNS = ["gainDbi", "attenuationDb"] as const;

interface Columns {
  readonly cut: number;
  readonly angle: number;
  readonly value: number;
  readonly unit: (typeof VALUE_COLUMNS)[number];
}

/**
 * Reads a pattern from a table with the columns `cut` (horizontal or vertical), `angleDeg`, and `gainDbi` or `attenuationDb`
 * (against the gain, which is then given apart). Bearings go clockwise; vertical angles go from straight ahead upwards (90° is the
 * zenith, −90° or 270° the nadir). Lines that begin with # are remarks.
 *
 * @param name the file's name, for errors
 * @throws {InputError} `bad-antenna-file` with file and line
 */
export function parseAntennaCsv(text: string, name: string): AntennaCuts {
  const rows: Record<CutName, CutRow[]> = { horizontal: [], vertical: [] };
  let columns: Columns | null = null;
  let last = 0;
  let delimiter = ",";
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === "" || line.startsWith("#")) return;
    last = i + 1;
    // Where a comma stands in numbers, something else parts the columns
    if (columns === null) delimiter = ["\t", ";"].find((candidate) => line.includes(candidate)) ?? ",";
    const cells = line.split(delimiter).map((cell) => cell.trim());
    if (columns === null) {
      columns = readHeader(cells, name, i + 1);
      return;
    }
    const cut = cells[columns.cut] ?? "";
    if (cut !== "horizontal" && cut !== "vertical") {
      throw antennaFault(name, i + 1, `expected horizontal or vertical, got "${cut.slice(0, 40)}"`, HEADER_HINT);
    }
    const angleDeg = readNumber(cells[columns.angle] ?? "", "an angle in degrees", name, i + 1);
    const value = readNumber(cells[columns.value] ?? "", columns.unit, name, i + 1);
    const valueDb = columns.unit === "gainDbi" ? value : relativeGainDb(value, name, i + 1);
    rows[cut].push({ angleDeg, valueDb, line: i + 1 });
  });
  if (rows.horizontal.length === 0 || rows.vertical.length === 0) {
    const missing = rows.horizontal.length === 0 ? "horizontal" : "vertical";
    throw antennaFault(name, last, `the file has no ${missing} cut`, HEADER_HINT);
  }
  const horizontal = evenCut(rows.horizontal, "horizontal", name);
  const vertical = evenCut(rows.vertical, "vertical", name);
  const isAbsolute = (columns as Columns | null)?.unit === "gainDbi";
  const peakDbi = isAbsolute ? Math.max(...horizontal, ...vertical) : 0;
  return {
    title: name,
    gainDbi: isAbsolute ? peakDbi : null,
    horizontalDb: horizontal.map((value) => value - peakDbi),
    verticalDb: vertical.map((value) => value - peakDbi),
    remarks: {},
  };
}

function readHeader(cells: readonly string[], name: string, line: number): Columns {
  const index = (column: string) => cells.findIndex((cell) => cell.toLowerCase() === column.toLowerCase());
  const unit = VALUE_COLUMNS.find((column) => index(column) >= 0);
  if (unit === undefined || index("cut") < 0 || index("angleDeg") < 0) {
    const message = `expected the columns cut, angleDeg, and gainDbi or attenuationDb, got "${cells.join(",").slice(0, 60)}"`;
    throw antennaFault(name, line, message, HEADER_HINT);
  }
  return { cut: index("cut"), angle: index("angleDeg"), value: index(unit), unit };
}
