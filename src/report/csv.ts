export type CsvCell = string | number | boolean;

/**
 * Rows as comma-separated values with a header. What is not finite stays empty.
 *
 * @param columns name and how it is filled
 * @see RFC 4180 (quoting, line ends); OWASP, "CSV Injection" (text that a spreadsheet would take for a formula)
 */
export function csvText<T>(columns: readonly (readonly [string, (row: T) => CsvCell])[], rows: readonly T[]): string {
  const header = columns.map(([name]) => name);
  const lines = rows.map((row) => columns.map(([, value]) => value(row)));
  return [header, ...lines].map((line) => `${line.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: CsvCell): string {
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  if (typeof cell === "boolean") return String(cell);
  // Only a user's text can be taken for a formula; a negative number must stay a number.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
