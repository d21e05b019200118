import type { ItmBatch } from "./batch.ts";
import type { BatchConstants } from "./constants.ts";
import { fitDiffractionLine, gainAtTerminals } from "./diffraction.ts";
import { estimateHorizons } from "./horizons.ts";
import { chooseSightDistances, computeTwoRays } from "./line-of-sight.ts";
import { attenuate } from "./reference.ts";
import { attenuateByScatter } from "./scatter.ts";
import { addVariability } from "./variability.ts";

/** Fills `lossDb` of the first `count` paths from their inputs. `effective*`, `horizon*` and `angle*` may be overwritten. */
export function computeItmBatch(batch: ItmBatch, count: number, constants: BatchConstants): void {
  estimateHorizons(batch, count);
  gainAtTerminals(batch, count, constants);
  fitDiffractionLine(batch, count, constants);
  chooseSightDistances(batch, count, constants);
  computeTwoRays(batch, count, constants, batch.sight0M, batch.sight0Db);
  computeTwoRays(batch, count, constants, batch.sight1M, batch.sight1Db);
  attenuate(batch, count);
  attenuateByScatter(batch, count, constants);
  addVariability(batch, count, constants);
}
