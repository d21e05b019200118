import { z } from "zod";
import { CODING_RATES, SPREADING_FACTORS } from "../../lora/parameters.ts";
import {
  DEFAULT_CANDIDATE_COST,
  DEFAULT_CODING_RATE,
  DEFAULT_DEVICE,
  DEFAULT_GATEWAY,
  DEFAULT_GOAL,
  DEFAULT_INDOOR,
  DEFAULT_MODEL,
  DEFAULT_REGION,
  DEFAULT_RESOLUTION_M,
  DEFAULT_SF,
  DEFAULT_WEIGHT,
} from "../defaults.ts";
import { REGION_NAMES } from "../regions.ts";
import type { Terminal } from "../scenario.ts";
import { antennaSchema } from "./antenna.ts";
import {
  antennaGainDbi,
  clutterHeightM,
  cost,
  endLossDb,
  heightM,
  indoor,
  indoorBuilding,
  lossDb,
  noiseFigureDb,
  payloadBytes,
  periodS,
  txPowerDbm,
  weight,
} from "./quantities.ts";

/** From the lowest carrier of an SX1276 (137 MHz) to the highest of an SX1280 (2.5 GHz). */
const FREQUENCY_HZ = { min: 137e6, max: 2.5e9 } as const;
/** From the narrowest bandwidth of an SX1276 (7.8 kHz) to the widest of an SX1280 (1625 kHz). */
const BANDWIDTH_HZ = { min: 7800, max: 1_625_000 } as const;

const terminalSection = (defaults: Terminal) => ({
  txPowerDbm: txPowerDbm.default(defaults.txPowerDbm),
  antennaGainDbi: antennaGainDbi.default(defaults.antennaGainDbi),
  lossDb: lossDb.default(defaults.lossDb),
  noiseFigureDb: noiseFigureDb.default(defaults.noiseFigureDb),
  heightM: heightM.default(defaults.heightAglM),
});

const radioSection = z
  .strictObject({
    frequencyHz: z
      .number()
      .min(FREQUENCY_HZ.min)
      .max(FREQUENCY_HZ.max)
      .optional()
      .meta({ title: "Carrier frequency", description: "Hz; default: the region's first channel" }),
    sf: z.literal(SPREADING_FACTORS).default(DEFAULT_SF).meta({ title: "Spreading factor" }),
    bandwidthHz: z
      .number()
      .min(BANDWIDTH_HZ.min)
      .max(BANDWIDTH_HZ.max)
      .optional()
      .meta({
        title: "Bandwidth",
        description: "Hz; default: that of the region's first channel",
        examples: [125_000],
      }),
    codingRate: z.literal(CODING_RATES).default(DEFAULT_CODING_RATE).meta({ title: "Coding rate" }),
  })
  .meta({ title: "Radio", description: "What both ends of a link share" });

const deviceSection = z
  .strictObject({
    ...terminalSection(DEFAULT_DEVICE),
    weight: weight.default(DEFAULT_WEIGHT),
    indoor: indoor.default(false),
    periodS: periodS.nullable().default(null),
    payloadBytes: payloadBytes.nullable().default(null),
  })
  .meta({
    title: "Device",
    description: "Defaults of devices and of the points of areas; maps are drawn for this device",
  });

const gatewaySection = z
  .strictObject({
    ...terminalSection(DEFAULT_GATEWAY),
    antenna: antennaSchema.nullable().default(null),
    cost: cost.default(DEFAULT_CANDIDATE_COST),
  })
  .meta({ title: "Gateway", description: "Defaults of gateways and candidates (cost: of candidates only)" });

/** Its other members are the inputs of the model, which `propagation.ts` checks by the model's own specification. */
export const propagationSection = z
  .looseObject({
    model: z.string().default(DEFAULT_MODEL).meta({ title: "Propagation model" }),
    radiusM: z
      .number()
      .min(100)
      .max(500_000)
      .nullable()
      .default(null)
      .meta({ title: "Radius", description: "m around a gateway to compute; null: where the link budget ends" }),
    shadowingDb: z.number().min(0).max(50).nullable().default(null).meta({
      title: "Shadowing",
      description: "dB, standard deviation of the losses over places; null: the model's own",
    }),
  })
  .meta({ title: "Propagation", description: "The model and its inputs by name" });

const files = (title: string, description: string) =>
  z.array(z.string().min(1)).default([]).meta({ title, description });

const landCoverClasses = z
  .record(
    z.string().min(1),
    z.strictObject({
      title: z.string().min(1).optional().meta({ title: "Title" }),
      heightM: clutterHeightM.optional(),
      lossDb: endLossDb.nullable().optional(),
    }),
  )
  .meta({
    title: "Classes of land cover",
    description:
      "By the number in the raster, or any name for clutter polygons; they go before those of ESA WorldCover",
  });

const terrainSection = z
  .strictObject({
    elevation: files("Elevation files", "SRTM .hgt (also .gz, .zip) or GeoTIFF, relative to this file"),
    surface: files(
      "Surface model files",
      "Heights of roofs and tree tops above sea level, in the formats of elevations, relative to this file",
    ),
    landCover: files("Land cover files", "GeoTIFF of classes, as ESA WorldCover, relative to this file"),
    landCoverClasses: landCoverClasses.default({}),
    buildings: files("Building files", "GeoJSON of footprints, as of OpenStreetMap, relative to this file"),
    resolutionM: z
      .number()
      .min(1)
      .max(5000)
      .default(DEFAULT_RESOLUTION_M)
      .meta({ title: "Profile step", description: "m between the points of a terrain profile" }),
  })
  .meta({ title: "Terrain" });

const goalSection = z
  .strictObject({
    coverage: z
      .number()
      .gt(0)
      .max(1)
      .default(DEFAULT_GOAL.coverage)
      .meta({ title: "Coverage", description: "Share of the weight to cover, 0 to 1" }),
    marginDb: z.number().min(-50).max(100).default(DEFAULT_GOAL.marginDb).meta({
      title: "Margin",
      description: "dB above the requirement, in the weaker direction, from which a point is covered",
    }),
    probability: z.number().gt(0).lt(1).nullable().default(DEFAULT_GOAL.probability).meta({
      title: "Probability",
      description: "that a packet arrives, from which a point is covered (with the margin); null: the margin alone",
    }),
    redundancy: z
      .int()
      .min(1)
      .max(16)
      .default(DEFAULT_GOAL.redundancy)
      .meta({ title: "Redundancy", description: "How many gateways must reach a point" }),
    maxGateways: z
      .int()
      .min(0)
      .max(100_000)
      .nullable()
      .default(DEFAULT_GOAL.maxGateways)
      .meta({ title: "Most gateways", description: "Candidates chosen at most; null: no limit" }),
    budget: z
      .number()
      .min(0)
      .max(1e15)
      .nullable()
      .default(DEFAULT_GOAL.budget)
      .meta({ title: "Budget", description: "Total cost of the chosen candidates at most; null: no limit" }),
  })
  .meta({ title: "Goal" });

const indoorSection = z
  .strictObject({
    building: indoorBuilding.default(DEFAULT_INDOOR.building),
    probability: z.number().gt(0).lt(1).default(DEFAULT_INDOOR.probability).meta({
      title: "Probability",
      description: "Share of the indoor places that lose at most what margins count with",
    }),
  })
  .meta({ title: "Indoor", description: "The loss into buildings that indoor devices and areas pay" });

/** The foreign member `chirpscape`: unknown keys are refused, since a mistyped setting must not fall back on its default. */
export const settingsSchema = z
  .strictObject({
    version: z.literal(1).default(1).meta({ title: "Version of this format" }),
    name: z.string().max(1000).default("").meta({ title: "Name", description: "Shown as text, never as markup" }),
    description: z.string().optional().meta({ title: "Description", description: "For people; not used" }),
    region: z.enum(REGION_NAMES).default(DEFAULT_REGION).meta({ title: "Regulatory region" }),
    radio: radioSection.prefault({}),
    device: deviceSection.prefault({}),
    gateway: gatewaySection.prefault({}),
    propagation: propagationSection.prefault({}),
    terrain: terrainSection.prefault({}),
    goal: goalSection.prefault({}),
    indoor: indoorSection.prefault({}),
  })
  .meta({ title: "Settings of the scenario" });

export type Settings = z.output<typeof settingsSchema>;
