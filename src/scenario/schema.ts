import { z } from "zod";
import { CODING_RATES, SPREADING_FACTORS } from "../lora/parameters.ts";
import {
  DEFAULT_CANDIDATE_COST,
  DEFAULT_CODING_RATE,
  DEFAULT_DEVICE,
  DEFAULT_GATEWAY,
  DEFAULT_GATEWAY_COST,
  DEFAULT_GOAL,
  DEFAULT_GRID_M,
  DEFAULT_MODEL,
  DEFAULT_REGION,
  DEFAULT_RESOLUTION_M,
  DEFAULT_SF,
  DEFAULT_WEIGHT,
} from "./defaults.ts";
import { REGION_NAMES } from "./regions.ts";
import type { Terminal } from "./scenario.ts";

/*
 * The file format, once: the checks of `parse.ts` run these schemas, and `json-schema.ts` publishes them. In the sections of
 * `chirpscape` a default is filled in here; in features a property stays absent when it is not given, because it then falls back
 * on the section. Titles and descriptions are what an editor shows.
 */

/** From the lowest carrier of an SX1276 (137 MHz) to the highest of an SX1280 (2.5 GHz). */
const FREQUENCY_HZ = { min: 137e6, max: 2.5e9 } as const;
/** From the narrowest bandwidth of an SX1276 (7.8 kHz) to the widest of an SX1280 (1625 kHz). */
const BANDWIDTH_HZ = { min: 7800, max: 1_625_000 } as const;

const txPowerDbm = z
  .number()
  .min(-40)
  .max(50)
  .meta({ title: "Transmit power", description: "dBm, at the radio's port" });
const antennaGainDbi = z.number().min(-30).max(50).meta({ title: "Antenna gain", description: "dBi" });
const lossDb = z
  .number()
  .min(0)
  .max(60)
  .meta({ title: "Cable and connector loss", description: "dB, positive, counted in both directions" });
const noiseFigureDb = z.number().min(0).max(40).meta({ title: "Noise figure of the receiver", description: "dB" });
const heightM = z.number().min(0).max(10_000).meta({ title: "Height", description: "m above ground" });
const indoor = z.boolean().meta({
  title: "Indoors",
  description: "Kept and reported; this version computes no loss into buildings",
});
const weight = z
  .number()
  .gt(0)
  .max(1e9)
  .meta({
    title: "Weight",
    description: `How much a device, or a square kilometre of an area, counts (default ${DEFAULT_WEIGHT})`,
  });
const cost = z
  .number()
  .min(0)
  .max(1e12)
  .meta({
    title: "Cost",
    description: `What choosing it costs, in any one unit (default: candidate ${DEFAULT_CANDIDATE_COST}, gateway ${DEFAULT_GATEWAY_COST})`,
  });
const periodS = z.number().gt(0).max(1e9).meta({ title: "Period", description: "s between uplinks" });
const payloadBytes = z.int().min(0).max(255).meta({ title: "Payload", description: "bytes of an uplink" });

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
  .strictObject({ ...terminalSection(DEFAULT_GATEWAY), cost: cost.default(DEFAULT_CANDIDATE_COST) })
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
  })
  .meta({ title: "Propagation", description: "The model and its inputs by name" });

const files = (title: string, description: string) =>
  z.array(z.string().min(1)).default([]).meta({ title, description });

const terrainSection = z
  .strictObject({
    elevation: files("Elevation files", "SRTM .hgt (also .gz, .zip) or GeoTIFF, relative to this file"),
    surface: files("Surface model files", "Not used by this version"),
    landCover: files("Land cover files", "Not used by this version"),
    buildings: files("Building files", "Not used by this version"),
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
  })
  .meta({ title: "Settings of the scenario" });

export type Settings = z.output<typeof settingsSchema>;

const position = z.array(z.number()).min(2).meta({
  title: "Position",
  description: "Longitude, latitude (degrees, WGS 84); a third number, the altitude, is ignored",
});
const ring = z
  .array(position)
  .min(4)
  .meta({ title: "Ring", description: "Closed: the last position repeats the first" });
const polygon = z.array(ring).min(1).meta({ title: "Polygon", description: "Outer ring, then holes" });

const pointGeometry = z.looseObject({ type: z.literal("Point"), coordinates: position });
const areaGeometry = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("Polygon"), coordinates: polygon }),
  z.looseObject({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).min(1) }),
]);

/** In features null means the same as absent: programs that write tables as GeoJSON give every feature every column. */
const common = {
  id: z
    .union([z.string().min(1), z.number()])
    .nullish()
    .meta({ title: "Identifier", description: "Unique in the file" }),
  name: z.string().max(1000).nullish().meta({ title: "Name", description: "Shown as text; default: the identifier" }),
};
const terminalOverrides = {
  txPowerDbm: txPowerDbm.nullish(),
  antennaGainDbi: antennaGainDbi.nullish(),
  lossDb: lossDb.nullish(),
  noiseFigureDb: noiseFigureDb.nullish(),
  heightM: heightM.nullish(),
};

/** What each role's properties may be; others are kept and not looked at, as GeoJSON from elsewhere has many. */
export const PROPERTY_SCHEMAS = {
  area: z
    .looseObject({
      role: z.literal("area"),
      ...common,
      gridM: z
        .number()
        .min(1)
        .max(100_000)
        .nullish()
        .meta({
          title: "Grid",
          description: `m between the points that stand for the area (default ${DEFAULT_GRID_M})`,
        }),
      weight: weight.nullish(),
      indoor: indoor.nullish(),
      ...terminalOverrides,
    })
    .meta({ title: "Area to cover" }),
  device: z
    .looseObject({
      role: z.literal("device"),
      ...common,
      weight: weight.nullish(),
      indoor: indoor.nullish(),
      periodS: periodS.nullish(),
      payloadBytes: payloadBytes.nullish(),
      ...terminalOverrides,
    })
    .meta({ title: "Device to serve" }),
  candidate: z
    .looseObject({ role: z.literal("candidate"), ...common, cost: cost.nullish(), ...terminalOverrides })
    .meta({ title: "Place where a gateway may be put" }),
  gateway: z
    .looseObject({ role: z.literal("gateway"), ...common, cost: cost.nullish(), ...terminalOverrides })
    .meta({ title: "Existing gateway" }),
  exclusion: z.looseObject({ role: z.literal("exclusion"), ...common }).meta({
    title: "Zone without gateways",
    description: "A candidate inside is never chosen; an existing gateway stays",
  }),
  building: z
    .looseObject({ role: z.literal("building"), ...common, heightM: heightM.nullish() })
    .meta({ title: "Building", description: "Not used by this version" }),
  clutter: z
    .looseObject({
      role: z.literal("clutter"),
      ...common,
      class: z.string().nullish().meta({ title: "Class of clutter" }),
      heightM: heightM.nullish(),
    })
    .meta({ title: "Clutter", description: "Not used by this version" }),
} as const;

export type Role = keyof typeof PROPERTY_SCHEMAS;
export const ROLES = Object.keys(PROPERTY_SCHEMAS) as Role[];

const feature = <G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) =>
  z.looseObject({
    type: z.literal("Feature"),
    id: z.union([z.string(), z.number()]).nullish(),
    geometry,
    properties,
  });

/** A whole feature by its role. */
export const FEATURE_SCHEMAS = {
  area: feature(areaGeometry, PROPERTY_SCHEMAS.area),
  device: feature(pointGeometry, PROPERTY_SCHEMAS.device),
  candidate: feature(pointGeometry, PROPERTY_SCHEMAS.candidate),
  gateway: feature(pointGeometry, PROPERTY_SCHEMAS.gateway),
  exclusion: feature(areaGeometry, PROPERTY_SCHEMAS.exclusion),
  building: feature(areaGeometry, PROPERTY_SCHEMAS.building),
  clutter: feature(areaGeometry, PROPERTY_SCHEMAS.clutter),
} as const;

/** A checked feature, its place in the file, and the identifier it goes by. */
export type CheckedFeature = {
  [R in Role]: {
    readonly role: R;
    readonly index: number;
    readonly id: string;
    readonly feature: z.output<(typeof FEATURE_SCHEMAS)[R]>;
  };
}[Role];

/** The whole file. The checks go part by part, so that a fault in one does not hide another's; this is what is published. */
export const scenarioFileSchema = z
  .looseObject({
    type: z.literal("FeatureCollection"),
    chirpscape: settingsSchema.prefault({}),
    features: z.array(z.union(ROLES.map((role) => FEATURE_SCHEMAS[role]))),
  })
  .meta({
    title: "chirpscape scenario",
    description: "GeoJSON (RFC 7946) with settings and features told apart by their role",
  });
