import { writeGeoTiff } from "../geo/formats/geotiff-write.ts";
import { NOT_COMPUTED } from "../network/coverage/combine.ts";
import { NO_SPREADING_FACTOR, SPREADING_FACTOR_NOT_COMPUTED } from "../network/coverage/derived-maps.ts";
import type { Plan } from "../network/result.ts";
import { uncoveredWeight } from "../network/uncovered.ts";
import { balanceRaster, probabilityRaster, spreadingFactorRaster } from "./derived.ts";

/** Stands for "no data" in every raster. */
export const RASTER_NO_DATA = -9999;

/** Best received power at the device, dBm. */
export function receivedPowerTiff({ maps }: Plan): Uint8Array {
  return floatTiff(maps, maps.receivedPowerDbm, "Best received power at the device, dBm (downlink)");
}

/** Least path loss, dB. */
export function pathLossTiff({ maps }: Plan): Uint8Array {
  return floatTiff(maps, maps.pathLossDb, "Least path loss among the gateways, dB");
}

/** Best margin, each gateway taken in its weaker direction, dB. */
export function marginTiff({ maps }: Plan): Uint8Array {
  return floatTiff(maps, maps.marginDb, "Best margin over the required SNR, dB; each gateway in its weaker direction");
}

function floatTiff(maps: Plan["maps"], data: Float32Array, description: string): Uint8Array {
  return writeGeoTiff(maps, data, { noData: RASTER_NO_DATA, description });
}

/** Which gateway serves best, counted from 1 in the order of summary.json; the description names them. */
export function bestServerTiff({ maps, gateways, scenario }: Plan): Uint8Array {
  const numbers = maps.bestServer.map((server) => (server < 0 ? RASTER_NO_DATA : server + 1));
  const legend = gateways.map((station, index) => `${index + 1} = ${scenario.stations[station].id}`);
  const description = `Gateway with the greatest margin: ${legend.join(", ")}`;
  return writeGeoTiff(maps, numbers, { noData: RASTER_NO_DATA, description });
}

/** Probability that a packet arrives with the best gateway, in its weaker direction. */
export function probabilityTiff(plan: Plan): Uint8Array {
  const { sigmaDb } = plan.success;
  const description = `Probability that a packet arrives, weaker direction; spread of the losses ${sigmaDb.toFixed(1)} dB`;
  return floatTiff(plan.maps, probabilityRaster(plan), description);
}

/** The fastest spreading factor that meets the goal. */
export function spreadingFactorTiff(plan: Plan): Uint8Array {
  const description = `Least spreading factor that meets the goal; ${NO_SPREADING_FACTOR} = none`;
  return writeGeoTiff(plan.maps, spreadingFactorRaster(plan), { noData: SPREADING_FACTOR_NOT_COMPUTED, description });
}

/** Margin up less margin down with the best gateway, dB. */
export function balanceTiff(plan: Plan): Uint8Array {
  return floatTiff(plan.maps, balanceRaster(plan), "Uplink margin less downlink margin with the best gateway, dB");
}

/** How many gateways reach the goal. */
export function overlapTiff({ maps }: Plan): Uint8Array {
  return writeGeoTiff(maps, maps.heardCount, { noData: NOT_COMPUTED, description: "Gateways that meet the goal" });
}

/** Weight that is not covered, by square kilometre, in cells wide enough to hold points of every area. */
export function uncoveredTiff({ scenario, demand, demandReach, maps }: Plan): Uint8Array {
  const { data, ...cells } = uncoveredWeight(scenario, demand, demandReach, maps);
  const options = { noData: RASTER_NO_DATA, description: "Weight that is not covered, per square kilometre" };
  return writeGeoTiff(cells, data as Float32Array, options);
}
