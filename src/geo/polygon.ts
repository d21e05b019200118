import { area } from "@turf/turf";

/** A closed ring of longitude–latitude positions, degrees; the last equals the first. */
export type Ring = readonly (readonly number[])[];
/** Outer ring, then holes. */
export type PolygonRings = readonly Ring[];
/** GeoJSON's MultiPolygon coordinates. */
export type MultiPolygonRings = readonly PolygonRings[];

/** What is wrong with a polygon's outline. */
export type OutlineFault =
  /** Two edges meet where they must not, near this place. */
  | { readonly kind: "crossing"; readonly ring: number; readonly longitudeDeg: number; readonly latitudeDeg: number }
  /** So many edges lie beside each other that the test was given up. */
  | { readonly kind: "too-complex"; readonly edges: number };

/** Effort at most, in pairs of edges passed over by their boxes: about a second. A coastline of 50,000 points needs a fiftieth. */
const MAX_EFFORT = 1e8;
/** A pair whose boxes overlap costs about so many that do not. */
const EFFORT_OF_TEST = 50;

/**
 * Area on a sphere of the earth's mean radius, holes taken off.
 *
 * @returns km²; differs from the ellipsoid's by less than 0.6 %
 */
export function polygonAreaKm2(polygon: PolygonRings): number {
  const coordinates = polygon.map((ring) => ring.map((position) => [...position]));
  return area({ type: "Polygon", coordinates }) / 1e6;
}

/**
 * Whether a place lies in one of the polygons and not in its holes; edges are taken as straight in longitude and latitude.
 * A point on an outline may fall on either side.
 */
export function isInMultiPolygon(polygons: MultiPolygonRings, longitudeDeg: number, latitudeDeg: number): boolean {
  for (const polygon of polygons) {
    let inside = false;
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i++) {
        const [x0, y0] = ring[i - 1];
        const [x1, y1] = ring[i];
        // Half-open in latitude, so that a vertex at the point's own height is counted once.
        if (y0 > latitudeDeg !== y1 > latitudeDeg && longitudeDeg < x0 + ((latitudeDeg - y0) / (y1 - y0)) * (x1 - x0)) {
          inside = !inside;
        }
      }
    }
    if (inside) return true;
  }
  return false;
}

/**
 * Finds the first place where a polygon's outline crosses, touches or retraces itself, or where two of its rings cross.
 * Rings may touch each other in a point, as RFC 7946 and the OGC's simple features allow.
 *
 * Edges are sorted along the longer side of the polygon's box and only those that overlap there are compared; turf's `kinks`
 * compares all pairs, which takes minutes on a coastline, and does not see an edge that runs back on another.
 *
 * @returns null when the outline is sound
 */
export function findOutlineFault(polygon: PolygonRings): OutlineFault | null {
  const edges = polygon.flatMap((ring, index) => ringEdges(ring, index));
  const along = extent(edges, 0) >= extent(edges, 1) ? 0 : 1;
  const across = along === 0 ? 1 : 0;
  edges.sort((a, b) => Math.min(a.from[along], a.to[along]) - Math.min(b.from[along], b.to[along]));
  const start = Float64Array.from(edges, ({ from, to }) => Math.min(from[along], to[along]));
  const end = Float64Array.from(edges, ({ from, to }) => Math.max(from[along], to[along]));
  const low = Float64Array.from(edges, ({ from, to }) => Math.min(from[across], to[across]));
  const high = Float64Array.from(edges, ({ from, to }) => Math.max(from[across], to[across]));

  let effort = 0;
  for (let i = 0; i < edges.length; i++) {
    for (let j = i + 1; j < edges.length && start[j] <= end[i]; j++) {
      if (++effort > MAX_EFFORT) return { kind: "too-complex", edges: edges.length };
      if (low[j] > high[i] || high[j] < low[i]) continue;
      effort += EFFORT_OF_TEST;
      if (clash(edges[i], edges[j])) {
        const [longitudeDeg, latitudeDeg] = meetingPoint(edges[i], edges[j]);
        return { kind: "crossing", ring: edges[i].ring, longitudeDeg, latitudeDeg };
      }
    }
  }
  return null;
}

function extent(edges: readonly Edge[], axis: 0 | 1): number {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { from } of edges) {
    min = Math.min(min, from[axis]);
    max = Math.max(max, from[axis]);
  }
  return max - min;
}

interface Edge {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly ring: number;
  /** Place in the ring, and the number of edges there, to know neighbours. */
  readonly index: number;
  readonly count: number;
}

/** The ring's edges; repeated positions are passed over. */
function ringEdges(ring: Ring, ringIndex: number): Edge[] {
  const corners = ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1][0] || p[1] !== ring[i - 1][1]);
  const count = corners.length - 1;
  return corners
    .slice(1)
    .map((to, index) => ({ from: corners[index], to, ring: ringIndex, index, count }) satisfies Edge);
}

function clash(a: Edge, b: Edge): boolean {
  const b0 = side(a, b.from);
  const b1 = side(a, b.to);
  const a0 = side(b, a.from);
  const a1 = side(b, a.to);
  if (a.ring !== b.ring) return b0 * b1 < 0 && a0 * a1 < 0;
  const step = Math.abs(a.index - b.index);
  if (step === 1 || step === a.count - 1) return b0 === 0 && b1 === 0 && runsBack(a, b);
  if (b0 === 0 && b1 === 0) return inBox(a, b.from) || inBox(a, b.to) || inBox(b, a.from);
  return b0 * b1 <= 0 && a0 * a1 <= 0;
}

/** Which side of the edge's line a position lies on: −1, 0 or 1. */
function side(edge: Edge, [x, y]: readonly number[]): number {
  const [x0, y0] = edge.from;
  const [x1, y1] = edge.to;
  return Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
}

function runsBack(a: Edge, b: Edge): boolean {
  const along = (a.to[0] - a.from[0]) * (b.to[0] - b.from[0]) + (a.to[1] - a.from[1]) * (b.to[1] - b.from[1]);
  return along < 0;
}

function inBox({ from, to }: Edge, [x, y]: readonly number[]): boolean {
  return (
    x >= Math.min(from[0], to[0]) &&
    x <= Math.max(from[0], to[0]) &&
    y >= Math.min(from[1], to[1]) &&
    y <= Math.max(from[1], to[1])
  );
}

/** Where two clashing edges meet: good enough to show. */
function meetingPoint(a: Edge, b: Edge): readonly number[] {
  const ax = a.to[0] - a.from[0];
  const ay = a.to[1] - a.from[1];
  const bx = b.to[0] - b.from[0];
  const by = b.to[1] - b.from[1];
  const determinant = ax * by - ay * bx;
  if (determinant === 0) return b.from;
  const t = ((b.from[0] - a.from[0]) * by - (b.from[1] - a.from[1]) * bx) / determinant;
  return [a.from[0] + t * ax, a.from[1] + t * ay];
}
