import type { DeviceConfiguration } from "../network/configure-devices.ts";
import { type CsvCell, csvText } from "./csv.ts";

/** Column name (with its unit) and how it is filled; scripts rely on the names, new ones go to the end. */
const COLUMNS: readonly (readonly [string, (row: DeviceConfiguration) => CsvCell])[] = [
  ["deviceId", ({ device }) => device.id],
  ["deviceName", ({ device }) => device.name],
  ["gatewayId", ({ gateway }) => gateway?.id ?? ""],
  ["pathLossDb", ({ pathLossDb }) => round(pathLossDb, 2)],
  ["dataRate", ({ best }) => round(best?.dataRate, 0)],
  ["sf", ({ best }) => round(best?.sf, 0)],
  ["bandwidthHz", ({ best }) => round(best?.bandwidthHz, 0)],
  ["codingRate", ({ best }) => best?.codingRate ?? ""],
  ["txPowerDbm", ({ best }) => round(best?.txPowerDbm, 2)],
  ["txPowerIndex", ({ best }) => round(best?.txPowerIndex, 0)],
  ["timeOnAirS", ({ best }) => round(best?.timeOnAirS, 6)],
  ["energyPerUplinkJ", ({ best }) => round(best?.energyPerUplinkJ, 6)],
  ["snrDb", ({ best }) => round(best?.snrDb, 2)],
  ["marginDb", ({ best, nearest }) => round((best ?? nearest)?.marginDb, 2)],
  ["deliveredShare", ({ best }) => round(best?.deliveredShare, 5)],
  ["simulatedShare", ({ simulated }) => round(simulated?.share, 5)],
  ["simulatedLower95", ({ simulated }) => round(simulated?.ci95[0], 5)],
  ["simulatedUpper95", ({ simulated }) => round(simulated?.ci95[1], 5)],
  ["reason", ({ reason }) => reason ?? ""],
];

/** The setting of each device, one a row, with a header; empty where there is none. */
export function devicesCsv(devices: readonly DeviceConfiguration[]): string {
  return csvText(COLUMNS, devices);
}

function round(value: number | null | undefined, decimals: number): number {
  return value === null || value === undefined ? Number.NaN : Number(value.toFixed(decimals));
}
