import { METRES_PER_DEGREE } from "./geodesy.ts";
import { isInMultiPolygon, type MultiPolygonRings, type PolygonRings, polygonAreaKm2 } from "./polygon.ts";

/** Points that stand for an area. */
export interface AreaSamples {
  readonly longitudeDeg: Float64Array;
  readonly latitudeDeg: Float64Array;
  /** Area each point stands for; their sum is the area of the polygons. */
  readonly cellKm2: Float64Array;
}

/** Nearer to the poles columns would grow without limit; 89.4° of latitude. */
const MIN_COSINE = 0.01;

/**
 * Puts points into an area on a lattice of `gridM`, centred on the area's box, columns spaced for its middle latitude.
 * A polygon too small to catch a point of the lattice gets one point inside it. The order is by polygon, then from the north,
 * then from the west, and depends on nothing but the arguments.
 *
 * @param polygons closed rings, degrees; polygons must not overlap (each is sampled by itself)
 * @param gridM spacing of the points, m, > 0
 */
export function sampleArea(polygons: MultiPolygonRings, gridM: number): AreaSamples {
  const box = boundsOf(polygons);
  const latStepDeg = gridM / METRES_PER_DEGREE;
  const middleDeg = (box.south + box.north) / 2;
  const lonStepDeg = latStepDeg / Math.max(MIN_COSINE, Math.cos((middleDeg * Math.PI) / 180));
  const rows = Math.max(1, Math.round((box.north - box.south) / latStepDeg));
  const columns = Math.max(1, Math.round((box.east - box.west) / lonStepDeg));
  const northDeg = middleDeg + ((rows - 1) / 2) * latStepDeg;
  const westDeg = (box.west + box.east) / 2 - ((columns - 1) / 2) * lonStepDeg;

  const longitudes: number[] = [];
  const latitudes: number[] = [];
  const areas: number[] = [];
  for (const polygon of polygons) {
    const first = longitudes.length;
    const own = boundsOf([polygon]);
    const firstRow = Math.max(0, Math.floor((northDeg - own.north) / latStepDeg));
    const lastRow = Math.min(rows - 1, Math.ceil((northDeg - own.south) / latStepDeg));
    for (let row = firstRow; row <= lastRow; row++) {
      const latitude = northDeg - row * latStepDeg;
      const crossings = crossingsAt(polygon, latitude);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const from = Math.max(0, Math.ceil((crossings[pair] - westDeg) / lonStepDeg));
        for (let column = from; column < columns; column++) {
          const longitude = westDeg + column * lonStepDeg;
          if (longitude >= crossings[pair + 1]) break;
          longitudes.push(longitude);
          latitudes.push(latitude);
        }
      }
    }
    if (longitudes.length === first) {
      const [longitude, latitude] = pointInside(polygon);
      longitudes.push(longitude);
      latitudes.push(latitude);
    }
    shareArea(polygon, latitudes, first, areas);
  }
  return {
    longitudeDeg: Float64Array.from(longitudes),
    latitudeDeg: Float64Array.from(latitudes),
    cellKm2: Float64Array.from(areas),
  };
}

/**
 * About how many points {@link sampleArea} gives, without making them: to refuse a grid that is far too fine. Rows count too, as
 * each costs work even where a sliver of an area catches no point on it.
 */
export function estimateSamples(polygons: MultiPolygonRings, gridM: number): number {
  const { south, north } = boundsOf(polygons);
  const areaM2 = polygons.reduce((sum, polygon) => sum + polygonAreaKm2(polygon), 0) * 1e6;
  return Math.max(areaM2 / gridM ** 2, ((north - south) * METRES_PER_DEGREE) / gridM, polygons.length);
}

/** Divides the polygon's area among its points: cells shrink with the cosine of latitude, as columns are equally spaced. */
function shareArea(polygon: PolygonRings, latitudes: readonly number[], first: number, areas: number[]): void {
  let sum = 0;
  for (let i = first; i < latitudes.length; i++) sum += Math.cos((latitudes[i] * Math.PI) / 180);
  const perCosine = polygonAreaKm2(polygon) / sum;
  for (let i = first; i < latitudes.length; i++) areas.push(perCosine * Math.cos((latitudes[i] * Math.PI) / 180));
}

/** Longitudes where the rings cross a parallel, ascending: inside lies between the first and second, third and fourth, … */
function crossingsAt(polygon: PolygonRings, latitude: number): number[] {
  const crossings: number[] = [];
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1];
      const [x1, y1] = ring[i];
      if (y0 > latitude !== y1 > latitude) crossings.push(x0 + ((latitude - y0) / (y1 - y0)) * (x1 - x0));
    }
  }
  return crossings.sort((a, b) => a - b);
}

/**
 * A point inside a polygon: the middle of the widest stretch along a parallel that meets no corner. An outline without area gives
 * its first corner.
 */
function pointInside(polygon: PolygonRings): readonly [number, number] {
  const levels = [...new Set(polygon.flatMap((ring) => ring.map(([, latitude]) => latitude)))].sort((a, b) => a - b);
  const middle = (levels[0] + levels[levels.length - 1]) / 2;
  const above = levels.findIndex((level) => level > middle);
  const latitude = above > 0 ? (levels[above - 1] + levels[above]) / 2 : middle;
  const crossings = crossingsAt(polygon, latitude);
  let best: readonly [number, number] = [polygon[0][0][0], polygon[0][0][1]];
  let widest = 0;
  for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
    const width = crossings[pair + 1] - crossings[pair];
    const longitude = (crossings[pair] + crossings[pair + 1]) / 2;
    if (width > widest && isInMultiPolygon([polygon], longitude, latitude)) {
      widest = width;
      best = [longitude, latitude];
    }
  }
  return best;
}

function boundsOf(polygons: MultiPolygonRings): { west: number; south: number; east: number; north: number } {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const polygon of polygons) {
    for (const [longitude, latitude] of polygon[0]) {
      box.west = Math.min(box.west, longitude);
      box.east = Math.max(box.east, longitude);
      box.south = Math.min(box.south, latitude);
      box.north = Math.max(box.north, latitude);
    }
  }
  return box;
}
