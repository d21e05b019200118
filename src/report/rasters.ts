import { writeGeoTiff } from "../geo/formats/geotiff-write.ts";
import type { Plan } from "../network/result.ts";

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
