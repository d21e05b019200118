import type { ElevationGrid, Lattice } from "../../src/geo/grid.ts";
import type { Obstacle, TerrainProfilePicture } from "../../src/geo/line-of-sight.ts";

/**
 * Invented ground for the sample plan: a coast in the west, hills inland, a corner taken as flat and a corner without terrain.
 * East and north are kilometres from the south-western post, on a plane: good enough for a picture, and easy to follow by hand.
 */
export const EAST_KM_PER_DEG = 79.5;
export const NORTH_KM_PER_DEG = 111.2;
const LATTICE: Lattice = {
  width: 220,
  height: 170,
  westDeg: 8,
  northDeg: 44.6,
  lonStepDeg: 0.0025,
  latStepDeg: 0.002,
};
const SOUTH_DEG = LATTICE.northDeg - (LATTICE.height - 1) * LATTICE.latStepDeg;
const EFFECTIVE_EARTH_RADIUS_M = (6_371_000 * 4) / 3;
const PROFILE_STEP_M = 500;

export interface Place {
  readonly eastKm: number;
  readonly northKm: number;
}

/** East, north (km), height (m), spread (km). */
const HILLS: readonly (readonly [number, number, number, number])[] = [
  [14, 10, 320, 2.5],
  [20, 22, 420, 3],
  [28, 12, 260, 2],
  [10, 26, 240, 2.2],
  [30, 28, 520, 3.5],
  [23, 6, 180, 1.6],
  [17, 30, 200, 1.8],
  [33, 18, 300, 2.6],
  [24, 17, 190, 1.2],
  [12, 16, 140, 1.1],
];

function groundM({ eastKm, northKm }: Place): number {
  if (eastKm > 40 && northKm < 8) return Number.NaN;
  if (isAssumedFlat({ eastKm, northKm })) return 0;
  const inlandKm = eastKm - (5 + 2 * Math.sin(northKm / 5));
  if (inlandKm <= 0) return 0;
  let heightM = 9 * inlandKm + 14 * Math.sin(eastKm * 1.9) * Math.sin(northKm * 1.6) + 7 * Math.sin(northKm * 4.1);
  for (const [hillEast, hillNorth, hillM, spreadKm] of HILLS) {
    const squared = (eastKm - hillEast) ** 2 + (northKm - hillNorth) ** 2;
    // Four spreads away a hill is lower than two decimetres: leaving it out halves the time.
    if (squared < 16 * spreadKm * spreadKm) heightM += hillM * Math.exp(-squared / (2 * spreadKm * spreadKm));
  }
  return Math.max(1, heightM * Math.min(1, inlandKm / 2));
}

function isAssumedFlat({ eastKm, northKm }: Place): boolean {
  return eastKm > 36 && northKm > 27;
}

export function placeOf(longitudeDeg: number, latitudeDeg: number): Place {
  return {
    eastKm: (longitudeDeg - LATTICE.westDeg) * EAST_KM_PER_DEG,
    northKm: (latitudeDeg - SOUTH_DEG) * NORTH_KM_PER_DEG,
  };
}

export function positionOf({ eastKm, northKm }: Place): { longitudeDeg: number; latitudeDeg: number } {
  return {
    longitudeDeg: LATTICE.westDeg + eastKm / EAST_KM_PER_DEG,
    latitudeDeg: SOUTH_DEG + northKm / NORTH_KM_PER_DEG,
  };
}

export function sampleElevation(): ElevationGrid {
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = LATTICE;
  const data = new Float32Array(width * height);
  const assumedFlat = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const place = placeOf(westDeg + column * lonStepDeg, northDeg - row * latStepDeg);
      data[row * width + column] = groundM(place);
      assumedFlat[row * width + column] = isAssumedFlat(place) ? 1 : 0;
    }
  }
  const sources = [{ name: "terrain/invented.hgt", format: "hgt", stepArcSeconds: 9 }] as const;
  return { ...LATTICE, data, sources, filledVoids: 12, assumedFlat };
}

export function distanceBetweenM(from: Place, to: Place): number {
  return 1000 * Math.hypot(to.eastKm - from.eastKm, to.northKm - from.northKm);
}

export interface PathEnds {
  readonly from: Place;
  readonly fromHeightM: number;
  readonly to: Place;
  readonly toHeightM: number;
  readonly frequencyHz: number;
}

export function samplePath(ends: PathEnds): TerrainProfilePicture {
  const { from, to, frequencyHz } = ends;
  const lengthM = distanceBetweenM(from, to);
  const steps = Math.max(2, Math.ceil(lengthM / PROFILE_STEP_M));
  const distanceM = new Float64Array(steps + 1);
  const elevationM = new Float64Array(steps + 1);
  const rayM = new Float64Array(steps + 1);
  const fresnelM = new Float64Array(steps + 1);
  const startM = groundM(from) + ends.fromHeightM;
  const endM = groundM(to) + ends.toHeightM;
  const obstacles: Obstacle[] = [];
  let fresnelClearance = Number.POSITIVE_INFINITY;
  let rising = false;
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const nearM = t * lengthM;
    const farM = lengthM - nearM;
    distanceM[i] = nearM;
    elevationM[i] = groundM({
      eastKm: from.eastKm + t * (to.eastKm - from.eastKm),
      northKm: from.northKm + t * (to.northKm - from.northKm),
    });
    rayM[i] = startM + t * (endM - startM) - (nearM * farM) / (2 * EFFECTIVE_EARTH_RADIUS_M);
    fresnelM[i] = Math.sqrt(((299_792_458 / frequencyHz) * nearM * farM) / lengthM);
    if (i === 0 || i === steps) continue;
    const clearanceM = rayM[i] - elevationM[i];
    fresnelClearance = Math.min(fresnelClearance, clearanceM / fresnelM[i]);
    if (clearanceM >= 0) rising = false;
    else {
      const obstacle = { distanceM: nearM, elevationM: elevationM[i], aboveRayM: -clearanceM };
      if (!rising) obstacles.push(obstacle);
      else if (obstacle.aboveRayM > obstacles[obstacles.length - 1].aboveRayM)
        obstacles[obstacles.length - 1] = obstacle;
      rising = true;
    }
  }
  const lineOfSight = obstacles.length === 0;
  return { distanceM, elevationM, rayM, fresnelM, lineOfSight, fresnelClearance, obstacles };
}

/** Free space, a fixed 18 dB of clutter, and one knife edge for the worst clearance (ITU-R P.526, the J(ν) approximation). */
export function sampleLossDb(ends: PathEnds): number {
  const lengthM = Math.max(50, distanceBetweenM(ends.from, ends.to));
  const freeSpaceDb = 20 * Math.log10((4 * Math.PI * lengthM * ends.frequencyHz) / 299_792_458);
  const nu = -Math.SQRT2 * samplePath(ends).fresnelClearance;
  const edgeDb = nu > -0.78 ? 6.9 + 20 * Math.log10(Math.hypot(nu - 0.1, 1) + nu - 0.1) : 0;
  return freeSpaceDb + 18 + edgeDb;
}
