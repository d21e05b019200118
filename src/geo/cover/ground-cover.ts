import type { Building, HeightSource } from "../buildings/building.ts";
import type { DegreeBounds } from "../geodesy.ts";
import { latticeBounds } from "../grid.ts";
import { buildCover, type CoverRequest, type CoverWarning } from "./build-cover.ts";
import type { ClassSources } from "./class-map.ts";
import type { CoverGrid } from "./cover-grid.ts";
import { boundsWithin } from "./sources.ts";

/** What stands on the ground of an area: as heights, as classes, and as figures for people. */
export interface GroundCover {
  /** Null where nothing stands. */
  readonly grid: CoverGrid | null;
  /** The class of any place. */
  readonly classes: ClassSources;
  readonly summary: GroundSummary;
}

/** What is known of the ground besides its elevations. */
export interface GroundSummary {
  readonly buildings: {
    readonly files: readonly string[];
    /** Whom the files name as their source, or their licence. */
    readonly attributions: readonly string[];
    /** In the area. */
    readonly count: number;
    /** How many heights are said, how many counted in storeys, how many taken by default. */
    readonly heights: Readonly<Record<HeightSource, number>>;
    /** 0 without buildings. */
    readonly highestM: number;
  };
  readonly landCover: { readonly files: readonly string[] };
  readonly surface: { readonly files: readonly string[] };
  /** Clutter polygons. */
  readonly clutterAreas: number;
  /** Of the grid of heights. */
  readonly cells: number;
  /** Size of a cell from south to north, m; 0 without cells. */
  readonly cellM: number;
}

export interface GroundRequest extends CoverRequest {
  /** The files that were read, as the user names them. */
  readonly files: Pick<GroundSummary["buildings"], "files" | "attributions">;
}

/**
 * Puts what stands on an area's ground together.
 *
 * @returns null when there is no source at all
 * @throws {InputError} as `buildCover`
 */
export function coverGround(request: GroundRequest): {
  readonly ground: GroundCover | null;
  readonly warnings: readonly CoverWarning[];
} {
  const { sources, elevation, files } = request;
  const { buildings, surface, landCover, classes, areas } = sources;
  const isEmpty = buildings.length + surface.length + landCover.length + areas.length === 0;
  if (isEmpty) return { ground: null, warnings: [] };
  const { cover, cellM, warnings } = buildCover(request);
  const summary = {
    buildings: { ...files, ...countBuildings(buildings, latticeBounds(elevation)) },
    landCover: { files: landCover.map(({ name }) => name) },
    surface: { files: surface.map(({ name }) => name) },
    clutterAreas: areas.length,
    cells: cover === null ? 0 : cover.width * cover.height,
    cellM,
  };
  return { ground: { grid: cover, classes: { landCover, classes, areas }, summary }, warnings };
}

function countBuildings(buildings: readonly Building[], area: DegreeBounds) {
  const heights = { height: 0, levels: 0, default: 0 };
  let count = 0;
  let highestM = 0;
  for (const { bounds, heightSource, heightM } of buildings) {
    if (boundsWithin(bounds, area) === null) continue;
    count++;
    heights[heightSource]++;
    highestM = Math.max(highestM, heightM);
  }
  return { count, heights, highestM };
}
