import { findPatternKind } from "../link/antennas/choice.ts";
import { type AntennaCuts, measuredPattern } from "../link/antennas/cuts.ts";
import { mountPattern, type RadiationPattern } from "../link/antennas/pattern.ts";
import { InputError } from "../math/errors.ts";
import { jsonPointer } from "./checks/issues.ts";
import { freezeDeep } from "./plain-json.ts";
import type { Scenario, Station, StationAntenna } from "./scenario.ts";
import type { AntennaProperties } from "./schema/antenna.ts";

const DEG = Math.PI / 180;

/** The numbers of a pattern among an antenna's properties. */
export function antennaInputs(antenna: AntennaProperties): Record<string, number> {
  const { pattern, file, azimuthDeg, tiltDeg, polarization, ...inputs } = antenna;
  const given = Object.entries(inputs).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

/** An antenna as a file names it, with its defaults; a measured pattern is still to be read. */
export function stationAntenna(antenna: AntennaProperties): StationAntenna {
  const { pattern, file = "", azimuthDeg = 0, tiltDeg = 0, polarization = null } = antenna;
  return {
    pattern:
      pattern === undefined
        ? { kind: "file", file, gainDbi: antenna.gainDbi ?? null, cuts: null }
        : { kind: "formula", name: pattern, inputs: antennaInputs(antenna) },
    azimuthDeg,
    tiltDeg,
    polarization,
  };
}

/** The peak gain that an antenna brings; null for a file that has not been read or does not say it. */
export function antennaPeakDbi({ pattern }: StationAntenna): number | null {
  if (pattern.kind === "formula") return findPatternKind(pattern.name).create(pattern.inputs).peakGainDbi;
  return pattern.gainDbi ?? pattern.cuts?.gainDbi ?? null;
}

/**
 * The pattern of a station's antenna as it stands, over bearings from north and elevations from the horizon; null for a station
 * whose antenna is only a gain.
 *
 * @throws {InputError} `antenna-not-read` when its file has not been read
 */
export function stationPattern(station: Station): RadiationPattern | null {
  const { antenna } = station;
  if (antenna === undefined) return null;
  const mounting = { azimuthRad: antenna.azimuthDeg * DEG, tiltRad: antenna.tiltDeg * DEG };
  return mountPattern(ownPattern(station, antenna), mounting);
}

function ownPattern({ antennaGainDbi, featureIndex }: Station, { pattern }: StationAntenna): RadiationPattern {
  if (pattern.kind === "formula") return findPatternKind(pattern.name).create(pattern.inputs);
  if (pattern.cuts !== null) return measuredPattern(pattern.cuts, antennaGainDbi);
  throw new InputError({
    code: "antenna-not-read",
    where: `/features/${featureIndex}/properties/antenna/file`,
    message: `${pattern.file} has not been read`,
    hint: "give its cuts with withAntennaFiles",
  });
}

/** The files of measured patterns that a scenario names, each once, with a JSON pointer to where it is named first. */
export function antennaFiles({ stations, source }: Pick<Scenario, "stations" | "source">): Map<string, string> {
  const files = new Map<string, string>();
  for (const { antenna, featureIndex } of stations) {
    const pattern = antenna?.pattern;
    if (pattern?.kind !== "file" || files.has(pattern.file)) continue;
    const isOwn = (source.features[featureIndex].properties.antenna ?? null) !== null;
    const path = isOwn ? ["features", featureIndex, "properties"] : ["chirpscape", "gateway"];
    files.set(pattern.file, jsonPointer([...path, "antenna", "file"]));
  }
  return files;
}

/**
 * The scenario with the measured patterns of its antennas, and the gains that their files state. A file that states none leaves
 * the station its `antennaGainDbi`.
 *
 * @param cuts by file, as {@link antennaFiles} names them
 */
export function withAntennaFiles(scenario: Scenario, cuts: ReadonlyMap<string, AntennaCuts>): Scenario {
  const stations = scenario.stations.map((station): Station => {
    const { antenna } = station;
    if (antenna?.pattern.kind !== "file") return station;
    const read = { ...antenna, pattern: { ...antenna.pattern, cuts: cuts.get(antenna.pattern.file) ?? null } };
    return { ...station, antenna: read, antennaGainDbi: antennaPeakDbi(read) ?? station.antennaGainDbi };
  });
  return freezeDeep({ ...scenario, stations });
}
