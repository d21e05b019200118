import type { AntennaCuts } from "../cuts.ts";
import { parseAnt } from "./ant.ts";
import { parseAntennaCsv } from "./csv.ts";
import { antennaFault } from "./cut-rows.ts";
import { parseMsi } from "./msi.ts";

/**
 * Reads an antenna's pattern from a file: MSI Planet (`.msi`, `.pln`, `.ant`, …), Radio Mobile's `.ant`, or CSV. What it is, its
 * content says: the two formats that are called `.ant` have nothing else in common.
 *
 * @param name the file's name, for errors
 * @throws {InputError} `bad-antenna-file` naming file and line
 */
export function parseAntennaFile(text: string, name: string): AntennaCuts {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== "" && !line.startsWith("#"));
  if (first === undefined) throw antennaFault(name, 0, "the file is empty");
  if (/\.csv$/i.test(name) || /^\s*"?cut"?\s*[,;\t]/i.test(first)) return parseAntennaCsv(text, name);
  return /^\s*[-+.\d]/.test(first) ? parseAnt(text, name) : parseMsi(text, name);
}
