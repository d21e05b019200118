import { z } from "zod";
import { DEFAULT_GRID_M } from "../defaults.ts";
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
const stationOverrides = { cost: cost.nullish(), ...terminalOverrides, antenna: antennaSchema.nullish() };

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
      indoorBuilding: indoorBuilding.nullish(),
      payloadBytes: payloadBytes.nullish(),
      ...terminalOverrides,
    })
    .meta({ title: "Area to cover" }),
  device: z
    .looseObject({
      role: z.literal("device"),
      ...common,
      weight: weight.nullish(),
      indoor: indoor.nullish(),
      indoorBuilding: indoorBuilding.nullish(),
      periodS: periodS.nullish(),
      payloadBytes: payloadBytes.nullish(),
      ...terminalOverrides,
    })
    .meta({ title: "Device to serve" }),
  candidate: z
    .looseObject({ role: z.literal("candidate"), ...common, ...stationOverrides })
    .meta({ title: "Place where a gateway may be put" }),
  gateway: z
    .looseObject({ role: z.literal("gateway"), ...common, ...stationOverrides })
    .meta({ title: "Existing gateway" }),
  exclusion: z.looseObject({ role: z.literal("exclusion"), ...common }).meta({
    title: "Zone without gateways",
    description: "A candidate inside is never chosen; an existing gateway stays",
  }),
  building: z
    .looseObject({ role: z.literal("building"), ...common, heightM: heightM.nullish() })
    .meta({ title: "Building", description: "Without a height its tags count, as OpenStreetMap's, or else 6 m" }),
  clutter: z
    .looseObject({
      role: z.literal("clutter"),
      ...common,
      class: z
        .union([z.string().min(1), z.number()])
        .nullish()
        .meta({ title: "Class", description: "of land cover, by its number or its title" }),
      heightM: clutterHeightM.nullish(),
      lossDb: endLossDb.nullish(),
    })
    .meta({
      title: "Clutter",
      description: "An area of trees or houses; its own numbers go before those of its class",
    }),
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
