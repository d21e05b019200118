import type { Lattice } from "../geo/grid.ts";
import { type P2109Building, p2109EntryLossDb } from "../link/propagation/clutter/p2109.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { demandTerminal } from "./demand.ts";
import type { EndLoss } from "./end-loss.ts";
import type { DemandPoints } from "./result.ts";

/** Signals come in nearly level over the distances of a plan; a steeper one loses 0.2 dB a degree more [P.2109-2, eq. 6]. */
const ENTRY_ELEVATION_DEG = 0;

/**
 * What a device indoors loses to the walls, dB: as much as the scenario's share of the places loses at most.
 *
 * @param building null outdoors: nothing
 * @see ITU-R P.2109-2, Annex 1, section 3
 */
export function entryLossDb({ radio, indoor }: Scenario, building: P2109Building | null): number {
  if (building === null) return 0;
  const { frequencyHz } = radio;
  const { probability } = indoor;
  return p2109EntryLossDb({ frequencyHz, building, probability, elevationDeg: ENTRY_ELEVATION_DEG });
}

/** The walls about each indoor device and area, and about the default device on the maps. */
export function indoorEndLoss(scenario: Scenario, demand: DemandPoints, lattice: Lattice): EndLoss {
  const onMapsDb = entryLossDb(scenario, scenario.device.indoor);
  const isAnyIndoors = [...scenario.areas, ...scenario.devices].some(({ indoor }) => indoor !== null);
  return {
    postsDb: onMapsDb === 0 ? null : new Float32Array(lattice.width * lattice.height).fill(onMapsDb),
    demandDb: isAnyIndoors
      ? Float32Array.from({ length: demand.count }, (_, point) =>
          entryLossDb(scenario, demandTerminal(scenario, demand, point).indoor),
        )
      : null,
  };
}
