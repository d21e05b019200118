import { discBounds } from "../geo/geodesy.ts";
import type { Issue } from "../math/errors.ts";
import { jsonPointer, showValue, valueAt } from "./checks/issues.ts";
import type { Position, Scenario } from "./scenario.ts";

const LISTS = ["elevation", "surface", "landCover", "buildings"] as const;

/**
 * Refuses file names that lead out of the scenario's folder: a scenario from elsewhere must not read other files. Only the text
 * is looked at; links on the disk are for whoever opens the file.
 *
 * @param document the raw scenario
 */
export function checkTerrainPaths(document: unknown): Issue[] {
  return LISTS.flatMap((list) => {
    const files = valueAt(document, ["chirpscape", "terrain", list]);
    if (!Array.isArray(files)) return [];
    return files.flatMap((file: unknown, index): Issue[] => {
      const why = typeof file === "string" ? leadsOutside(file) : null;
      if (why === null) return [];
      return [
        {
          code: "path-outside",
          where: jsonPointer(["chirpscape", "terrain", list, index]),
          message: `expected a path inside the scenario's folder, got ${showValue(file)}, ${why}`,
          hint: "put the file beside the scenario, or allow paths outside (--allow-outside)",
        },
      ];
    });
  });
}

/** Why a path may leave the folder; null when it cannot. Backslashes count as separators on every system. */
export function leadsOutside(path: string): string | null {
  if (path.includes("\0")) return "which holds a null character";
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return "an address and not a file";
  if (/^(?:[/\\]|[a-z]:)/i.test(path)) return "an absolute path";
  return path.split(/[/\\]/).includes("..") ? 'which climbs out with ".."' : null;
}

/**
 * The degree cells whose terrain a computation needs, named by their south-west corner as SRTM tiles are (`N36W122`), from the
 * south-west on. With a radius: all cells that the stations' discs touch. Without: those that hold the stations and all that must
 * be covered.
 */
export function neededDegreeCells(scenario: Scenario): string[] {
  const { radiusM } = scenario.propagation;
  const boxes = scenario.stations.map((station) => discBounds(station, radiusM ?? 0));
  if (radiusM === null) {
    for (const device of scenario.devices) boxes.push(discBounds(device, 0));
    for (const area of scenario.areas) boxes.push(boundsOf(area.polygons.flat(2)));
  }
  const cells = new Map<string, readonly [number, number]>();
  for (const { west, south, east, north } of boxes) {
    for (let latitude = Math.floor(south); latitude <= Math.min(89, Math.floor(north)); latitude++) {
      for (let column = Math.floor(west); column <= Math.floor(east); column++) {
        const longitude = ((((column + 180) % 360) + 360) % 360) - 180;
        cells.set(cellName({ longitudeDeg: longitude, latitudeDeg: latitude }), [latitude, longitude]);
      }
    }
  }
  return [...cells].sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1]).map(([name]) => name);
}

function boundsOf(positions: readonly (readonly number[])[]) {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [longitude, latitude] of positions) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box;
}

function cellName({ longitudeDeg, latitudeDeg }: Position): string {
  const latitude = `${latitudeDeg < 0 ? "S" : "N"}${String(Math.abs(latitudeDeg)).padStart(2, "0")}`;
  return `${latitude}${longitudeDeg < 0 ? "W" : "E"}${String(Math.abs(longitudeDeg)).padStart(3, "0")}`;
}
