/** Numbers as people read them. The locale is fixed: the same plan gives the same bytes everywhere. */
const MINUS = "\u2212";
const THIN_SPACE = "\u202f";

/** A number with a fixed count of decimals, a true minus sign and spaced thousands: −12 345.6; "–" for what does not exist. */
export function formatNumber(value: number | null, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return "–";
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE) : whole;
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? MINUS + digits : digits;
}

/** A fraction as a percentage with one decimal; never "100.0" for less than all, nor "0.0" for more than nothing. */
export function formatPercent(fraction: number | null): string {
  if (fraction === null || !Number.isFinite(fraction)) return "–";
  const percent = fraction * 100;
  if (percent < 100 && percent > 99.9) return `>${THIN_SPACE}99.9${THIN_SPACE}%`;
  if (percent > 0 && percent < 0.05) return `<${THIN_SPACE}0.1${THIN_SPACE}%`;
  return `${formatNumber(percent, 1)}${THIN_SPACE}%`;
}

/** A number with its unit, kept on one line. */
export function formatQuantity(value: number | null, unit: string, decimals = 0): string {
  return value === null || !Number.isFinite(value) ? "–" : `${formatNumber(value, decimals)}${THIN_SPACE}${unit}`;
}

/** A distance in metres below a kilometre, else in kilometres. */
export function formatDistance(distanceM: number): string {
  return distanceM < 1000
    ? formatQuantity(distanceM, "m")
    : formatQuantity(distanceM / 1000, "km", distanceM < 100_000 ? 1 : 0);
}

/** Latitude and longitude with their hemispheres: "36.5950° N 121.8950° W". */
export function formatPosition(longitudeDeg: number, latitudeDeg: number): string {
  const latitude = `${Math.abs(latitudeDeg).toFixed(4)}° ${latitudeDeg < 0 ? "S" : "N"}`;
  return `${latitude} ${Math.abs(longitudeDeg).toFixed(4)}° ${longitudeDeg < 0 ? "W" : "E"}`;
}

/** A cost: whole numbers without decimals. */
export function formatCost(cost: number): string {
  return formatNumber(cost, Number.isInteger(cost) ? 0 : 2);
}

/** "1 gateway", "4 gateways". */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
