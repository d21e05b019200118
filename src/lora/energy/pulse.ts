import { transmitCurrent, transmitPowerRange } from "../radios/currents.ts";
import type { Radio, Regulator } from "../radios/radio.ts";
import type { Supply } from "./cell.ts";

/** How far a capacitor's voltage may fall during a packet: leaves most cells above what radios need. */
export const CAPACITOR_DROOP_V = 0.3;

export interface PulseLoad {
  /** Highest current of the device. */
  readonly peakCurrentA: number;
  /** What the cells deliver for so long; null when that is unknown. */
  readonly limitA: number | null;
  readonly withinLimit: boolean | null;
  /** That carries what the cells do not, falling by 0.3 V over a packet; null when none is needed. */
  readonly capacitorF: number | null;
  /** The highest power that the cells carry alone, dBm; null when none does, or none is needed. */
  readonly maxTxPowerDbm: number | null;
}

export interface PulseRequest {
  readonly supply: Supply;
  readonly peakCurrentA: number;
  /** Of the pulse: one packet. */
  readonly durationS: number;
  /** Null when the transmit current does not come from the radio's table. */
  readonly radio: Radio | null;
  readonly frequencyHz: number;
  readonly regulator: Regulator;
}

/** Compares the highest current with what the cells deliver in pulses, and finds what would mend it. */
export function checkPulseLoad(request: PulseRequest): PulseLoad {
  const { supply, peakCurrentA, durationS } = request;
  const limitA = supply.limits?.maxPulseA ?? null;
  if (limitA === null) return { peakCurrentA, limitA, withinLimit: null, capacitorF: null, maxTxPowerDbm: null };
  if (peakCurrentA <= limitA) return { peakCurrentA, limitA, withinLimit: true, capacitorF: null, maxTxPowerDbm: null };
  return {
    peakCurrentA,
    limitA,
    withinLimit: false,
    // Charge is current by time, and capacitance by voltage.
    capacitorF: ((peakCurrentA - limitA) * durationS) / CAPACITOR_DROOP_V,
    maxTxPowerDbm: highestPowerBelow(limitA, request),
  };
}

/** In whole decibels, from the top. */
function highestPowerBelow(limitA: number, { radio, frequencyHz, regulator }: PulseRequest): number | null {
  const range = radio === null ? null : transmitPowerRange(radio, frequencyHz);
  if (radio === null || range === null) return null;
  for (let txPowerDbm = Math.floor(range.max); txPowerDbm >= range.min; txPowerDbm--) {
    if (transmitCurrent(radio, { txPowerDbm, frequencyHz, regulator }).currentA <= limitA) return txPowerDbm;
  }
  return null;
}
