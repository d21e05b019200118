import { DELTA_BULLINGTON, prepareDeltaBullington } from "../../../link/propagation/diffraction/delta-bullington.ts";
import { freeSpaceOnSlantDb } from "../../../link/propagation/p526/free-space.ts";
import type { CoverageTask, CoverageTaskResult } from "../task.ts";
import { createDeltaWalk, deltaLossOnWalk } from "./delta-loss.ts";
import { fitGround, smoothSurface } from "./ground-fit.ts";
import { sweepWalked } from "./sweep.ts";
import { layerOf } from "./walk.ts";

/** Path loss by free space and delta-Bullington diffraction at every place of a task, by a walk along radials. */
export function sweepDeltaBullington(task: CoverageTask): CoverageTaskResult {
  const {
    carrier,
    seaFraction,
    effectiveEarthRadiusM: earthRadiusM,
    clutterHeightM,
  } = prepareDeltaBullington(task.inputs);
  return sweepWalked(task, {
    model: DELTA_BULLINGTON,
    clutterHeightM: clutterHeightM as number,
    prepare: (walk) => {
      const flatEarth = layerOf(walk, "ground", Number.POSITIVE_INFINITY);
      const delta = createDeltaWalk(walk, layerOf(walk, "surface", earthRadiusM), {
        earthRadiusM,
        carrier,
        seaFraction,
      });
      return () => {
        const antennas = { txM: walk.path.txM, rxM: walk.path.rxM };
        const smooth = smoothSurface(walk, fitGround(walk), antennas, flatEarth);
        return freeSpaceOnSlantDb(walk.path.distanceM, antennas, carrier.frequencyHz) + deltaLossOnWalk(delta, smooth);
      };
    },
  });
}
