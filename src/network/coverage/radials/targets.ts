import { EARTH_RADIUS_M, haversineM, METRES_PER_DEGREE } from "../../../geo/geodesy.ts";
import type { CoverageTask } from "../task.ts";

const DEG = Math.PI / 180;

/**
 * Directions in which the sweep walks: so many that at the radius two radials lie this many pixels (or profile steps, if those
 * are longer) apart. Measured on the reference rasters, closer radials hardly change the error, since each pixel takes the
 * terrain next to it from its own line.
 */
const RADIAL_SPACING = 1;
/** Under the antenna there is no path: whoever stands nearer than this is served as from here. */
export const NEAREST_M = 1;
/** Radials are handled in groups of this many: terrain irregularity is computed on a group's first radial and interpolated. */
export const RADIALS_PER_GROUP = 8;

/**
 * The places of a task, sorted by the radial that they lie next to. "Next to" is meant on the map plane (degrees, longitudes
 * shrunk by the site's latitude), where profiles are straight.
 */
export interface Targets {
  /** A multiple of `RADIALS_PER_GROUP`; radial r points r/radialCount of a turn from east towards north. */
  readonly radialCount: number;
  /** First and one past last group of this task's sector. */
  readonly groupFrom: number;
  readonly groupTo: number;
  /** Index into `order` of each radial's first target; has one more entry than the sector has radials. */
  readonly start: Int32Array;
  /** Targets by radial: post row·width + column, or width·height + demand index. */
  readonly order: Int32Array;
  readonly plane: MapPlane;
}

/** Map-plane coordinates and great-circle distances of the window's posts, by column and row. */
export interface MapPlane {
  /** East of the site, m on the plane, by column. */
  readonly eastM: Float64Array;
  /** North of the site, m on the plane, by row. */
  readonly northM: Float64Array;
  /** sin²(Δλ/2) by column; sin²(Δφ/2) and cos φ·cos φ_site by row: what the haversine formula needs. */
  readonly lonTerm: Float64Array;
  readonly latTerm: Float64Array;
  readonly cosTerm: Float64Array;
  /** Metres on the plane per degree of longitude. */
  readonly metresPerLonDeg: number;
  readonly metresPerLatDeg: number;
}

export function createMapPlane({ site, window }: CoverageTask): MapPlane {
  const metresPerLonDeg = METRES_PER_DEGREE * Math.cos(site.latitudeDeg * DEG);
  const eastM = new Float64Array(window.width);
  const lonTerm = new Float64Array(window.width);
  for (let column = 0; column < window.width; column++) {
    const dLonDeg = window.westDeg + column * window.lonStepDeg - site.longitudeDeg;
    eastM[column] = dLonDeg * metresPerLonDeg;
    lonTerm[column] = Math.sin((dLonDeg * DEG) / 2) ** 2;
  }
  const northM = new Float64Array(window.height);
  const latTerm = new Float64Array(window.height);
  const cosTerm = new Float64Array(window.height);
  for (let row = 0; row < window.height; row++) {
    const latDeg = window.northDeg - row * window.latStepDeg;
    northM[row] = (latDeg - site.latitudeDeg) * METRES_PER_DEGREE;
    latTerm[row] = Math.sin(((latDeg - site.latitudeDeg) * DEG) / 2) ** 2;
    cosTerm[row] = Math.cos(latDeg * DEG) * Math.cos(site.latitudeDeg * DEG);
  }
  return { eastM, northM, lonTerm, latTerm, cosTerm, metresPerLonDeg, metresPerLatDeg: METRES_PER_DEGREE };
}

/** Great-circle distance for a haversine h = sin²(δ/2): 2R·asin √h, by its series, exact to 1e-9 up to 500 km. */
export function distanceOfHaversineM(h: number): number {
  return 2 * EARTH_RADIUS_M * Math.sqrt(h) * (1 + h * (1 / 6 + h * (3 / 40 + h * (15 / 336))));
}

/** Sorts the places within the radius of the task's sector by radial. */
export function sortTargets(task: CoverageTask): Targets {
  const { window, radiusM, stepM, site, demand, sector } = task;
  const { width, height } = window;
  const plane = createMapPlane(task);
  const pixelM = window.latStepDeg * METRES_PER_DEGREE;
  const groups = Math.max(
    8,
    Math.ceil((2 * Math.PI * radiusM) / (RADIAL_SPACING * Math.max(stepM, pixelM) * RADIALS_PER_GROUP)),
  );
  const radialCount = groups * RADIALS_PER_GROUP;
  const groupFrom = Math.floor((groups * sector.index) / sector.count);
  const groupTo = Math.floor((groups * (sector.index + 1)) / sector.count);
  const firstRadial = groupFrom * RADIALS_PER_GROUP;
  const lastRadial = groupTo * RADIALS_PER_GROUP;
  const posts = width * height;

  const radialOf = new Int32Array(posts + demand.longitudeDeg.length).fill(-1);
  const start = new Int32Array(lastRadial - firstRadial + 1);
  const { eastM, northM, lonTerm, latTerm, cosTerm } = plane;
  const limit = Math.sin(radiusM / (2 * EARTH_RADIUS_M)) ** 2;
  for (let row = 0; row < height; row++) {
    const north = northM[row];
    const lat = latTerm[row];
    const cos = cosTerm[row];
    for (let column = 0; column < width; column++) {
      const haversine = lat + cos * lonTerm[column];
      if (haversine > limit) continue;
      const radial = nearestRadial(eastM[column], north, radialCount);
      if (radial < firstRadial || radial >= lastRadial) continue;
      radialOf[row * width + column] = radial - firstRadial;
      start[radial - firstRadial + 1]++;
    }
  }
  for (let i = 0; i < demand.longitudeDeg.length; i++) {
    const lonDeg = demand.longitudeDeg[i];
    const latDeg = demand.latitudeDeg[i];
    const distanceM = haversineM(site.longitudeDeg, site.latitudeDeg, lonDeg, latDeg);
    if (!(distanceM <= radiusM)) continue;
    const east = (lonDeg - site.longitudeDeg) * plane.metresPerLonDeg;
    const radial = nearestRadial(east, (latDeg - site.latitudeDeg) * plane.metresPerLatDeg, radialCount);
    if (radial < firstRadial || radial >= lastRadial) continue;
    radialOf[posts + i] = radial - firstRadial;
    start[radial - firstRadial + 1]++;
  }

  for (let r = 1; r < start.length; r++) start[r] += start[r - 1];
  const order = new Int32Array(start[start.length - 1]);
  const next = start.slice();
  for (let target = 0; target < radialOf.length; target++) {
    const radial = radialOf[target];
    if (radial >= 0) order[next[radial]++] = target;
  }
  return { radialCount, groupFrom, groupTo, start, order, plane };
}

/** The radial whose direction is nearest to (east, north). */
function nearestRadial(east: number, north: number, radialCount: number): number {
  const turn = turnOf(east, north);
  const radial = Math.floor(turn * radialCount + 0.5);
  return radial >= radialCount ? radial - radialCount : radial;
}

/**
 * Direction from east towards north, in turns, 0 ≤ t ≤ 1, to 1e-6 of a turn: Math.atan2 would cost as much as the rest of the
 * sort. The polynomial is the minimax one for atan on [0, 1] (Abramowitz & Stegun 4.4.49).
 */
function turnOf(east: number, north: number): number {
  const ax = Math.abs(east);
  const ay = Math.abs(north);
  const q = ax > ay ? ay / ax : ax / (ay || 1);
  const s = q * q;
  let angle = q * (0.999866 + s * (-0.3302995 + s * (0.180141 + s * (-0.085133 + s * 0.0208351)))) * (0.5 / Math.PI);
  if (ay >= ax) angle = 0.25 - angle;
  if (east < 0) angle = 0.5 - angle;
  return north < 0 ? (angle === 0 ? 0 : 1 - angle) : angle;
}
