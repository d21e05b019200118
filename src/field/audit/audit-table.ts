import { InputError } from "../../math/errors.ts";
import { isDevice } from "../../protocol/audit/devices/read-device.ts";
import { type CsvTable, readCsvHeader, splitCsvLine } from "../../protocol/platforms/csv-table.ts";

/** A table's first line, understood. */
export type AuditTable = { readonly delimiter: string; readonly headings: readonly string[] } & (
  | { readonly kind: "devices" }
  | { readonly kind: "uplinks"; readonly uplinks: CsvTable }
);

/**
 * Reads the first line of a file as a table's headings.
 *
 * @returns null for a file that is no table
 * @throws {InputError} `no-columns` when the table is neither of devices nor of uplinks
 */
export function headOfTable(line: string): AuditTable | null {
  if (/[{}[\]]/.test(line) || !/[,;\t]/.test(line)) return null;
  const uplinks = uplinkTable(line);
  if (uplinks !== null) return { kind: "uplinks", delimiter: uplinks.delimiter, headings: uplinks.headings, uplinks };
  const delimiter = [";", "\t", ","].reduce((best, one) =>
    line.split(one).length > line.split(best).length ? one : best,
  );
  const headings = splitCsvLine(line, delimiter) ?? [];
  // Every cell filled: a heading that can name a device does
  if (isDevice(Object.fromEntries(headings.map((heading) => [heading, "0"]))))
    return { kind: "devices", delimiter, headings };
  throw new InputError({
    code: "no-columns",
    where: "the first line",
    message: "expected headings of devices (devEui, devAddr, keys) or of uplinks (devEui, time, fCnt, …)",
  });
}

function uplinkTable(line: string): CsvTable | null {
  try {
    const table = readCsvHeader(line);
    return table.kind === "uplinks" ? table : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
