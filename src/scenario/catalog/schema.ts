import { z } from "zod";
import { ANTENNA_PATTERNS, type Antenna } from "../../lora/antennas.ts";
import type { Battery } from "../../lora/batteries.ts";
import { LORA_CHIPS } from "../../lora/chips.ts";
import { CODING_RATES, SPREADING_FACTORS } from "../../lora/parameters.ts";
import { type Gateway, type Radio, REGULATORS } from "../../lora/radios/radio.ts";

/*
 * The rows of the program's own tables, as a user writes them. Ranges are wide: they refuse slips of the pen and wrong units, not
 * bold designs.
 */

/** Ends included. */
function range(title: string, min: number, max: number) {
  const end = z.number().min(min).max(max);
  return z.strictObject({ min: end, max: end }).meta({ title });
}

const spreadingFactor = z.literal(SPREADING_FACTORS);
const frequenciesHz = z
  .array(range("Carrier, Hz", 1e6, 1e11))
  .min(1)
  .meta({ title: "Carriers that it is made for, Hz" });
const bandwidthsHz = z.array(z.number().min(1000).max(5e6)).min(1).meta({ title: "Bandwidths, Hz" });
const powerDbm = z.number().min(-60).max(60);
const txPowerDbm = range("Output power that can be set, dBm", -60, 60);
const currentA = z.number().min(0).max(10).meta({ description: "A; 0.0255 is 25.5 mA" });
const noiseFigureDb = z.number().min(0).max(40).meta({ title: "Noise figure of the receiver, dB" });
const title = z.string().min(1).max(200).meta({ title: "For people" });
const source = z.string().min(1).max(500).meta({ title: "Document, revision, table" });
const unverified = z
  .array(z.string().max(60))
  .default([])
  .meta({ title: "Keys whose values were not checked against the source; results say so" });

/** Keys of a JSON object are texts: whole numbers of hertz and spreading factors. */
const hertzKey = z.string().regex(/^\d{3,8}$/, "expected a bandwidth in Hz such as 125000");
const spreadingFactorKey = z.string().regex(/^(?:[5-9]|1[0-2])$/, "expected a spreading factor from 5 to 12");

const sensitivityDbm = z
  .record(hertzKey, z.record(spreadingFactorKey, z.number().min(-180).max(0)))
  .default({})
  .meta({ title: "Sensitivity, dBm, by bandwidth (Hz) and spreading factor" });

const amplifierSchema = z.strictObject({
  name: z.string().min(1).max(60),
  regulator: z.enum(REGULATORS).default("ldo"),
  txPowerDbm,
  frequencyHz: range("Carriers of this amplifier, Hz", 1e6, 1e11).optional(),
  currents: z
    .array(z.strictObject({ txPowerDbm: powerDbm, currentA }))
    .min(1)
    .meta({ title: "Supply current over output power, ascending" }),
});

const receiveCurrentSchema = z.strictObject({
  regulator: z.enum(REGULATORS).default("ldo"),
  boosted: z.boolean().default(false),
  bandwidthHz: z.number().min(1000).max(5e6).nullable().default(null),
  currentA,
});

const radioSchema = z.strictObject({
  title,
  kind: z.enum(["chip", "module"]).default("module"),
  chip: z.enum(LORA_CHIPS).meta({ title: "Family of its modem" }),
  includesController: z.boolean().default(false).meta({ title: "Whether the currents include a controller" }),
  frequenciesHz,
  spreadingFactors: z.strictObject({ min: spreadingFactor, max: spreadingFactor }).default({ min: 7, max: 12 }),
  bandwidthsHz,
  maxSpreadingFactorAt: z.record(hertzKey, spreadingFactor).optional(),
  codingRates: z.array(z.enum(CODING_RATES)).min(1).default(["4/5", "4/6", "4/7", "4/8"]),
  amplifiers: z.array(amplifierSchema).min(1),
  receiveCurrents: z.array(receiveCurrentSchema).min(1),
  standbyCurrentA: currentA,
  sleepCurrentA: currentA,
  supplyV: range("Supply voltage, V", 0.5, 60),
  noiseFigureDb,
  sensitivityDbm,
  source,
  unverified,
});

const gatewaySchema = z.strictObject({
  title,
  frequenciesHz,
  bandwidthsHz,
  txPowerDbm,
  demodulators: z.int().min(1).max(1024),
  noiseFigureDb,
  sensitivityDbm,
  source,
  unverified,
});

const antennaSchema = z.strictObject({
  title,
  pattern: z.enum(ANTENNA_PATTERNS),
  gainDbi: z.number().min(-30).max(50).meta({ title: "Peak gain, dBi, losses included" }),
  verticalBeamwidthDeg: z.number().gt(0).max(360).nullable().default(null),
  frequenciesHz,
  source,
  unverified,
});

const batterySchema = z.strictObject({
  title,
  chemistry: z.string().min(1).max(60),
  capacityMah: z.number().gt(0).max(1e7).meta({ title: "Capacity of a cell, mAh" }),
  nominalV: z.number().gt(0).max(100),
  cutoffV: z.number().gt(0).max(100).meta({ title: "Down to which the capacity is stated, V" }),
  selfDischargePerYear: z.number().min(0).max(1).meta({ title: "Share of the capacity lost in a year; 0.01 is 1 %" }),
  maxPulseA: z.number().gt(0).max(1000).meta({ title: "Delivered for the length of a packet, A" }),
  maxContinuousA: z.number().gt(0).max(1000).meta({ title: "Delivered without end, A" }),
  temperatureC: range("Temperature, °C", -273, 200),
  source,
  unverified,
});

function rowsOf<T extends z.ZodType>(row: T, title: string) {
  return z.record(z.string().min(1).max(60), row).default({}).meta({ title });
}

/** The whole file. */
export const catalogSchema = z
  .strictObject({
    $schema: z.string().optional(),
    radios: rowsOf(radioSchema, "Chips and modules of devices, by name"),
    gateways: rowsOf(gatewaySchema, "Gateways, by name"),
    antennas: rowsOf(antennaSchema, "Antennas, by name"),
    batteries: rowsOf(batterySchema, "Cells, by name"),
  })
  .meta({
    title: "chirpscape catalog",
    description: "Radios, gateways, antennas and batteries, in addition to the program's own or in their place",
  });

/** Keys of a row by its section, and those of the objects inside of rows: for the mend of a mistyped one. */
export const ROW_KEYS: Readonly<Record<string, readonly string[]>> = {
  radios: Object.keys(radioSchema.shape),
  gateways: Object.keys(gatewaySchema.shape),
  antennas: Object.keys(antennaSchema.shape),
  batteries: Object.keys(batterySchema.shape),
};
export const INNER_KEYS: readonly string[] = [
  ...new Set(["min", "max", ...Object.keys(amplifierSchema.shape), ...Object.keys(receiveCurrentSchema.shape)]),
];

type Rows<T> = Readonly<Record<string, T>>;

/** What the schema gives. The keys of objects are texts in JSON and numbers in the tables: the same to the language. */
export interface CatalogFile {
  readonly radios: Rows<Radio>;
  readonly gateways: Rows<Gateway>;
  readonly antennas: Rows<Antenna>;
  readonly batteries: Rows<Battery>;
}
