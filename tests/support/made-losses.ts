import type { DemandPoints, SiteLoss } from "../../src/network/result.ts";

/** Path losses to the demand points as a test wants them; NaN: beyond the radius. Without posts. */
export function madeLosses(station: number, demandLossDb: readonly number[]): SiteLoss {
  const window = { width: 0, height: 0, westDeg: 10, northDeg: 45, lonStepDeg: 0.1, latStepDeg: 0.1 };
  return { station, window, lossDb: new Float32Array(0), demandLossDb: Float32Array.from(demandLossDb) };
}

/** Which demand points each station covers, and by how many each point is covered: the plain loops of the definition. */
export function plainCount(demand: DemandPoints, covers: readonly (readonly number[])[], open: readonly number[]) {
  return Uint16Array.from(
    { length: demand.count },
    (_, point) => open.filter((station) => covers[station].includes(point)).length,
  );
}
