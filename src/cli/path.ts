import type { Building } from "../geo/buildings/building.ts";
import { type BuildingIndex, indexBuildings } from "../geo/buildings/spatial-index.ts";
import type { CoverGrid } from "../geo/cover/cover-grid.ts";
import { evenProfile, parseProfileText } from "../geo/formats/profile-text.ts";
import type { LonLat } from "../geo/geodesy.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { WORLD_COVER } from "../geo/land-cover/classes.ts";
import { computePath, discsAlongPath, groundBetween, type PathGround } from "../link/path.ts";
import { comparePathModels } from "../link/path-comparison.ts";
import { standOnPath } from "../link/path-surface.ts";
import { findPathModel, PATH_MODELS } from "../link/propagation/registry.ts";
import { InputError } from "../math/errors.ts";
import { loadElevation } from "../runtime/node/elevation.ts";
import { type GroundCoverRequest, loadGroundCover, readBuildings } from "../runtime/node/ground-cover.ts";
import { readTextFile } from "../runtime/node/read-text.ts";
import type { GroundFile } from "../runtime/node/scenario-files.ts";
import { writeWholeFile } from "../runtime/node/write-files.ts";
import { type Context, defineCommand } from "./command.ts";
import { renamePlaces } from "./errors.ts";
import { flagOf, givenInputs, modelInputOptions, pathModelOption } from "./model-options.ts";
import type { OptionSpecs, OptionValues } from "./options.ts";
import { drawAnswer, printComparison, printResult } from "./path-output.ts";
import { answerStrictly, STRICT_OPTION } from "./strict.ts";

const PATH_INPUTS = [...new Set(PATH_MODELS.flatMap((model) => model.pathInputs))];
const MODEL_INPUTS = modelInputOptions(PATH_MODELS, PATH_INPUTS);

/** The NTIA's verified model, as in scenarios. */
const DEFAULT_MODEL = "itm";
/** A step of 3-arc-second elevations. */
const DEFAULT_RESOLUTION_M = 90;

const OWN_OPTIONS = {
  from: { flag: "from", kind: "text", placeholder: "lat,lon", title: "transmitter, degrees" },
  fromHeightM: { flag: "from-height", kind: "quantity", dimension: "length", title: "its antenna above ground" },
  to: { flag: "to", kind: "text", placeholder: "lat,lon", title: "receiver, degrees" },
  toHeightM: { flag: "to-height", kind: "quantity", dimension: "length", title: "its antenna above ground" },
  frequencyHz: { flag: "frequency", kind: "quantity", dimension: "frequency", title: "carrier frequency" },
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
  model: pathModelOption(`propagation model, default ${DEFAULT_MODEL}`),
  compare: {
    flag: "compare",
    kind: "switch",
    title: "all models that can be run on the path, in place of one",
  },
  strict: STRICT_OPTION,
  svg: { flag: "svg", kind: "text", placeholder: "file", title: "draw terrain, ray and first Fresnel zone" },
} as const satisfies OptionSpecs;

const OPTIONS = { ...MODEL_INPUTS, ...OWN_OPTIONS };
type Options = OptionValues<typeof OWN_OPTIONS>;

/** The flag behind each argument's name. */
const FLAGS: OptionSpecs = {
  ...OPTIONS,
  txHeightAglM: OWN_OPTIONS.fromHeightM,
  rxHeightAglM: OWN_OPTIONS.toHeightM,
  txHeightM: OWN_OPTIONS.fromHeightM,
  rxHeightM: OWN_OPTIONS.toHeightM,
  baseHeightM: OWN_OPTIONS.fromHeightM,
  mobileHeightM: OWN_OPTIONS.toHeightM,
};

/** The flag behind an input's key; a path's length comes from where it ends, or from its profile. */
function flagBehind(key: string, { profile }: Options): string {
  const isLength = key === "distanceM" || key === "profileM";
  if (!isLength) return flagOf(FLAGS, key);
  return flagOf(FLAGS, profile === undefined ? "to" : "profile");
}

export const path = defineCommand({
  description:
    "Terrain, line of sight and loss between two places, by the plain model along the geodesic.\n" +
    "The ray is drawn for the standard atmosphere (4/3 earth).",
  arguments: [],
  options: OPTIONS,
  examples: [
    {
      title: "From a hill above Monterey to its harbour",
      line: "path --from 36.57,-121.86 --from-height 20m --to 36.604,-121.892 --to-height 1.5m --frequency 904.6MHz --dem scenarios/monterey/terrain/monterey.tif",
    },
    {
      title: "The same as a picture",
      line: "path --from 36.57,-121.86 --from-height 20m --to 36.604,-121.892 --to-height 1.5m --frequency 904.6MHz --dem scenarios/monterey/terrain/monterey.tif --svg out/path.svg",
    },
    {
      title: "Over the houses of a town",
      line: "path --from=-33.9405,18.4635 --from-height 30m --to=-33.933,18.4592 --to-height 1.5m --frequency 868.1MHz --dem scenarios/cape-town/terrain/cape-town.tif --buildings scenarios/cape-town/buildings/salt-river.geojson --resolution 5m --model p1812",
    },
    {
      title: "Over a profile of one's own",
      line: "path --profile scenarios/examples/profile.csv --from-height 20m --to-height 1.5m --frequency 904.6MHz --json",
    },
    {
      title: "What every model says of it, as a table and a picture",
      line: "path --compare --profile scenarios/examples/profile.csv --from-height 30m --to-height 1.5m --frequency 868MHz --environment suburban --scenario rma --svg out/models.svg",
    },
  ],
  async run(_args, options, { output, signal }) {
    const { fromHeightM, toHeightM, frequencyHz } = requireNumbers(options);
    const modelInputs = givenInputs(MODEL_INPUTS, options);
    if (options.compare && options.model !== undefined) {
      const message = "runs every model: leave out --model, or --compare for one";
      throw new InputError({ code: "usage", where: "--compare", message });
    }
    const name = options.model ?? ("formula" in modelInputs ? "formula" : DEFAULT_MODEL);
    // A formula's parser is large, and of no use without a formula
    const models = options.compare
      ? PATH_MODELS.filter((model) => model.name !== "formula" || "formula" in modelInputs)
      : [findPathModel(name)];
    await Promise.all(models.map((model) => model.load?.()));
    const ground =
      options.profile === undefined ? await readGround(options, output, signal) : await readProfile(options);
    const where = (key: string) => flagBehind(key, options);
    const request = { ground, txHeightAglM: fromHeightM, rxHeightAglM: toHeightM, frequencyHz, modelInputs };
    const answer = renamePlaces(where, () =>
      options.compare
        ? comparePathModels({ ...request, where, strict: options.strict }, models)
        : answerStrictly(computePath({ ...request, model: models[0] }), options.strict),
    );
    if (options.svg !== undefined) await writeWholeFile(options.svg, drawAnswer(answer, options), signal);
    await ("models" in answer ? printComparison(answer, output) : printResult(answer, output));
    if (options.svg !== undefined) output.remark(`picture: ${options.svg}`);
  },
});

function requireNumbers(options: Options): { fromHeightM: number; toHeightM: number; frequencyHz: number } {
  const { fromHeightM, toHeightM, frequencyHz } = options;
  return {
    fromHeightM: fromHeightM ?? missing("fromHeightM"),
    toHeightM: toHeightM ?? missing("toHeightM"),
    frequencyHz: frequencyHz ?? missing("frequencyHz"),
  };
}

function missing(key: keyof typeof OWN_OPTIONS): never {
  const spec = OWN_OPTIONS[key];
  const hint = key === "from" || key === "to" || key === "dem" ? "or give --profile" : undefined;
  throw new InputError({ code: "missing-option", where: `--${spec.flag}`, message: `missing: ${spec.title}`, hint });
}

/** The ground along the geodesic, from elevation files, with what stands on it. */
async function readGround(options: Options, output: Context["output"], signal: AbortSignal): Promise<PathGround> {
  const from = parseLatLon(options.from ?? missing("from"), "--from");
  const to = parseLatLon(options.to ?? missing("to"), "--to");
  if (options.dem.length === 0 && !options.flatTerrain) missing("dem");
  const discs = renamePlaces(
    (key) => flagOf(FLAGS, key),
    () => discsAlongPath(from, to),
  );
  const { grid } = await loadElevation(named(options.dem), discs, { flatTerrain: options.flatTerrain, signal });
  const ground = groundOn(grid, from, to, options.resolutionM ?? DEFAULT_RESOLUTION_M);
  return standOnPath(ground, {
    buildings: await readFootprints(options.buildings, output),
    cover: await readCover(options, { elevation: grid, discs, signal }, output),
  });
}

function groundOn(grid: ElevationGrid, from: LonLat, to: LonLat, stepM: number): PathGround {
  return renamePlaces(
    (key) => flagOf(FLAGS, key),
    () => groundBetween(grid, from, to, stepM),
  );
}

/** All files' buildings, with remarks on doubts and on heights that nobody said; null without files. */
async function readFootprints(files: readonly string[], output: Context["output"]): Promise<BuildingIndex | null> {
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
  { landCover, surface }: Options,
  place: Pick<GroundCoverRequest, "elevation" | "discs" | "signal">,
  output: Context["output"],
): Promise<CoverGrid | null> {
  const files = { landCover: named(landCover), surface: named(surface), buildings: [] };
  const { ground, warnings } = await loadGroundCover({ ...place, files, classes: WORLD_COVER });
  for (const { message } of warnings) output.remark(`warning: ${message}`);
  return ground?.grid ?? null;
}

function named(files: readonly string[]): GroundFile[] {
  return files.map((file) => ({ path: file, name: file }));
}

async function readProfile(options: Options): Promise<PathGround> {
  const stray = (["buildings", "landCover", "surface"] as const).find((key) => options[key].length > 0);
  if (stray !== undefined) {
    const message = "expected a path whose ends are places, got a bare profile";
    const hint = "give --from, --to and --dem in place of --profile";
    throw new InputError({ code: "missing-position", where: flagOf(FLAGS, stray), message, hint });
  }
  const file = options.profile as string;
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
