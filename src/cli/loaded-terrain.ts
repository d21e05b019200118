import type { GroundCover } from "../geo/cover/ground-cover.ts";
import type { Disc } from "../geo/discs.ts";
import type { ElevationGrid } from "../geo/grid.ts";
import { findModel } from "../link/propagation/registry.ts";
import { loadElevation } from "../runtime/node/elevation.ts";
import { loadGroundCover } from "../runtime/node/ground-cover.ts";
import type { GroundFiles } from "../runtime/node/scenario-files.ts";
import type { Scenario } from "../scenario/scenario.ts";

export interface TerrainRequest {
  readonly scenario: Scenario;
  readonly groundFiles: GroundFiles;
  /** Where terrain is needed. */
  readonly discs: readonly Disc[];
  readonly flatTerrain: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A scenario's elevations, and what stands on them. */
export interface LoadedTerrain {
  readonly elevation: ElevationGrid;
  readonly ground: GroundCover | null;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** Reads the files of a scenario's ground. */
export async function loadScenarioTerrain(request: TerrainRequest): Promise<LoadedTerrain> {
  const { scenario, groundFiles, discs, flatTerrain, signal, onProgress } = request;
  // A model that reads no terrain needs none; the maps still want a grid to lie on.
  const needless = !findModel(scenario.propagation.model).usesTerrain && groundFiles.elevation.length === 0;
  const files = Object.values(groundFiles).flat().length;
  const terrain = await loadElevation(groundFiles.elevation, discs, {
    flatTerrain: flatTerrain || needless,
    signal,
    onProgress: (done) => onProgress?.(done, files),
  });
  const { ground, warnings } = await loadGroundCover({
    files: groundFiles,
    buildings: scenario.buildings,
    clutter: scenario.clutter,
    classes: scenario.terrain.landCoverClasses,
    elevation: terrain.grid,
    discs,
    signal,
    onProgress: (done) => onProgress?.(groundFiles.elevation.length + done, files),
  });
  return { elevation: terrain.grid, ground, warnings: [...terrain.warnings, ...warnings] };
}
