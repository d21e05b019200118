/** A point in whatever plane the ring lies in. */
export type Point = readonly [number, number];

/** Twice the area that a ring encloses, positive when it runs counter-clockwise with y upwards. */
export function doubleSignedArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum;
}

/**
 * Which points of a closed ring to keep so that none that is left out lies further than `tolerance` from what is drawn.
 *
 * @param ring closed (last point equals the first), four points or more
 * @returns indices, ascending, the first and the last point's among them; all of them where less than a triangle would be left
 * @see D. Douglas and T. Peucker, "Algorithms for the reduction of the number of points required to represent a digitized line or
 *   its caricature", Cartographica 10 (1973)
 */
export function pointsToKeep(ring: readonly Point[], tolerance: number): number[] {
  // A ring has no ends: the point furthest from the first serves as the other one.
  const far = furthestBetween(ring, 0, ring.length - 1).index;
  const keep = new Set([0, far, ring.length - 1]);
  const spans: (readonly [number, number])[] = [
    [0, far],
    [far, ring.length - 1],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    if (to - from < 2) continue;
    const { index, distance } = furthestBetween(ring, from, to);
    if (distance <= tolerance) continue;
    keep.add(index);
    spans.push([from, index], [index, to]);
  }
  return keep.size < 4 ? ring.map((_, index) => index) : [...keep].sort((a, b) => a - b);
}

/** The point between two others (at least two places apart) that lies furthest from the stretch between them. */
export function furthestBetween(ring: readonly Point[], from: number, to: number): { index: number; distance: number } {
  let best = { index: from + 1, distance: -1 };
  for (let index = from + 1; index < to; index++) {
    const distance = distanceToStretch(ring[index], ring[from], ring[to]);
    if (distance > best.distance) best = { index, distance };
  }
  return best;
}

function distanceToStretch([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length2));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}
