import { strToU8, zipSync } from "fflate";
import type { Site } from "../field/export/sites.ts";
import { writeKml } from "../geo/formats/kml.ts";
import type { Rgb } from "./colours.ts";
import { csvText } from "./csv.ts";
import { MARK } from "./marks.ts";

/** Column name (with its unit) and how it is filled; scripts rely on the names, new ones go to the end. */
const COLUMNS = [
  ["role", ({ role }: Site) => role],
  ["id", ({ id }: Site) => id],
  ["name", ({ name }: Site) => name],
  ["longitudeDeg", ({ longitudeDeg }: Site) => longitudeDeg],
  ["latitudeDeg", ({ latitudeDeg }: Site) => latitudeDeg],
  ["heightM", ({ heightAglM }: Site) => heightAglM],
  ["altitudeAmslM", ({ altitudeAmslM }: Site) => altitudeAmslM ?? Number.NaN],
  ["antennaGainDbi", ({ antennaGainDbi }: Site) => antennaGainDbi],
  ["eui", ({ eui }: Site) => eui ?? ""],
  ["planned", ({ isPlanned }: Site) => isPlanned],
] as const;

/** Gateways and devices in a table, one a row. */
export function networkCsv(sites: readonly Site[]): string {
  return csvText(COLUMNS, sites);
}

const colour = ([red, green, blue]: Rgb) => [red, green, blue, 255] as const;

/** Gateways and devices for Google Earth and GIS programs. */
export function networkKml(name: string, sites: readonly Site[]): string {
  const folders = [
    {
      name: "Gateways",
      sites: sites.filter(({ role, isPlanned }) => role === "gateway" && !isPlanned),
      styleId: "gateway",
    },
    { name: "Planned gateways", sites: sites.filter(({ isPlanned }) => isPlanned), styleId: "planned" },
    { name: "Devices", sites: sites.filter(({ role }) => role === "device"), styleId: "device" },
  ];
  return writeKml({
    name,
    styles: [
      { id: "gateway", iconColour: colour(MARK.gateway), iconScale: 1.2 },
      { id: "planned", iconColour: colour(MARK.exclusion), iconScale: 1.2 },
      { id: "device", iconColour: colour(MARK.covered), iconScale: 0.5, labelScale: 0 },
    ],
    overlays: [],
    folders: folders
      .filter((folder) => folder.sites.length > 0)
      .map((folder) => ({ name: folder.name, placemarks: folder.sites.map((site) => mark(site, folder.styleId)) })),
  });
}

/** The earliest date that a zip file can hold: the same network gives the same bytes. */
const ZIP_DATE = "1980-01-01T00:00:00";

/** The same, packed: KMZ. */
export function networkKmz(name: string, sites: readonly Site[]): Uint8Array {
  return zipSync({ "doc.kml": [strToU8(networkKml(name, sites)), { level: 9, mtime: new Date(ZIP_DATE) }] });
}

function mark({ name, eui, heightAglM, longitudeDeg, latitudeDeg }: Site, styleId: string) {
  const description = [`antenna ${heightAglM} m above ground`, ...(eui === null ? [] : [`EUI ${eui}`])].join(", ");
  return { name, description, styleId, geometry: { kind: "point", longitudeDeg, latitudeDeg } } as const;
}

/** Gateways and devices as plain GeoJSON; heights and EUIs are properties. */
export function networkGeoJson(sites: readonly Site[]): string {
  const features = sites.map(({ longitudeDeg, latitudeDeg, heightAglM, isPlanned, ...site }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [longitudeDeg, latitudeDeg] },
    properties: { ...site, heightM: heightAglM, planned: isPlanned },
  }));
  return `${JSON.stringify({ type: "FeatureCollection", features }, null, 2)}\n`;
}
