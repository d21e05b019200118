import { frequencyInput, heightInput } from "../mobile-inputs.ts";
import type { InputSpec } from "../model.ts";
import { POLARIZATION_INPUT } from "../p526/inputs.ts";
import { CLUTTER_INPUT } from "../p526/profile.ts";
import { ZONES } from "./zones.ts";

/**
 * What a user chooses for P.1812, whatever the path.
 *
 * The defaults: medians of time and locations; vertical, as LoRa antennas stand; refractivity of temperate land, as in the
 * Recommendation's validation profiles; no sea within 500 km; an area of the size of a map's pixel.
 */
export const P1812_SETTING_INPUTS = {
  frequencyHz: frequencyInput({ min: 30e6, max: 6e9 }),
  time: {
    kind: "number",
    title: "share of the time for which the loss is not exceeded",
    unit: "%",
    min: 1,
    max: 50,
    default: 50,
  },
  location: {
    kind: "number",
    title: "share of the locations in which the loss is not exceeded",
    unit: "%",
    above: 0,
    below: 100,
    valid: { min: 1, max: 99 },
    default: 50,
  },
  locationSigmaDb: {
    kind: "number",
    title: "standard deviation over locations; by default from frequency, area and height",
    unit: "dB",
    min: 0,
    optional: true,
  },
  areaWidthM: {
    kind: "number",
    title: "side of the square area over which locations vary",
    unit: "m",
    above: 0,
    valid: { min: 50, max: 1000 },
    default: 100,
  },
  polarization: POLARIZATION_INPUT,
  refractivityGradient: {
    kind: "number",
    title: "median fall of the refractivity in the lowest kilometre, in N-units",
    above: 0,
    below: 157,
    default: 45,
  },
  refractivityN: {
    kind: "number",
    title: "median refractivity at sea level",
    unit: "N-units",
    min: 200,
    max: 500,
    default: 325,
  },
  zone: {
    kind: "choice",
    title: "radio-climatic zone: one for all points, or one a point",
    values: ZONES,
    default: "inland",
    perPoint: true,
  },
  clutterHeightM: CLUTTER_INPUT,
  txCoastDistanceM: coastDistance("transmitter"),
  rxCoastDistanceM: coastDistance("receiver"),
} as const satisfies Record<string, InputSpec>;

const HEIGHT_RANGE = { min: 1, max: 3000 };

/** What the path gives, besides its profile. */
export const P1812_PATH_INPUTS = {
  txHeightM: heightInput("transmitting antenna above ground", HEIGHT_RANGE),
  rxHeightM: heightInput("receiving antenna above ground", HEIGHT_RANGE),
  txLatitude: degrees("latitude of the transmitter", 90),
  txLongitude: degrees("longitude of the transmitter", 180),
  rxLatitude: degrees("latitude of the receiver", 90),
  rxLongitude: degrees("longitude of the receiver", 180),
} as const satisfies Record<string, InputSpec>;

function coastDistance(end: string) {
  const title = `over land from the ${end} to the coast along the path`;
  return { kind: "number", title, unit: "m", min: 0, default: 500e3 } as const;
}

function degrees(title: string, max: number) {
  return { kind: "number", title, unit: "deg", min: -max, max, optional: true } as const;
}
