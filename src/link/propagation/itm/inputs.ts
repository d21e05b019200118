import type { InputSpec } from "../model.ts";
import { CLIMATES, type ClimateName } from "./climates.ts";
import { MAX_HEIGHT_M, MIN_HEIGHT_M } from "./constants.ts";

const CLIMATE_NAMES = Object.keys(CLIMATES) as ClimateName[];

/**
 * What a user chooses for the Irregular Terrain Model, whatever the path.
 *
 * The defaults: the climate and refractivity of most inhabited temperate land and average ground (NTIA Report 82-100,
 * tables 1 to 3); vertical, as LoRa antennas stand; mobile mode without location variability (12), because the terrain of
 * each point is in its profile, and medians of the rest.
 */
export const ITM_SETTING_INPUTS = {
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", min: 20e6, max: 20e9 },
  climate: { kind: "choice", title: "radio climate", values: CLIMATE_NAMES, default: "continental-temperate" },
  refractivityN: {
    kind: "number",
    title: "minimum monthly mean surface refractivity, reduced to sea level",
    unit: "N-units",
    min: 250,
    max: 400,
    default: 301,
  },
  polarization: {
    kind: "choice",
    title: "polarization of both antennas",
    values: ["horizontal", "vertical"],
    default: "vertical",
  },
  permittivity: { kind: "number", title: "relative permittivity of the ground", min: 1, default: 15 },
  conductivitySm: { kind: "number", title: "conductivity of the ground", unit: "S/m", above: 0, default: 0.005 },
  modeOfVariability: {
    kind: "number",
    title:
      "0 single message, 1 accidental, 2 mobile, 3 broadcast; +10 without location, +20 without situation variability",
    integer: true,
    min: 0,
    max: 33,
    default: 12,
  },
  time: percentage("share of the time", ["confidence", "reliability"]),
  location: percentage("share of the locations", ["confidence", "reliability"]),
  situation: percentage("share of the situations", ["confidence", "reliability"]),
  confidence: {
    kind: "number",
    title: "confidence: stands for situation",
    unit: "%",
    above: 0,
    below: 100,
    optional: true,
    excludes: ["time", "location", "situation"],
  },
  reliability: {
    kind: "number",
    title: "reliability: stands for time, with location at 50 %",
    unit: "%",
    above: 0,
    below: 100,
    optional: true,
    excludes: ["time", "location", "situation"],
  },
} as const satisfies Record<string, InputSpec>;

/** What the path gives. */
export const ITM_PATH_INPUTS = {
  txHeightM: {
    kind: "number",
    title: "transmitting antenna above ground",
    unit: "m",
    min: MIN_HEIGHT_M,
    max: MAX_HEIGHT_M,
  },
  rxHeightM: {
    kind: "number",
    title: "receiving antenna above ground",
    unit: "m",
    min: MIN_HEIGHT_M,
    max: MAX_HEIGHT_M,
  },
  profileM: { kind: "profile", title: "ground elevations from the transmitter to the receiver", unit: "m" },
  resolutionM: { kind: "number", title: "step of the profile", unit: "m", above: 0 },
} as const satisfies Record<string, InputSpec>;

function percentage(title: string, excludes: readonly string[]) {
  return { kind: "number", title, unit: "%", above: 0, below: 100, default: 50, excludes } as const;
}
