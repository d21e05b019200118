/** A result as lines of key and value; numbers are rounded for people, long lists are cut. */
export function keyValueText(values: Readonly<Record<string, unknown>>): string {
  const width = Math.max(...Object.keys(values).map((key) => key.length));
  return Object.entries(values)
    .map(([key, value]) => `${key.padEnd(width)}  ${showValue(value)}\n`)
    .join("");
}

const MAX_LIST_ITEMS = 6;

function showValue(value: unknown): string {
  if (typeof value === "number") return showNumber(value);
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) {
    const rest = value.length > MAX_LIST_ITEMS ? `, … (${value.length})` : "";
    return value.slice(0, MAX_LIST_ITEMS).map(showValue).join(", ") + rest;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Six significant digits at most, and no digits that the size of the number makes idle. */
function showNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}
