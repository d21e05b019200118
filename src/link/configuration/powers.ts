import { canTransmit, transmitPowerRange } from "../../lora/radios/currents.ts";
import type { Radio } from "../../lora/radios/radio.ts";
import { maxEirpDbm } from "../link-radio.ts";
import type { NamedRegion } from "./rates.ts";

/** A power that can be set, at the radio's output. */
export interface PowerStep {
  readonly txPowerDbm: number;
  /** Number by which a LoRaWAN network sets it (TXPower of LinkADRReq); null without a region, or for a power of one's own. */
  readonly txPowerIndex: number | null;
}

export interface PowerRequest {
  readonly radio: Radio;
  readonly region: NamedRegion | null;
  readonly frequencyHz: number;
  readonly antennaGainDbi: number;
  /** Between radio and antenna, dB, positive. */
  readonly lossDb: number;
}

/** Between two powers of a regional plan, dB EIRP. See RP002-1.0.4, the tables "TX power" of each region. */
const PLAN_STEP_DB = 2;
/** A limit is not broken by the last digit of a sum. */
const ROUNDING_DB = 1e-9;
/** The converter that every chip is bought for; as in the estimate of battery life. */
const REGULATOR = "dc-dc";

/**
 * The powers that radio and region allow, lowest first.
 *
 * A region counts in steps of 2 dB below its greatest EIRP: the radio gives the whole decibel that keeps to it with the antenna, or
 * its most, where that is less. Without a region every whole decibel of the radio counts.
 */
export function powerSteps(request: PowerRequest): PowerStep[] {
  const { radio, region, frequencyHz } = request;
  const range = transmitPowerRange(radio, frequencyHz);
  if (range === null) return [];
  const gives = ({ txPowerDbm }: PowerStep) => canTransmit(radio, { txPowerDbm, frequencyHz, regulator: REGULATOR });
  if (region !== null) return planSteps(request, range.max, region).filter(gives);
  const count = Math.floor(range.max) - Math.ceil(range.min) + 1;
  return Array.from({ length: count }, (_, i) => ({ txPowerDbm: Math.ceil(range.min) + i, txPowerIndex: null })).filter(
    gives,
  );
}

function planSteps(
  { antennaGainDbi, lossDb, frequencyHz }: PowerRequest,
  radioMaxDbm: number,
  region: NamedRegion,
): PowerStep[] {
  const { maxEirpDbm: planDbm, txPowerSteps } = region.plan;
  const limitDbm = maxEirpDbm(region, frequencyHz);
  const steps: PowerStep[] = [];
  for (let txPowerIndex = txPowerSteps; txPowerIndex >= 0; txPowerIndex--) {
    const eirpDbm = planDbm - PLAN_STEP_DB * txPowerIndex;
    const txPowerDbm = Math.min(radioMaxDbm, Math.floor(eirpDbm - antennaGainDbi + lossDb + ROUNDING_DB));
    // Several steps over the radio's most are one: the lowest of them.
    if (eirpDbm > limitDbm + ROUNDING_DB || steps.at(-1)?.txPowerDbm === txPowerDbm) continue;
    steps.push({ txPowerDbm, txPowerIndex });
  }
  return steps;
}

/** Whether a power keeps to the region's limit on what the antenna radiates. */
export function keepsToLimit(txPowerDbm: number, request: PowerRequest): boolean {
  const { region, frequencyHz, antennaGainDbi, lossDb } = request;
  if (region === null) return true;
  return txPowerDbm + antennaGainDbi - lossDb <= maxEirpDbm(region, frequencyHz) + ROUNDING_DB;
}
