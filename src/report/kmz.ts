import { strToU8, zipSync } from "fflate";
import { type KmlColour, type KmlFolder, type KmlPlacemark, type KmlStyle, writeKml } from "../geo/formats/kml.ts";
import type { Plan, StationChoice } from "../network/result.ts";
import type { Rgb } from "./colours.ts";
import { deviceResults } from "./device-results.ts";
import { goalWords } from "./goal-words.ts";
import { type MapOverlay, mapOverlays } from "./kmz-overlays.ts";
import { pixelEdges } from "./map-frame.ts";
import { MARK } from "./marks.ts";
import { encodePng } from "./png.ts";
import { stationUse } from "./station-use.ts";

/** The earliest date that a zip file can hold: the same plan gives the same bytes. */
const ZIP_DATE = "1980-01-01T00:00:00";

/** The maps for Google Earth and GIS programs: pictures on the ground, stations, devices and areas. */
export function coverageKmz(plan: Plan): Uint8Array {
  const mtime = new Date(ZIP_DATE);
  const overlays = mapOverlays(plan);
  return zipSync({
    // The document must come first, and what is packed already is only stored.
    "doc.kml": [strToU8(coverageKml(plan, overlays)), { level: 9, mtime }],
    ...Object.fromEntries(overlays.map(({ href, paint }) => [href, [encodePng(paint()), { level: 0, mtime }]])),
  });
}

function coverageKml(plan: Plan, overlays: readonly MapOverlay[]): string {
  const { scenario } = plan;
  const percent = (100 * plan.coverage.weightFraction).toFixed(1);
  const { inUse, notUsed } = stationUse(plan);
  const folders: KmlFolder[] = [
    { name: "Gateways in use", placemarks: inUse.map((choice) => stationMark(choice, "gateway")) },
    { name: "Candidates not chosen", placemarks: notUsed.map((choice) => stationMark(choice, "not-chosen")) },
    { name: "Devices", placemarks: deviceMarks(plan) },
    { name: "Areas", placemarks: scenario.areas.map((area) => polygonMark(area, "area")) },
    { name: "No gateway here", placemarks: scenario.exclusions.map((zone) => polygonMark(zone, "exclusion")) },
  ];
  return writeKml({
    name: scenario.name,
    description: `${percent} % of the weight is covered with ${goalWords(plan)}. Chirpscape ${plan.provenance.version}.`,
    styles: STYLES,
    overlays: overlays.map(({ name, href, description, lattice }) => ({
      name,
      href,
      description,
      ...pixelEdges(lattice),
    })),
    folders: folders.filter(({ placemarks }) => placemarks.length > 0),
  });
}

const opaque = ([red, green, blue]: Rgb): KmlColour => [red, green, blue, 255];

const STYLES: readonly KmlStyle[] = [
  { id: "gateway", iconColour: opaque(MARK.gateway), iconScale: 1.2 },
  { id: "not-chosen", iconColour: opaque(MARK.notChosen), iconScale: 0.8, labelScale: 0.7 },
  { id: "device-covered", iconColour: opaque(MARK.covered), iconScale: 0.5, labelScale: 0 },
  { id: "device-missed", iconColour: opaque(MARK.missed), iconScale: 0.5, labelScale: 0.6 },
  { id: "area", lineColour: opaque(MARK.area), lineWidth: 2 },
  { id: "exclusion", lineColour: opaque(MARK.exclusion), lineWidth: 2, fillColour: [...MARK.exclusion, 48] },
];

function stationMark(choice: StationChoice, styleId: "gateway" | "not-chosen"): KmlPlacemark {
  const { station, excluded, aloneWeightFraction } = choice;
  const { name, longitudeDeg, latitudeDeg, heightAglM, cost } = station;
  const facts = [
    station.kind === "gateway" ? "existing gateway" : "candidate",
    `antenna ${heightAglM} m above ground`,
    `cost ${cost}`,
    `alone it covers ${(100 * aloneWeightFraction).toFixed(1)} % of the weight`,
    ...(excluded ? ["lies in an exclusion zone"] : []),
  ];
  return {
    name,
    description: `${facts.join("; ")}.`,
    styleId,
    geometry: { kind: "point", longitudeDeg, latitudeDeg },
  };
}

function deviceMarks(plan: Plan): KmlPlacemark[] {
  return deviceResults(plan).map(({ device, covered, best }) => ({
    name: device.name,
    description: best ? `margin ${best.marginDb.toFixed(1)} dB` : "no gateway in reach",
    styleId: covered ? "device-covered" : "device-missed",
    geometry: { kind: "point", longitudeDeg: device.longitudeDeg, latitudeDeg: device.latitudeDeg },
  }));
}

function polygonMark({ name, polygons }: Plan["scenario"]["exclusions"][number], styleId: string): KmlPlacemark {
  return { name, styleId, geometry: { kind: "polygons", polygons } };
}
