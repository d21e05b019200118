import { linkConstants } from "../link/budget.ts";
import {
  balanceMap,
  type SpreadingFactorStep,
  spreadingFactorMap,
  spreadingFactorSteps,
  successMap,
} from "../network/coverage/derived-maps.ts";
import type { Plan } from "../network/result.ts";
import { createSuccessModel } from "../network/success.ts";

/** The probability that a packet of the default device arrives, 0–1; NaN where nothing was computed. */
export function probabilityRaster({ scenario, maps }: Plan): Float32Array {
  return successMap(maps, createSuccessModel(scenario).of(scenario.device));
}

/** The spreading factors that the default device may choose among, fastest first. */
export function planSpreadingFactors({ scenario }: Plan): SpreadingFactorStep[] {
  return spreadingFactorSteps(scenario, createSuccessModel(scenario));
}

export function spreadingFactorRaster(plan: Plan): Uint8Array {
  return spreadingFactorMap(plan.maps, planSpreadingFactors(plan));
}

/** Margin up less margin down with each gateway in use, dB. */
export function gatewayBalancesDb({ scenario, gateways }: Plan): number[] {
  return gateways.map((station) => {
    const { uplink, downlink } = linkConstants(scenario.device, scenario.stations[station], scenario.radio);
    return uplink.maxPathLossDb - downlink.maxPathLossDb;
  });
}

export function balanceRaster(plan: Plan): Float32Array {
  return balanceMap(plan.maps, gatewayBalancesDb(plan));
}
