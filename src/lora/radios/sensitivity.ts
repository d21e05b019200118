import { ratioToDb } from "../../math/db.ts";
import type { SpreadingFactor } from "../parameters.ts";
import { REQUIRED_SNR_DB } from "../snr-threshold.ts";
import type { SensitivityTable } from "./radio.ts";

/** Thermal noise in 1 Hz at 290 K, dBm: 10 log10(k·T / 1 mW) to the decibel, as datasheets reckon. */
const THERMAL_NOISE_DBM_HZ = -174;

/**
 * A receiver's sensitivity as its datasheet gives it.
 *
 * @returns dBm; null where the table is silent: reckon it from the noise figure then
 */
export function tabledSensitivityDbm(
  { sensitivityDbm }: { readonly sensitivityDbm: SensitivityTable },
  sf: SpreadingFactor,
  bandwidthHz: number,
): number | null {
  return sensitivityDbm[bandwidthHz]?.[sf] ?? null;
}

/**
 * The noise figure that a sensitivity implies: what is left of it over thermal noise and the demodulator's threshold.
 *
 * @returns dB
 */
export function impliedNoiseFigureDb(sensitivityDbm: number, sf: SpreadingFactor, bandwidthHz: number): number {
  return sensitivityDbm - THERMAL_NOISE_DBM_HZ - ratioToDb(bandwidthHz) - REQUIRED_SNR_DB[sf];
}
