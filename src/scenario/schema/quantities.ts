import { z } from "zod";
import { P2109_BUILDING_NAMES, type P2109Building } from "../../link/propagation/clutter/p2109.ts";
import { DEFAULT_CANDIDATE_COST, DEFAULT_GATEWAY_COST, DEFAULT_WEIGHT } from "../defaults.ts";

/* Quantities that sections and features share. Ranges are wide: they refuse slips of the pen and wrong units, not bold designs. */

export const txPowerDbm = z
  .number()
  .min(-40)
  .max(50)
  .meta({ title: "Transmit power", description: "dBm, at the radio's port" });
export const antennaGainDbi = z.number().min(-30).max(50).meta({ title: "Antenna gain", description: "dBi" });
export const lossDb = z
  .number()
  .min(0)
  .max(60)
  .meta({ title: "Cable and connector loss", description: "dB, positive, counted in both directions" });
export const noiseFigureDb = z
  .number()
  .min(0)
  .max(40)
  .meta({ title: "Noise figure of the receiver", description: "dB" });
export const heightM = z.number().min(0).max(10_000).meta({ title: "Height", description: "m above ground" });
/** The highest trees and all but a few towers are lower. */
export const clutterHeightM = z
  .number()
  .min(0)
  .max(300)
  .meta({ title: "Height", description: "m above ground, of what stands there" });
export const endLossDb = z.number().min(0).max(100).meta({
  title: "Loss at the device",
  description: "dB that a device's antenna below that height loses besides the path; null: what the model asks for",
});
export const indoor = z.boolean().meta({
  title: "Indoors",
  description: "Whether the signal has to pass into a building [ITU-R P.2109]",
});
export const indoorBuilding = z.enum(P2109_BUILDING_NAMES as [P2109Building, ...P2109Building[]]).meta({
  title: "Kind of building",
  description: "thermally-efficient: metallised glass or foil-backed panels; traditional: all others",
});
export const weight = z
  .number()
  .gt(0)
  .max(1e9)
  .meta({
    title: "Weight",
    description: `How much a device, or a square kilometre of an area, counts (default ${DEFAULT_WEIGHT})`,
  });
export const cost = z
  .number()
  .min(0)
  .max(1e12)
  .meta({
    title: "Cost",
    description: `What choosing it costs, in any one unit (default: candidate ${DEFAULT_CANDIDATE_COST}, gateway ${DEFAULT_GATEWAY_COST})`,
  });
export const periodS = z.number().gt(0).max(1e9).meta({ title: "Period", description: "s between uplinks" });
export const payloadBytes = z.int().min(0).max(255).meta({ title: "Payload", description: "bytes of an uplink" });
