import { InputError } from "../../math/errors.ts";
import type { Battery } from "../batteries.ts";
import type { Named } from "../catalog.ts";
import type { EnergyInputs } from "./inputs.ts";

/** The supply of a radio that neither a battery nor a voltage was named for. */
const DEFAULT_VOLTAGE_V = 3.3;

/** All cells together, as the device sees them. */
export interface Supply {
  readonly capacityMah: number;
  readonly usable: number;
  readonly voltageV: number;
  readonly selfDischargePerYear: number;
  /** Null when no battery was named: nothing is known of its limits. */
  readonly limits: SupplyLimits | null;
}

export interface SupplyLimits {
  readonly maxPulseA: number;
  readonly maxContinuousA: number;
  readonly cutoffV: number;
}

/**
 * Puts cells in series and in parallel, and the inputs in place of the battery's own figures.
 *
 * @throws {InputError} `missing-input` when there is neither a battery nor a capacity
 */
export function settleSupply(battery: Named<Battery> | null, inputs: EnergyInputs): Supply {
  const { seriesCells, parallelCells } = inputs;
  const cellMah = inputs.capacityMah ?? battery?.capacityMah;
  if (cellMah === undefined) {
    const message = "missing: a cell of the catalog, or the capacity of one";
    throw new InputError({ code: "missing-input", where: "battery", message });
  }
  return {
    capacityMah: cellMah * parallelCells,
    usable: inputs.usable,
    voltageV: inputs.voltageV ?? (battery === null ? DEFAULT_VOLTAGE_V : battery.nominalV * seriesCells),
    selfDischargePerYear: inputs.selfDischargePerYear ?? battery?.selfDischargePerYear ?? 0,
    limits:
      battery === null
        ? null
        : {
            maxPulseA: battery.maxPulseA * parallelCells,
            maxContinuousA: battery.maxContinuousA * parallelCells,
            cutoffV: battery.cutoffV * seriesCells,
          },
  };
}
