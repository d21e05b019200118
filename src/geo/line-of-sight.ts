import { InputError, requirePositive, requireRange } from "../math/errors.ts";
import { SPEED_OF_LIGHT_MPS } from "../math/physics.ts";
import { EARTH_RADIUS_M } from "./geodesy.ts";

/** What is needed to draw a path: equal lengths, distance from the transmitter. */
export interface TerrainProfilePicture {
  readonly distanceM: Float64Array;
  /** Ground, m above sea level. */
  readonly elevationM: Float64Array;
  /** Ground with what stands on it, m above sea level; absent for bare ground. */
  readonly surfaceM?: Float64Array;
  /** The straight ray between the antennas, bent down by the effective earth's bulge, m above sea level. */
  readonly rayM: Float64Array;
  /** Radius of the first Fresnel zone about the ray, m. */
  readonly fresnelM: Float64Array;
  readonly lineOfSight: boolean;
  /** Least clearance over the path in first Fresnel radii: ≥ 0.6 counts as free, below 0 the ray is cut. */
  readonly fresnelClearance: number;
  /** Terrain, or what stands on it, above the ray, by ridge. */
  readonly obstacles: readonly Obstacle[];
}

/** The highest point, above the ray, of a stretch of ground that rises above it. */
export interface Obstacle {
  readonly distanceM: number;
  readonly elevationM: number;
  /** How far above the ray, m. */
  readonly aboveRayM: number;
}

export interface PathGeometry {
  /** Ground at equal steps from the transmitter to the receiver, m above sea level; three points or more. */
  readonly elevationM: Float64Array;
  /** Ground with what stands on it, the same points: line of sight and clearance are judged on it. Default the ground. */
  readonly surfaceM?: Float64Array;
  /** Length of the whole path, m, > 0. */
  readonly distanceM: number;
  readonly txHeightAglM: number;
  readonly rxHeightAglM: number;
  readonly frequencyHz: number;
  /** Effective earth radius over the true one, > 0; default {@link STANDARD_EARTH_RADIUS_FACTOR}. */
  readonly earthRadiusFactor?: number;
}

/**
 * The standard atmosphere bends rays as if the earth's radius were 4/3 of what it is.
 *
 * @see ITU-R P.530, "diffraction fading", median effective earth radius in the absence of local data
 */
export const STANDARD_EARTH_RADIUS_FACTOR = 4 / 3;

/**
 * The ray, its first Fresnel zone and what stands in its way. The ground is left as it is and the ray is bent: at distances d1
 * and d2 from the ends it sags by d1·d2 / 2ka below the chord.
 *
 * @throws {InputError} `out-of-range` for a bad argument; `missing-terrain` when an elevation is NaN
 * @see ITU-R P.526, first Fresnel ellipsoid: F1 = √(λ·d1·d2 / (d1 + d2))
 */
export function describePath(path: PathGeometry): TerrainProfilePicture {
  checkPath(path);
  const { elevationM, surfaceM, earthRadiusFactor = STANDARD_EARTH_RADIUS_FACTOR } = path;
  const steps = elevationM.length - 1;
  const topM = surfaceM ?? elevationM;
  const wavelengthM = SPEED_OF_LIGHT_MPS / path.frequencyHz;
  const txAmslM = elevationM[0] + path.txHeightAglM;
  const rxAmslM = elevationM[steps] + path.rxHeightAglM;
  const distanceM = new Float64Array(steps + 1);
  const rayM = new Float64Array(steps + 1);
  const fresnelM = new Float64Array(steps + 1);
  let fresnelClearance = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= steps; i++) {
    const d1 = (path.distanceM * i) / steps;
    // From the far end, not as a difference: rounding must not make it negative at the last point
    const d2 = (path.distanceM * (steps - i)) / steps;
    distanceM[i] = d1;
    rayM[i] = txAmslM + ((rxAmslM - txAmslM) * i) / steps - (d1 * d2) / (2 * earthRadiusFactor * EARTH_RADIUS_M);
    fresnelM[i] = Math.sqrt((wavelengthM * d1 * d2) / path.distanceM);
    // At the ends the zone has no width; the antennas' own heights are checked by no one.
    if (i > 0 && i < steps) fresnelClearance = Math.min(fresnelClearance, (rayM[i] - topM[i]) / fresnelM[i]);
  }
  const obstacles = findObstacles(distanceM, topM, rayM);
  const lineOfSight = obstacles.length === 0;
  const bare = { distanceM, elevationM, rayM, fresnelM, lineOfSight, fresnelClearance, obstacles };
  return surfaceM === undefined ? bare : { ...bare, surfaceM };
}

function checkPath(path: PathGeometry): void {
  requirePositive("distanceM", path.distanceM);
  requirePositive("frequencyHz", path.frequencyHz);
  requireRange("txHeightAglM", path.txHeightAglM, 0, 100_000);
  requireRange("rxHeightAglM", path.rxHeightAglM, 0, 100_000);
  if (path.earthRadiusFactor !== undefined) requirePositive("earthRadiusFactor", path.earthRadiusFactor);
  requireRange("elevationM.length", path.elevationM.length, 3, Number.MAX_SAFE_INTEGER);
  const gap = path.elevationM.findIndex((elevation) => !Number.isFinite(elevation));
  if (gap >= 0) {
    const gapM = Math.round((path.distanceM * gap) / (path.elevationM.length - 1));
    throw new InputError({
      code: "missing-terrain",
      where: "elevationM",
      message: `expected an elevation at every point of the path, got none ${gapM} m from the transmitter`,
    });
  }
}

/** One obstacle for each unbroken stretch of ground above the ray. */
function findObstacles(distanceM: Float64Array, elevationM: Float64Array, rayM: Float64Array): Obstacle[] {
  const obstacles: Obstacle[] = [];
  let peak = -1;
  for (let i = 1; i < rayM.length; i++) {
    const above = elevationM[i] > rayM[i];
    if (above && (peak < 0 || elevationM[i] - rayM[i] > elevationM[peak] - rayM[peak])) peak = i;
    const ridgeEnds = peak >= 0 && (!above || i === rayM.length - 1);
    if (!ridgeEnds) continue;
    obstacles.push({
      distanceM: distanceM[peak],
      elevationM: elevationM[peak],
      aboveRayM: elevationM[peak] - rayM[peak],
    });
    peak = -1;
  }
  return obstacles;
}
