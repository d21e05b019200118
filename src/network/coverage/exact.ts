import { haversineM } from "../../geo/geodesy.ts";
import { bilinear } from "../../geo/interpolate.ts";
import { createItmOutput } from "../../link/propagation/itm/path.ts";
import { itmPointToPoint } from "../../link/propagation/itm/point-to-point.ts";
import { type ItmSettings, type ItmSettingsInput, prepareItm } from "../../link/propagation/itm/settings.ts";
import { createMapPlane, distanceOfHaversineM, NEAREST_M } from "./targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** A path is cut into at least this many steps, however short: the model's statistics need a few samples. */
const LEAST_STEPS = 10;

/** Loss in dB to a place given in the elevation grid's columns and rows; NaN where the path leaves the terrain. */
export type ExactLoss = (column: number, row: number, distanceM: number, rxHeightM: number) => number;

/** The plain point-to-point model from a task's site: what every faster way is measured against. */
export function createExactItm(task: CoverageTask, settings: ItmSettings): ExactLoss {
  const { elevation, site, stepM, radiusM } = task;
  const { data, width, height } = elevation;
  const siteColumn = (site.longitudeDeg - elevation.westDeg) / elevation.lonStepDeg;
  const siteRow = (elevation.northDeg - site.latitudeDeg) / elevation.latStepDeg;
  const profile = {
    elevationM: new Float64Array(Math.max(Math.ceil(radiusM / stepM), LEAST_STEPS) + 2),
    steps: 0,
    resolutionM: 0,
  };
  const { elevationM } = profile;
  const output = createItmOutput();
  return (column, row, distanceM, rxHeightM) => {
    const steps = Math.max(LEAST_STEPS, Math.ceil(distanceM / stepM));
    const columnStep = (column - siteColumn) / steps;
    const rowStep = (row - siteRow) / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const z = bilinear(data, width, height, siteColumn + i * columnStep, siteRow + i * rowStep);
      elevationM[i] = z;
      sum += z;
    }
    if (Number.isNaN(sum)) return Number.NaN;
    profile.steps = steps;
    profile.resolutionM = Math.max(distanceM, NEAREST_M) / steps;
    return itmPointToPoint(profile, settings, site.heightAglM, rxHeightM, output);
  };
}

/** Path loss by the plain model at every target of the task's sector. */
export function computeExactItm(task: CoverageTask): CoverageTaskResult {
  const { elevation, site, window, demand, lossDb, radiusM, sector } = task;
  const exact = createExactItm(task, prepareItm(task.inputs as ItmSettingsInput));
  const plane = createMapPlane(task);
  const posts = window.width * window.height;
  let pixels = 0;
  // Every sector takes each count-th row: near and far rows, and so long and short paths, are shared out evenly
  for (let row = sector.index; row < window.height; row += sector.count) {
    const gridRow = (elevation.northDeg - window.northDeg + row * window.latStepDeg) / elevation.latStepDeg;
    for (let column = 0; column < window.width; column++) {
      const haversine = plane.latTerm[row] + plane.cosTerm[row] * plane.lonTerm[column];
      const distanceM = distanceOfHaversineM(haversine);
      if (distanceM > radiusM) continue;
      const gridColumn = (window.westDeg - elevation.westDeg + column * window.lonStepDeg) / elevation.lonStepDeg;
      lossDb[row * window.width + column] = exact(gridColumn, gridRow, distanceM, task.deviceHeightAglM);
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
    lossDb[posts + i] = exact(gridColumn, gridRow, distanceM, demand.heightAglM[i]);
    pixels++;
  }
  return { pixels };
}
