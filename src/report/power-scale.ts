import { linkConstants } from "../link/budget.ts";
import type { Plan } from "../network/result.ts";
import { powerColour, type Rgb } from "./colours.ts";

/** The scale ends so far above the sensitivity; what is stronger has the last colour. */
const SPAN_DB = 80;
/** Colours go in steps, so that a value can be read off and pictures pack well. */
const STEP_DB = 2;

/** How received power is coloured in every picture of a plan. */
export interface PowerScale {
  /** The device's sensitivity, where the scale begins, dBm. */
  readonly sensitivityDbm: number;
  readonly strongestDbm: number;
  colourOf(powerDbm: number): Rgb;
}

export function powerScale(plan: Plan): PowerScale {
  const sensitivityDbm = deviceSensitivityDbm(plan);
  return {
    sensitivityDbm,
    strongestDbm: sensitivityDbm + SPAN_DB,
    colourOf: (powerDbm) =>
      powerColour((Math.floor((powerDbm - sensitivityDbm) / STEP_DB) * STEP_DB) / (SPAN_DB - STEP_DB)),
  };
}

/** Sensitivity of the scenario's default device with the scenario's radio settings, dBm. */
export function deviceSensitivityDbm({ scenario }: Plan): number {
  return linkConstants(scenario.device, scenario.device, scenario.radio).downlink.sensitivityDbm;
}
