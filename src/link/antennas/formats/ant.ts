import type { AntennaCuts } from "../cuts.ts";
import { antennaFault, readNumber } from "./cut-rows.ts";

const CIRCLE = 360;
/** Where in the vertical cut, which begins at the zenith, straight ahead stands. */
const LEVEL = 90;

/**
 * Reads a pattern in the `.ant` format of Radio Mobile (version 3), which CloudRF and others take: 720 lines of one relative gain
 * in dB each, 0 or negative. 360 bearings clockwise from straight ahead, then 360 vertical angles from the zenith over straight
 * ahead, the nadir and straight behind.
 *
 * @param name the file's name, for errors
 * @throws {InputError} `bad-antenna-file` with file and line
 * @see Radio Mobile, "Antenna .ant format (V3)"
 */
export function parseAnt(text: string, name: string): AntennaCuts {
  const lines = text.split(/\r?\n/);
  const valuesDb: number[] = [];
  let last = 0;
  lines.forEach((line, i) => {
    const cell = line.trim();
    if (cell === "") return;
    const value = readNumber(cell, "one relative gain in dB", name, i + 1);
    if (value > 0) {
      const hint = "here values are gains against the peak; the antenna's own gain is given apart";
      throw antennaFault(name, i + 1, `expected 0 or a negative number of dB, got ${cell}`, hint);
    }
    valuesDb.push(value);
    last = i + 1;
  });
  if (valuesDb.length !== 2 * CIRCLE) {
    const message = `expected ${2 * CIRCLE} values, ${CIRCLE} bearings and ${CIRCLE} vertical angles, got ${valuesDb.length}`;
    const isOlder = valuesDb.length === CIRCLE || (valuesDb.length >= 540 && valuesDb.length <= 541);
    const hint = isOlder ? "an older version of the format: convert it to version 3" : "is the file cut short?";
    throw antennaFault(name, last, message, hint);
  }
  const vertical = valuesDb.slice(CIRCLE);
  return {
    title: name,
    gainDbi: null,
    horizontalDb: valuesDb.slice(0, CIRCLE),
    verticalDb: vertical.map((_, up) => vertical[(LEVEL - up + CIRCLE) % CIRCLE]),
    remarks: {},
  };
}
