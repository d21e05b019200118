/**
 * Upper convex hull of the terrain already passed on a walk outwards, kept as a stack. The horizon of an antenna ahead is the
 * tangent from it to this hull: found by bisection instead of a look at every sample.
 *
 * Points come with increasing x. Heights must be flattened first (the earth's curvature taken off), so that straight lines are
 * rays.
 */
export interface HorizonHull {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Sample number of each point. */
  readonly sample: Int32Array;
  size: number;
}

export function createHorizonHull(capacity: number): HorizonHull {
  return {
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    sample: new Int32Array(capacity),
    size: 0,
  };
}

/** Adds sample number `sample`, whose x and flattened height are `xs[sample]` and `ys[sample]`; amortised constant time. */
export function pushHull(hull: HorizonHull, xs: Float64Array, ys: Float64Array, sample: number): void {
  const { x, y } = hull;
  const px = xs[sample];
  const py = ys[sample];
  let n = hull.size;
  // Drop the last point while it lies on or below the line from the one before it to the new one.
  while (n >= 2 && (y[n - 1] - y[n - 2]) * (px - x[n - 2]) <= (py - y[n - 2]) * (x[n - 1] - x[n - 2])) n--;
  x[n] = px;
  y[n] = py;
  hull.sample[n] = sample;
  hull.size = n + 1;
}

/**
 * The hull point that an eye at (eye[0], eye[1]) beyond the hull sees highest, looking back.
 *
 * @returns the sample's number, or −1 when the hull is empty
 */
export function horizonSample(hull: HorizonHull, eye: Float64Array): number {
  const { x, y } = hull;
  const ex = eye[0];
  const ey = eye[1];
  let low = 0;
  let high = hull.size - 1;
  if (high < 0) return -1;
  // Seen from beyond, the elevation angle along an upper hull rises to one peak and falls again.
  while (low < high) {
    const mid = (low + high) >> 1;
    // Is point mid + 1 seen higher than mid?
    if ((y[mid + 1] - ey) * (ex - x[mid]) > (y[mid] - ey) * (ex - x[mid + 1])) low = mid + 1;
    else high = mid;
  }
  return hull.sample[low];
}
