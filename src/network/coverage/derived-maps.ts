import { SPREADING_FACTORS, type SpreadingFactor } from "../../lora/parameters.ts";
import { findRegion } from "../../lora/regions/regions.ts";
import { REQUIRED_SNR_DB } from "../../lora/snr-threshold.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { CoverageMaps } from "../result.ts";
import { type SuccessModel, successWithMargin, type TerminalSuccess } from "../success.ts";

/* Maps that follow from the best margin and its gateway alone: they are made when they are drawn, and take no memory before. */

/** The probability that a packet arrives with the best gateway, 0–1; NaN where nothing was computed. */
export function successMap({ marginDb }: CoverageMaps, success: TerminalSuccess): Float32Array {
  return marginDb.map((margin) => successWithMargin(success, margin));
}

/** A spreading factor and the margin, over the scenario's own spreading factor, from which on it meets the goal. */
export interface SpreadingFactorStep {
  readonly sf: SpreadingFactor;
  readonly marginDb: number;
}

/** Where no region says which spreading factors there are: those that every LoRa chip has. */
const USUAL_LEAST_SF = 7;

/** The spreading factors that a device may choose among, fastest first, each with the margin that it needs. */
export function spreadingFactorSteps(scenario: Scenario, success: SuccessModel): SpreadingFactorStep[] {
  const ownDb = REQUIRED_SNR_DB[scenario.radio.sf];
  return legalSpreadingFactors(scenario).map((sf) => ({
    sf,
    marginDb: success.at(scenario.device, sf).requiredMarginDb + REQUIRED_SNR_DB[sf] - ownDb,
  }));
}

/** The region's uplink rates of the scenario's bandwidth, and the scenario's own. */
function legalSpreadingFactors({ region, radio }: Scenario): SpreadingFactor[] {
  const rates = region === "custom" ? [] : Object.values(findRegion(region).dataRates);
  const legal = rates.flatMap((rate) =>
    rate.kind === "lora" && rate.direction !== "downlink" && rate.bandwidthHz === radio.bandwidthHz ? [rate.sf] : [],
  );
  return SPREADING_FACTORS.filter(
    (sf) => sf === radio.sf || (legal.length > 0 ? legal.includes(sf) : sf >= USUAL_LEAST_SF),
  );
}

/** `spreadingFactorMap` where none is slow enough, and where nothing was computed. */
export const NO_SPREADING_FACTOR = 0;
export const SPREADING_FACTOR_NOT_COMPUTED = 255;

/** The fastest spreading factor with which the best gateway meets the goal. */
export function spreadingFactorMap({ marginDb }: CoverageMaps, steps: readonly SpreadingFactorStep[]): Uint8Array {
  const map = new Uint8Array(marginDb.length);
  for (let post = 0; post < map.length; post++) map[post] = leastSpreadingFactor(marginDb[post], steps);
  return map;
}

/** @param marginDb over the scenario's own spreading factor; NaN: not computed */
export function leastSpreadingFactor(marginDb: number, steps: readonly SpreadingFactorStep[]): number {
  if (Number.isNaN(marginDb)) return SPREADING_FACTOR_NOT_COMPUTED;
  for (const step of steps) if (marginDb >= step.marginDb) return step.sf;
  return NO_SPREADING_FACTOR;
}

/**
 * How much more margin the way up has than the way down with the best gateway, dB; NaN where nothing was computed. The path and the
 * antennas are the same both ways, so that it depends on the gateway alone.
 *
 * @param balanceDb by gateway, as the maps number them
 */
export function balanceMap({ bestServer }: CoverageMaps, balanceDb: readonly number[]): Float32Array {
  return Float32Array.from(bestServer, (server) => (server < 0 ? Number.NaN : balanceDb[server]));
}
