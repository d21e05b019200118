import type { Link, Plan } from "../network/result.ts";
import { type CsvCell, csvText } from "./csv.ts";

/** Column name (with its unit) and how it is filled; scripts rely on the names, new ones go to the end. */
const COLUMNS: readonly (readonly [string, (link: Link, plan: Plan) => CsvCell])[] = [
  ["deviceId", (link, plan) => plan.scenario.devices[link.device].id],
  ["deviceName", (link, plan) => plan.scenario.devices[link.device].name],
  ["gatewayId", (link, plan) => gatewayOf(link, plan).id],
  ["gatewayName", (link, plan) => gatewayOf(link, plan).name],
  ["distanceM", (link) => round(link.distanceM, 1)],
  ["covered", (link) => link.covered],
  ["best", (link) => link.best],
  ["marginDb", (link) => round(link.marginDb, 2)],
  ["pathLossDb", (link) => round(link.uplink.pathLossDb, 2)],
  ["uplinkReceivedPowerDbm", (link) => round(link.uplink.receivedPowerDbm, 2)],
  ["uplinkSnrDb", (link) => round(link.uplink.snrDb, 2)],
  ["uplinkMarginDb", (link) => round(link.uplink.marginDb, 2)],
  ["downlinkReceivedPowerDbm", (link) => round(link.downlink.receivedPowerDbm, 2)],
  ["downlinkSnrDb", (link) => round(link.downlink.snrDb, 2)],
  ["downlinkMarginDb", (link) => round(link.downlink.marginDb, 2)],
  ["successProbability", (link) => round(link.successProbability, 4)],
];

/** Each link between a device and a gateway in use, one a row, with a header. */
export function linksCsv(plan: Plan): string {
  const columns = COLUMNS.map(([name, value]) => [name, (link: Link) => value(link, plan)] as const);
  return csvText(columns, plan.links);
}

function gatewayOf(link: Link, { scenario, gateways }: Plan) {
  return scenario.stations[gateways[link.gateway]];
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
