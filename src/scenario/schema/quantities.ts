import { z } from "zod";
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
export const indoor = z.boolean().meta({
  title: "Indoors",
  description: "Kept and reported; this version computes no loss into buildings",
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
