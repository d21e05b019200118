import { coverFrame } from "../../geo/cover/cover-grid.ts";
import { bilinear } from "../../geo/interpolate.ts";
import { createItmOutput } from "../../link/propagation/itm/path.ts";
import { itmPointToPoint } from "../../link/propagation/itm/point-to-point.ts";
import { type ItmSettings, type ItmSettingsInput, prepareItm } from "../../link/propagation/itm/settings.ts";
import type { TerrainPath } from "../../link/propagation/model.ts";
import { coverOn, createCoverLine, setCoverLine } from "./cover-line.ts";
import { computePlaces, type LossAtPlace } from "./places.ts";
import { NEAREST_M } from "./radials/targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** A path is cut into at least this many steps, however short: the model's statistics need a few samples. */
const LEAST_STEPS = 10;

/** The loss over a path's terrain, dB; NaN where the model has no answer. */
type LossOverTerrain = (path: TerrainPath) => number;

/**
 * A model's loss from a task's site to any place: the terrain between them is read anew for each.
 *
 * @param usesCover whether the model tells ground from what stands on it; for others that counts as ground
 */
export function createExact(task: CoverageTask, lossOver: LossOverTerrain, usesCover = false): LossAtPlace {
  const { elevation, cover, site, stepM, radiusM } = task;
  const { data, width, height } = elevation;
  const siteColumn = (site.longitudeDeg - elevation.westDeg) / elevation.lonStepDeg;
  const siteRow = (elevation.northDeg - site.latitudeDeg) / elevation.latStepDeg;
  const samples = Math.max(Math.ceil(radiusM / stepM), LEAST_STEPS) + 2;
  const path = {
    elevationM: new Float64Array(samples),
    ...(cover !== null && usesCover && { coverM: new Float64Array(samples) }),
    steps: 0,
    resolutionM: 0,
    txHeightM: site.heightAglM,
    rxHeightM: 0,
    latitudeDeg: 0,
  };
  const { elevationM } = path;
  const frame = cover && coverFrame(cover, elevation);
  const line = { column: siteColumn, row: siteRow, columnStep: 0, rowStep: 0 };
  const standingLine = createCoverLine();
  /** The ends stay bare. */
  const standCover = (steps: number) => {
    if (cover === null || frame === null) return;
    setCoverLine(standingLine, frame, line);
    path.coverM?.fill(0, 0, steps + 1);
    const heightM = path.coverM ?? elevationM;
    for (let i = 1; i < steps; i++) heightM[i] += coverOn(cover, standingLine, i);
  };
  return (column, row, distanceM, rxHeightM) => {
    const steps = Math.max(LEAST_STEPS, Math.ceil(distanceM / stepM));
    const columnStep = (column - siteColumn) / steps;
    const rowStep = (row - siteRow) / steps;
    line.columnStep = columnStep;
    line.rowStep = rowStep;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const z = bilinear(data, width, height, siteColumn + i * columnStep, siteRow + i * rowStep);
      elevationM[i] = z;
      sum += z;
    }
    if (Number.isNaN(sum)) return Number.NaN;
    standCover(steps);
    path.steps = steps;
    path.resolutionM = Math.max(distanceM, NEAREST_M) / steps;
    path.rxHeightM = rxHeightM;
    path.latitudeDeg = elevation.northDeg - ((siteRow + row) / 2) * elevation.latStepDeg;
    return lossOver(path);
  };
}

/** The Irregular Terrain Model, point-to-point: what its sweep is measured against. */
export function createExactItm(task: CoverageTask, settings: ItmSettings): LossAtPlace {
  const output = createItmOutput();
  return createExact(task, (path) => itmPointToPoint(path, settings, path.txHeightM, path.rxHeightM, output));
}

/** Path loss by the plain Irregular Terrain Model at every place of the task's sector. */
export function computeExactItm(task: CoverageTask): CoverageTaskResult {
  return computePlaces(task, createExactItm(task, prepareItm(task.inputs as ItmSettingsInput)));
}
