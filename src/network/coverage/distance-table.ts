import type { PropagationModel } from "../../link/propagation/model.ts";
import { pathInputs } from "../../link/propagation/path-inputs.ts";
import { lossByDistance } from "../../link/range.ts";
import { computePlaces } from "./places.ts";
import { NEAREST_M } from "./radials/targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** Entries of the table: with steps of equal ratio a loss in log d is met to 1e-5 dB. */
const ENTRIES = 4096;

/**
 * Path loss by a model that knows no terrain: its loss over distance is computed once, as a table in log distance, and read for
 * every place. `exact` asks the model itself at every place.
 */
export function computeByDistance(task: CoverageTask, model: PropagationModel): CoverageTaskResult {
  const farthestM = Math.max(task.radiusM, 2 * NEAREST_M);
  const curves = new Map<number, LossCurve>();
  const makeCurve = (rxHeightM: number): LossCurve => {
    const heights = pathInputs(model, { txHeightM: task.site.heightAglM, rxHeightM });
    const lossAt = lossByDistance(model, { ...task.inputs, ...heights });
    return task.method === "exact" ? (distanceM) => lossAt(Math.max(distanceM, NEAREST_M)) : tabled(lossAt, farthestM);
  };
  return computePlaces(task, (_column, _row, distanceM, rxHeightM) => {
    let curve = curves.get(rxHeightM);
    if (curve === undefined) {
      curve = makeCurve(rxHeightM);
      curves.set(rxHeightM, curve);
    }
    return curve(distanceM);
  });
}

/** Loss in dB over distance, for one height of the receiver. */
type LossCurve = (distanceM: number) => number;

function tabled(lossAt: LossCurve, farthestM: number): LossCurve {
  const entriesPerLog = (ENTRIES - 1) / Math.log(farthestM / NEAREST_M);
  const table = Float64Array.from({ length: ENTRIES + 1 }, (_, i) => lossAt(NEAREST_M * Math.exp(i / entriesPerLog)));
  return (distanceM) => {
    const u = Math.log(Math.max(distanceM, NEAREST_M) / NEAREST_M) * entriesPerLog;
    const i = Math.min(Math.floor(u), ENTRIES - 1);
    return table[i] + (u - i) * (table[i + 1] - table[i]);
  };
}
