import type { Plan, StationChoice } from "../network/result.ts";

/** The stations apart by whether the plan uses them, each in the scenario's order. */
export function stationUse({ stations, gateways }: Plan): { inUse: StationChoice[]; notUsed: StationChoice[] } {
  const used = new Set(gateways);
  return {
    inUse: stations.filter((_, station) => used.has(station)),
    notUsed: stations.filter((_, station) => !used.has(station)),
  };
}
