import { furthestBetween, type Point, pointsToKeep } from "./simplify-ring.ts";

/** An edge of a simplified ring: from one kept point to the next. */
interface Edge {
  readonly ring: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Rings that bound one region, with fewer points, so that none crosses itself or another: where a simplified edge would, points
 * are put back until it does not.
 *
 * @param rings closed and free of crossings, in units in which neighbouring points are about 1 apart
 * @returns closed rings in the same order
 */
export function simplifyRegion(rings: readonly (readonly Point[])[], tolerance: number): Point[][] {
  const kept = rings.map((ring) => new Set(pointsToKeep(ring, tolerance)));
  // Each round puts points back, and there are only so many: it ends.
  for (;;) {
    const crossing = crossingEdges(rings, edgesOf(kept));
    let changed = false;
    for (const { ring, from, to } of crossing) {
      if (to - from < 2) continue;
      kept[ring].add(furthestBetween(rings[ring], from, to).index);
      changed = true;
    }
    if (!changed) break;
  }
  return rings.map((ring, index) => ascending(kept[index]).map((place) => ring[place]));
}

function ascending(places: ReadonlySet<number>): number[] {
  return [...places].sort((a, b) => a - b);
}

function edgesOf(kept: readonly ReadonlySet<number>[]): Edge[] {
  return kept.flatMap((places, ring) => {
    const order = ascending(places);
    return order.slice(1).map((to, index) => ({ ring, from: order[index], to }));
  });
}

/** Side of the squares into which edges are sorted, so that only near ones are compared. */
const CELL = 4;
/** More cells than any raster is wide, to make one number of two. */
const ROW = 1 << 20;

function crossingEdges(rings: readonly (readonly Point[])[], edges: readonly Edge[]): Set<Edge> {
  const crossing = new Set<Edge>();
  const cells = new Map<number, Edge[]>();
  for (const edge of edges) {
    const [a, b] = endsOf(rings, edge);
    for (let row = cellOf(Math.min(a[1], b[1])); row <= cellOf(Math.max(a[1], b[1])); row++) {
      for (let column = cellOf(Math.min(a[0], b[0])); column <= cellOf(Math.max(a[0], b[0])); column++) {
        const inCell = cells.get(row * ROW + column);
        if (!inCell) {
          cells.set(row * ROW + column, [edge]);
          continue;
        }
        for (const other of inCell) {
          if (areNeighbours(rings, edge, other) || !cross(a, b, ...endsOf(rings, other))) continue;
          crossing.add(edge).add(other);
        }
        inCell.push(edge);
      }
    }
  }
  return crossing;
}

function cellOf(value: number): number {
  return Math.floor(value / CELL);
}

function endsOf(rings: readonly (readonly Point[])[], { ring, from, to }: Edge): [Point, Point] {
  return [rings[ring][from], rings[ring][to]];
}

/** Edges that share a point of their ring; its first point is its last as well. */
function areNeighbours(rings: readonly (readonly Point[])[], one: Edge, other: Edge): boolean {
  if (one.ring !== other.ring) return false;
  const last = rings[one.ring].length - 1;
  return [one.from - other.to, other.from - one.to].some((step) => step === 0 || step === -last);
}

/** Whether two stretches meet; touching counts. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

/** Above zero where a point lies left of a line, below zero on its right. */
function side([x0, y0]: Point, [x1, y1]: Point, [x, y]: Point): number {
  return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
}
