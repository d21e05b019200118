import type { Building } from "../../geo/buildings/building.ts";
import { DEFAULT_BUILDING_HEIGHT_M } from "../../geo/buildings/building.ts";
import { parseBuildings } from "../../geo/buildings/parse.ts";
import { coverGround, type GroundCover } from "../../geo/cover/ground-cover.ts";
import type { ClutterArea } from "../../geo/cover/sources.ts";
import { type Disc, discsBounds } from "../../geo/discs.ts";
import type { ElevationTile } from "../../geo/elevation-tile.ts";
import type { DegreeBounds } from "../../geo/geodesy.ts";
import { type ElevationGrid, latticeBounds } from "../../geo/grid.ts";
import type { LandCoverTable } from "../../geo/land-cover/classes.ts";
import { type LandCoverGrid, readLandCover } from "../../geo/land-cover/grid.ts";
import { InputError, InterruptedError, type Issue } from "../../math/errors.ts";
import { parseJsonText } from "../../scenario/json-text.ts";
import { allocateShared, decodeElevation, readFileBytes } from "./elevation.ts";
import { readTextFile } from "./read-text.ts";
import type { GroundFile, GroundFiles } from "./scenario-files.ts";

export interface GroundCoverRequest {
  readonly files: Pick<GroundFiles, "surface" | "landCover" | "buildings">;
  /** What is known without a file. */
  readonly buildings?: readonly Building[];
  readonly clutter?: readonly ClutterArea[];
  readonly classes: LandCoverTable;
  /** The ground, and where it is needed. */
  readonly elevation: ElevationGrid;
  readonly discs: readonly Disc[];
  readonly signal?: AbortSignal;
  /** Called before each file, with how many of them are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

type Warning = { readonly code: string; readonly message: string };

/**
 * Reads the files of what stands on the ground and puts it into one grid in shared memory.
 *
 * @returns `ground` null when there is neither a file nor anything else
 * @throws {InputError} as `loadElevation` for rasters, as `readTextFile` and `parseBuildings` for footprints, and
 *   `unknown-class`
 * @throws {InterruptedError} when the signal says so
 */
export async function loadGroundCover(request: GroundCoverRequest): Promise<{
  readonly ground: GroundCover | null;
  readonly warnings: readonly Warning[];
}> {
  const { files, elevation, discs, classes, signal } = request;
  const window = discsBounds(discs);
  const warnings: Warning[] = [];
  const total = files.surface.length + files.landCover.length + files.buildings.length;
  let done = 0;
  const step = () => {
    if (signal?.aborted) throw new InterruptedError();
    request.onProgress?.(done++, total);
  };
  const readRasters = async <R>(list: readonly GroundFile[], read: (file: GroundFile) => Promise<R | null>) => {
    const rasters: R[] = [];
    for (const file of list) {
      step();
      const raster = await read(file);
      if (raster !== null) rasters.push(raster);
      else warnings.push({ code: "unused-cover", message: `${file.name} lies outside the area that is planned` });
    }
    return rasters;
  };
  const surface = await readRasters(files.surface, (file) => readSurface(file, window, signal));
  const landCover = await readRasters(files.landCover, (file) => readClasses(file, window, signal));
  warnings.push(...partialCover("land cover", landCover, window), ...partialCover("the surface", surface, window));
  const buildings = [...(request.buildings ?? [])];
  const attributions = new Set<string>();
  for (const file of files.buildings) {
    step();
    const read = await readBuildings(file);
    for (const building of read.buildings) buildings.push(building);
    warnings.push(...read.warnings);
    if (read.attribution !== null) attributions.add(read.attribution);
  }
  if (signal?.aborted) throw new InterruptedError();
  const made = coverGround({
    elevation,
    sources: { buildings, surface, landCover, classes, areas: request.clutter ?? [] },
    files: { files: files.buildings.map(({ name }) => name), attributions: [...attributions] },
    allocate: allocateShared,
  });
  return { ground: made.ground, warnings: [...warnings, ...made.warnings] };
}

/**
 * Reads a file of footprints.
 *
 * @returns the buildings, with remarks on doubts about them and on heights that nobody said
 * @throws {InputError} as `readTextFile`, `parseJsonText` and `parseBuildings`
 */
export async function readBuildings({ path, name }: GroundFile): Promise<{
  readonly buildings: readonly Building[];
  readonly attribution: string | null;
  readonly warnings: readonly Warning[];
}> {
  const { buildings, attribution, issues, statistics } = parseBuildings(
    parseJsonText(await readTextFile(path), name),
    name,
  );
  return { buildings, attribution, warnings: [...inShort(issues), ...assumedHeights(name, statistics)] };
}

async function readSurface(
  file: GroundFile,
  window: DegreeBounds,
  signal?: AbortSignal,
): Promise<ElevationTile | null> {
  const bytes = await readFileBytes(file, "a surface", signal);
  return decodeElevation({ name: file.name, bytes, window });
}

async function readClasses(
  file: GroundFile,
  window: DegreeBounds,
  signal?: AbortSignal,
): Promise<LandCoverGrid | null> {
  if (!/\.tiff?$/i.test(file.name)) {
    const message = "expected land cover as a GeoTIFF, .tif or .tiff";
    throw new InputError({ code: "unknown-format", where: file.name, message });
  }
  const bytes = await readFileBytes(file, "land cover", signal);
  return readLandCover({ name: file.name, bytes, window });
}

/** Rasters that end within the area: beyond them the ground counts as open. */
function partialCover(
  what: string,
  grids: readonly (ElevationTile | LandCoverGrid)[],
  window: DegreeBounds,
): Warning[] {
  if (grids.length === 0) return [];
  const bounds = grids.map((grid) => ({ ...latticeBounds(grid), lon: grid.lonStepDeg, lat: grid.latStepDeg }));
  const isWhole =
    bounds.some(({ west, lon }) => west - lon <= window.west) &&
    bounds.some(({ east, lon }) => east + lon >= window.east) &&
    bounds.some(({ south, lat }) => south - lat <= window.south) &&
    bounds.some(({ north, lat }) => north + lat >= window.north);
  if (isWhole) return [];
  const message = `${what} ends within the area that is planned: beyond it the ground counts as open`;
  return [{ code: "partial-cover", message }];
}

function assumedHeights(
  file: string,
  { heights, buildings }: ReturnType<typeof parseBuildings>["statistics"],
): Warning[] {
  if (heights.default === 0) return [];
  const message = `${file}: ${heights.default} of ${buildings} buildings say no height: ${DEFAULT_BUILDING_HEIGHT_M} m is taken`;
  return [{ code: "assumed-height", message }];
}

/** Remarks of one kind that are told one by one; of more there is a count. */
const MOST_TOLD = 3;

function inShort(issues: readonly Issue[]): Warning[] {
  const kinds = new Map<string, Issue[]>();
  for (const issue of issues) kinds.set(issue.code, [...(kinds.get(issue.code) ?? []), issue]);
  return [...kinds].flatMap(([code, found]) => {
    const told = found.slice(0, MOST_TOLD).map(({ where, message }) => ({ code, message: `${where}: ${message}` }));
    const rest = found.length - told.length;
    return rest === 0 ? told : [...told, { code, message: `${rest} more remarks of the kind ${code}` }];
  });
}
