import { haversineM } from "../../geo/geodesy.ts";
import { createMapPlane, distanceOfHaversineM } from "./radials/targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** Loss in dB to a place given in the elevation grid's columns and rows; NaN where there is no answer. */
export type LossAtPlace = (column: number, row: number, distanceM: number, rxHeightM: number) => number;

/**
 * Asks for the loss at every place of the task's sector, one by one: posts within the radius, then demand points. Every sector
 * takes each count-th row: near and far rows, and so long and short paths, are shared out evenly.
 */
export function computePlaces(task: CoverageTask, lossAt: LossAtPlace): CoverageTaskResult {
  const { elevation, site, window, demand, lossDb, radiusM, sector } = task;
  const plane = createMapPlane(task);
  const posts = window.width * window.height;
  let pixels = 0;
  for (let row = sector.index; row < window.height; row += sector.count) {
    const gridRow = (elevation.northDeg - window.northDeg + row * window.latStepDeg) / elevation.latStepDeg;
    for (let column = 0; column < window.width; column++) {
      const distanceM = distanceOfHaversineM(plane.latTerm[row] + plane.cosTerm[row] * plane.lonTerm[column]);
      if (distanceM > radiusM) continue;
      const gridColumn = (window.westDeg - elevation.westDeg + column * window.lonStepDeg) / elevation.lonStepDeg;
      lossDb[row * window.width + column] = lossAt(gridColumn, gridRow, distanceM, task.deviceHeightAglM);
      pixels++;
    }
  }
  for (let i = sector.index; i < demand.longitudeDeg.length; i += sector.count) {
    const lonDeg = demand.longitudeDeg[i];
    const latDeg = demand.latitudeDeg[i];
    const distanceM = haversineM(site.longitudeDeg, site.latitudeDeg, lonDeg, latDeg);
    if (!(distanceM <= radiusM)) continue;
    const gridColumn = (lonDeg - elevation.westDeg) / elevation.lonStepDeg;
    const gridRow = (elevation.northDeg - latDeg) / elevation.latStepDeg;
    lossDb[posts + i] = lossAt(gridColumn, gridRow, distanceM, demand.heightAglM[i]);
    pixels++;
  }
  return { pixels };
}
