import type { Building } from "../geo/buildings/building.ts";
import { type BuildingIndex, indexBuildings } from "../geo/buildings/spatial-index.ts";
import type { CoverGrid } from "../geo/cover/cover-grid.ts";
import { evenProfile, parseProfileText } from "../geo/formats/profile-text.ts";
import type { LonLat } from "../geo/geodesy.ts";
import { WORLD_COVER } from "../geo/land-cover/classes.ts";
import { discsAlongPath, groundBetween, type PathGround } from "../link/path.ts";
import { standOnPath } from "../link/path-surface.ts";
import { InputError } from "../math/errors.ts";
import { loadElevation } from "../runtime/node/elevation.ts";
import { type GroundCoverRequest, loadGroundCover, readBuildings } from "../runtime/node/ground-cover.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import type { GroundFile } from "../runtime/node/scenario-files.ts";
import type { Context } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { flagOf } from "./model-options.ts";
import type { OptionSpec, OptionSpecs, OptionValues } from "./options.ts";

/** A step of 3-arc-second elevations. */
const DEFAULT_RESOLUTION_M = 90;

/** Where a path lies, and from which files its ground comes. */
export const GROUND_OPTIONS = {
  from: { flag: "from", kind: "text", placeholder: "lat,lon", title: "transmitter, degrees" },
  to: { flag: "to", kind: "text", placeholder: "lat,lon", title: "receiver, degrees" },
  dem: { flag: "dem", kind: "texts", placeholder: "file", title: "elevations: SRTM .hgt (also .gz, .zip) or GeoTIFF" },
  buildings: {
    flag: "buildings",
    kind: "texts",
    placeholder: "file",
    title: "footprints with heights: GeoJSON, as of OpenStreetMap",
  },
  landCover: {
    flag: "land-cover",
    kind: "texts",
    placeholder: "file",
    title: "trees and houses by their class: GeoTIFF, as ESA WorldCover",
  },
  surface: {
    flag: "surface",
    kind: "texts",
    placeholder: "file",
    title: "heights of roofs and tree tops, in the formats of --dem",
  },
  flatTerrain: { flag: "flat-terrain", kind: "switch", title: "take missing terrain as flat at sea level" },
  profile: {
    flag: "profile",
    kind: "text",
    placeholder: "file",
    title: "in place of --from, --to and --dem: JSON {distanceM, elevationM} or CSV distance,elevation",
  },
  resolutionM: {
    flag: "resolution",
    kind: "quantity",
    dimension: "length",
    title: `step of the terrain profile; default ${DEFAULT_RESOLUTION_M}m`,
  },
} as const satisfies OptionSpecs;

type GroundValues = OptionValues<typeof GROUND_OPTIONS>;
type Output = Context["output"];

/** An option that was not given and must be. */
export function missingOption({ flag, title }: OptionSpec, hint?: string): never {
  throw new InputError({ code: "missing-option", where: `--${flag}`, message: `missing: ${title}`, hint });
}

/**
 * The ground of the path that the options describe: along the geodesic between two places, with what stands there, or a profile
 * of one's own.
 *
 * @throws {InputError} naming the flag or the file
 */
export async function readPathGround(options: GroundValues, output: Output, signal: AbortSignal): Promise<PathGround> {
  return options.profile === undefined ? readGround(options, output, signal) : readProfile(options.profile, options);
}

async function readGround(options: GroundValues, output: Output, signal: AbortSignal): Promise<PathGround> {
  const from = parseLatLon(options.from ?? missingEnd("from"), "--from");
  const to = parseLatLon(options.to ?? missingEnd("to"), "--to");
  if (options.dem.length === 0 && !options.flatTerrain) missingEnd("dem");
  const where = (key: string) => flagOf(GROUND_OPTIONS, key);
  const discs = renamePlaces(where, () => discsAlongPath(from, to));
  const { grid } = await loadElevation(named(options.dem), discs, { flatTerrain: options.flatTerrain, signal });
  const stepM = options.resolutionM ?? DEFAULT_RESOLUTION_M;
  const ground = renamePlaces(where, () => groundBetween(grid, from, to, stepM));
  return standOnPath(ground, {
    buildings: await readFootprints(options.buildings, output),
    cover: await readCover(options, { elevation: grid, discs, signal }, output),
  });
}

function missingEnd(key: "from" | "to" | "dem"): never {
  missingOption(GROUND_OPTIONS[key], "or give --profile");
}

/** All files' buildings, with remarks on doubts and on heights that nobody said; null without files. */
async function readFootprints(files: readonly string[], output: Output): Promise<BuildingIndex | null> {
  if (files.length === 0) return null;
  const all: Building[] = [];
  for (const file of named(files)) {
    const { buildings, warnings } = await readBuildings(file);
    for (const { message } of warnings) output.remark(`warning: ${message}`);
    for (const building of buildings) all.push(building);
  }
  return indexBuildings(all);
}

/** Trees and all else that is known by rasters; footprints are taken as they are, not by a grid. */
async function readCover(
  { landCover, surface }: GroundValues,
  place: Pick<GroundCoverRequest, "elevation" | "discs" | "signal">,
  output: Output,
): Promise<CoverGrid | null> {
  const files = { landCover: named(landCover), surface: named(surface), buildings: [] };
  const { ground, warnings } = await loadGroundCover({ ...place, files, classes: WORLD_COVER });
  for (const { message } of warnings) output.remark(`warning: ${message}`);
  return ground?.grid ?? null;
}

function named(files: readonly string[]): GroundFile[] {
  return files.map((file) => ({ path: file, name: file }));
}

async function readProfile(file: string, options: GroundValues): Promise<PathGround> {
  const stray = (["buildings", "landCover", "surface"] as const).find((key) => options[key].length > 0);
  if (stray !== undefined) {
    const message = "expected a path whose ends are places, got a bare profile";
    const hint = "give --from, --to and --dem in place of --profile";
    throw new InputError({ code: "missing-position", where: flagOf(GROUND_OPTIONS, stray), message, hint });
  }
  const { stepM, elevationM } = evenProfile(parseProfileText(await readTextFile(file), file));
  return { elevationM, distanceM: stepM * (elevationM.length - 1), bearingDeg: null };
}

/** Latitude first, as people write places; everywhere else in this project longitude comes first. */
function parseLatLon(text: string, where: string): LonLat {
  const parts = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [latitudeDeg, longitudeDeg] = parts;
  const fault = (message: string, hint?: string) => new InputError({ code: "bad-position", where, message, hint });
  if (parts.length !== 2 || !parts.every(Number.isFinite)) {
    throw fault(`expected LAT,LON in degrees such as 36.6,-121.9, got "${text}"`);
  }
  if (!(Math.abs(latitudeDeg) <= 90)) {
    throw fault(`expected a latitude from -90 to 90, got ${latitudeDeg}`, "latitude comes first");
  }
  if (!(Math.abs(longitudeDeg) <= 180)) throw fault(`expected a longitude from -180 to 180, got ${longitudeDeg}`);
  return { latitudeDeg, longitudeDeg };
}
