import { KNOWN_PATH_TERM_M2 } from "./constants.ts";

/** Ground under a path at equal steps, from the transmitter to the receiver. */
export interface ElevationProfile {
  /** Above sea level, m; entries 0 … `steps` are read, the array may be longer. */
  readonly elevationM: Float64Array;
  /** How many steps there are, ≥ 1. */
  readonly steps: number;
  readonly resolutionM: number;
}

/**
 * What the model knows of one path: a record that is filled step by step and used again for the next path, so that a path
 * costs no allocation. Arrays hold the transmitter at 0 and the receiver at 1.
 */
export interface PathGeometry {
  distanceM: number;
  /** Antennas above the ground they stand on. */
  readonly structuralHeightsM: Float64Array;
  /** Antennas above the terrain that dominates at their end. */
  readonly effectiveHeightsM: Float64Array;
  readonly horizonDistancesM: Float64Array;
  /** Elevation angles of the horizons as seen from the antennas. */
  readonly horizonAnglesRad: Float64Array;
  /** Interdecile range of the terrain about its own slope, as it would be on a very long path (Δh). */
  terrainIrregularityM: number;
  /** Term of the diffraction's height ratio for low antennas, m²: see `KNOWN_PATH_TERM_M2`. */
  lowAntennaTermM2: number;
  surfaceRefractivityN: number;
  effectiveEarthRadiusM: number;
  /** Sum of both horizon distances (d_L). */
  horizonsM: number;
  /** The same over a smooth earth (d_Ls). */
  smoothHorizonsM: number;
  /** Angular distance up to the horizons (θ_los, negative for a path beyond them over rising ground). */
  lineOfSightAngleRad: number;
  /** Diffraction loss over distance, as a line far beyond the horizons. */
  diffractionSlopeDbPerM: number;
  diffractionInterceptDb: number;
}

/** Which of its three regimes the model found the path in. */
export type ItmPropagationMode = "line_of_sight" | "diffraction" | "troposcatter";

/** The names of `ItmOutput.propagationMode`. */
export const ITM_PROPAGATION_MODES: readonly ItmPropagationMode[] = ["line_of_sight", "diffraction", "troposcatter"];

export const LINE_OF_SIGHT = 0;
export const DIFFRACTION = 1;
export const TROPOSCATTER = 2;

/** A path and what came out for it. */
export interface ItmOutput extends PathGeometry {
  /** Index in `ITM_PROPAGATION_MODES`. */
  propagationMode: number;
  /** Flags of `ITM_WARNING`. */
  warningBits: number;
  /** Attenuation relative to free space before variability. */
  referenceAttenuationDb: number;
  freeSpaceLossDb: number;
  /** Basic transmission loss at the chosen percentages. */
  lossDb: number;
}

/** An empty record for `itmPointToPoint` or `itmArea`, to be used for any number of paths. */
export function createItmOutput(): ItmOutput {
  return {
    distanceM: Number.NaN,
    structuralHeightsM: new Float64Array(2),
    effectiveHeightsM: new Float64Array(2),
    horizonDistancesM: new Float64Array(2),
    horizonAnglesRad: new Float64Array(2),
    terrainIrregularityM: Number.NaN,
    lowAntennaTermM2: KNOWN_PATH_TERM_M2,
    surfaceRefractivityN: Number.NaN,
    effectiveEarthRadiusM: Number.NaN,
    horizonsM: Number.NaN,
    smoothHorizonsM: Number.NaN,
    lineOfSightAngleRad: Number.NaN,
    diffractionSlopeDbPerM: Number.NaN,
    diffractionInterceptDb: Number.NaN,
    propagationMode: 0,
    warningBits: 0,
    referenceAttenuationDb: Number.NaN,
    freeSpaceLossDb: Number.NaN,
    lossDb: Number.NaN,
  };
}
