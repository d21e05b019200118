import { bilinear } from "../../geo/interpolate.ts";
import { createItmOutput } from "../../link/propagation/itm/path.ts";
import { itmPointToPoint } from "../../link/propagation/itm/point-to-point.ts";
import { type ItmSettings, type ItmSettingsInput, prepareItm } from "../../link/propagation/itm/settings.ts";
import { computePlaces, type LossAtPlace } from "./places.ts";
import { NEAREST_M } from "./targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** A path is cut into at least this many steps, however short: the model's statistics need a few samples. */
const LEAST_STEPS = 10;

/** The plain point-to-point model from a task's site: what every faster way is measured against. */
export function createExactItm(task: CoverageTask, settings: ItmSettings): LossAtPlace {
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

/** Path loss by the plain model at every place of the task's sector. */
export function computeExactItm(task: CoverageTask): CoverageTaskResult {
  return computePlaces(task, createExactItm(task, prepareItm(task.inputs as ItmSettingsInput)));
}
