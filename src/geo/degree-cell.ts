import type { DegreeBounds } from "./geodesy.ts";

/** A square of one degree, named like an SRTM tile after its south-west corner: `N36W122`, `S34E018`. */
export interface DegreeCell {
  readonly southDeg: number;
  readonly westDeg: number;
}

/** The name of a cell; longitudes beyond ±180 are turned back. */
export function degreeCellName({ southDeg, westDeg }: DegreeCell): string {
  const west = ((((westDeg + 180) % 360) + 360) % 360) - 180;
  const latitude = `${southDeg < 0 ? "S" : "N"}${String(Math.abs(southDeg)).padStart(2, "0")}`;
  return `${latitude}${west < 0 ? "W" : "E"}${String(Math.abs(west)).padStart(3, "0")}`;
}

/**
 * The cell that a file's name begins with, upper or lower case: `n36w122.hgt`, `S46W066.SRTMGL1.hgt`.
 *
 * @returns null when the name begins with none, or with one that is not on the earth
 */
export function parseDegreeCell(fileName: string): DegreeCell | null {
  const match = /^([NS])(\d{2})([EW])(\d{3})(?!\d)/i.exec(fileName);
  if (match === null) return null;
  const southDeg = Number(match[2]) * (match[1].toUpperCase() === "S" ? -1 : 1);
  const westDeg = Number(match[4]) * (match[3].toUpperCase() === "W" ? -1 : 1);
  const onEarth = southDeg >= -90 && southDeg <= 89 && westDeg >= -180 && westDeg <= 179;
  return onEarth ? { southDeg: southDeg + 0, westDeg: westDeg + 0 } : null;
}

/** The cell in which a place lies; one on a border belongs to the cell east or north of it. */
export function degreeCellAt(lonDeg: number, latDeg: number): DegreeCell {
  // A billionth of a degree (0.1 mm) short of a border is on it: posts are computed by adding up steps.
  return { southDeg: Math.floor(latDeg + 1e-9), westDeg: Math.floor(lonDeg + 1e-9) };
}

/** A rectangle in words: `longitude −122.5 to −122, latitude 36.2 to 36.9`, to a hundredth of a degree outwards. */
export function describeBounds(bounds: DegreeBounds): string {
  const outwards = (low: number, high: number) =>
    `${Math.floor(low * 100 + 1e-6) / 100} to ${Math.ceil(high * 100 - 1e-6) / 100}`;
  return `longitude ${outwards(bounds.west, bounds.east)}, latitude ${outwards(bounds.south, bounds.north)}`;
}
