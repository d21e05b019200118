import type { PropagationModel } from "../../link/propagation/model.ts";
import { computePlaces } from "./places.ts";
import { NEAREST_M } from "./targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** Entries of the table: with steps of equal ratio a loss in log d is met to 1e-5 dB. */
const ENTRIES = 4096;

/**
 * Path loss by a model that knows no terrain: its loss over distance is computed once, as a table in log distance, and read for
 * every place. `exact` asks the model itself at every place.
 */
export function computeByDistance(task: CoverageTask, model: PropagationModel): CoverageTaskResult {
  const lossAt = task.method === "exact" ? exactLoss(task, model) : tableLoss(task, model);
  return computePlaces(task, (_column, _row, distanceM, rxHeightM) => lossAt(distanceM, rxHeightM));
}

type LossAtDistance = (distanceM: number, rxHeightM: number) => number;

function exactLoss({ inputs, site }: CoverageTask, model: PropagationModel): LossAtDistance {
  const heights = "txHeightM" in model.inputs;
  return (distanceM, rxHeightM) =>
    model.loss({
      ...inputs,
      distanceM: Math.max(distanceM, NEAREST_M),
      ...(heights && { txHeightM: site.heightAglM, rxHeightM }),
    }).lossDb;
}

/** One table for each receiver height that occurs. */
function tableLoss(task: CoverageTask, model: PropagationModel): LossAtDistance {
  const exact = exactLoss(task, model);
  const tables = new Map<number, Float64Array>();
  const entriesPerLog = (ENTRIES - 1) / Math.log(Math.max(task.radiusM, 2 * NEAREST_M) / NEAREST_M);
  const makeTable = (rxHeightM: number) =>
    Float64Array.from({ length: ENTRIES + 1 }, (_, i) => exact(NEAREST_M * Math.exp(i / entriesPerLog), rxHeightM));
  return (distanceM, rxHeightM) => {
    let table = tables.get(rxHeightM);
    if (table === undefined) {
      table = makeTable(rxHeightM);
      tables.set(rxHeightM, table);
    }
    const u = Math.log(Math.max(distanceM, NEAREST_M) / NEAREST_M) * entriesPerLog;
    const i = Math.min(Math.floor(u), ENTRIES - 1);
    return table[i] + (u - i) * (table[i + 1] - table[i]);
  };
}
