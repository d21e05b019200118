import type { ElevationGrid } from "../../geo/grid.ts";
import { bilinear } from "../../geo/interpolate.ts";
import type { ItmBatch } from "../../link/propagation/itm-batch/batch.ts";
import type { BatchConstants } from "../../link/propagation/itm-batch/constants.ts";
import { type HorizonHull, horizonSample } from "./horizon-hull.ts";
import type { Radial } from "./radial.ts";

/**
 * How many samples before the receiver are taken from the target's own line instead of the radial's: the ground near the
 * receiver decides its horizon and effective height. Eight to sixteen serve; this many brought the 95th percentile of the error
 * on the reference rasters from 3.3 to below 1 dB.
 */
export const TAIL_STEPS = 10;

/** The last steps before a receiver, on its own line: sample j lies j steps back; running sums as in {@link Radial}. */
export interface Tail {
  readonly elevationM: Float64Array;
  readonly sum: Float64Array;
  readonly weightedSum: Float64Array;
  /** The receiver's place in the elevation grid, and a step back towards the transmitter. */
  column: number;
  row: number;
  columnBack: number;
  rowBack: number;
  /** By how much the path's own ground rises over the radial's, m per step of the path. */
  shear: number;
  /** The receiver's range on the radial, in the radial's own steps. */
  rangeSteps: number;
}

export function createTail(): Tail {
  return {
    elevationM: new Float64Array(TAIL_STEPS + 1),
    sum: new Float64Array(TAIL_STEPS + 2),
    weightedSum: new Float64Array(TAIL_STEPS + 2),
    column: 0,
    row: 0,
    columnBack: 0,
    rowBack: 0,
    shear: 0,
    rangeSteps: 0,
  };
}

/** Reads the ground before the receiver. @returns false where the terrain has a gap */
export function sampleTail(tail: Tail, elevation: ElevationGrid): boolean {
  const { elevationM, sum, weightedSum, column, row, columnBack, rowBack } = tail;
  const { data, width, height } = elevation;
  const farColumn = column + TAIL_STEPS * columnBack;
  const farRow = row + TAIL_STEPS * rowBack;
  const inside =
    Math.min(column, farColumn) >= 0 &&
    Math.min(row, farRow) >= 0 &&
    Math.max(column, farColumn) < width - 1 &&
    Math.max(row, farRow) < height - 1;
  let total = 0;
  let weighted = 0;
  for (let j = 0; j <= TAIL_STEPS; j++) {
    const x = column + j * columnBack;
    const y = row + j * rowBack;
    let z: number;
    if (inside) {
      const left = x | 0;
      const above = y | 0;
      const i = above * width + left;
      const north = data[i] + (x - left) * (data[i + 1] - data[i]);
      const south = data[i + width] + (x - left) * (data[i + width + 1] - data[i + width]);
      z = north + (y - above) * (south - north);
    } else z = bilinear(data, width, height, x, y);
    elevationM[j] = z;
    sum[j] = total;
    weightedSum[j] = weighted;
    total += z;
    weighted += j * z;
  }
  sum[TAIL_STEPS + 1] = total;
  weightedSum[TAIL_STEPS + 1] = weighted;
  return !Number.isNaN(total);
}

/** What the walk along a radial carries along. */
export interface ItmWalk {
  readonly radial: Radial;
  readonly tail: Tail;
  /** The radial's samples 1 … as far as the next tail begins. */
  readonly hull: HorizonHull;
  readonly constants: BatchConstants;
  readonly stepM: number;
  /** 1 / (2·a_e), 1/m: chooses the horizons and flattens the hull. */
  readonly curvature: number;
  /** The transmitting antenna above ground and above sea level. */
  readonly txHeightM: number;
  readonly antennaAmslM: number;
}

/** Where `fitLine` leaves the fitted line's height at the transmitter and at the receiver. */
const fitted = new Float64Array(2);
/** The receiver's antenna in the hull's coordinates. */
const eye = new Float64Array(2);

/**
 * Finds what the model's closed-form part needs to know of the terrain to the receiver at the tail's end, and writes it into row
 * `row` of the batch, which already holds distance and antenna heights. Constant time but for the bisection of the hull.
 *
 * @param steps the path in the exact model's steps
 */
export function describePath(batch: ItmBatch, row: number, steps: number, walk: ItmWalk): void {
  const { radial, tail, hull, constants, curvature, stepM, txHeightM } = walk;
  const distanceM = batch.distanceM[row];
  const rxHeightM = batch.height2M[row];
  const radialSteps = tail.rangeSteps;
  const txAmslM = walk.antennaAmslM;
  const rxAmslM = tail.elevationM[0] + rxHeightM;
  // Radial steps in a step of this path, and the length of both in metres.
  const perStep = 1 / steps;
  const ratio = radialSteps * perStep;
  const pathStepM = distanceM * perStep;
  const stepsPerM = steps / distanceM;
  const radialStepM = distanceM / radialSteps;
  const lastSample = Math.round((steps - TAIL_STEPS - 1) * ratio);

  // The path's own line runs beside the radial, the farther the more: where the ground slopes sideways its heights differ by an
  // amount that grows evenly, from nothing at the site to what is seen where the tail begins
  const meeting = (steps - TAIL_STEPS) * ratio;
  const before = Math.floor(meeting);
  const besideM =
    radial.elevationM[before] + (meeting - before) * (radial.elevationM[before + 1] - radial.elevationM[before]);
  tail.shear = (tail.elevationM[TAIL_STEPS] - besideM) / (steps - TAIL_STEPS);

  // Mean elevation of the inner 80 %, and the effective earth that follows from it
  const tenth = Math.floor(0.1 * steps);
  const from = Math.round(tenth * ratio);
  const to = Math.min(Math.round((steps - tenth) * ratio), Math.floor(radialSteps));
  const meanM = (radial.sum[to + 1] - radial.sum[from]) / (to - from + 1);
  const u = (meanM - constants.tableBottomM) * constants.tablePerM;
  const cell = Math.min(Math.max(Math.floor(u), 0), constants.radiusTableM.length - 2);
  const t = u - cell;
  const earthRadiusM =
    constants.radiusTableM[cell] + t * (constants.radiusTableM[cell + 1] - constants.radiusTableM[cell]);
  const bulge = 0.5 / earthRadiusM;

  // The transmitter's horizon: the running maximum, unless the tail or the receiver itself stands higher
  const rise = (rxAmslM - txAmslM) / distanceM;
  let angle1 = rise - distanceM * bulge;
  let angle2 = -rise - distanceM * bulge;
  let horizon1M = distanceM;
  let horizon2M = distanceM;
  const txSample = radial.horizon[lastSample];
  const txSampleM = txSample * radialStepM;
  const txSampleAngle = (radial.elevationM[txSample] - txAmslM) / txSampleM - txSampleM * bulge;
  if (txSampleAngle > angle1) {
    angle1 = txSampleAngle;
    horizon1M = txSampleM;
  }
  // The receiver's: the tangent to the hull
  eye[0] = radialSteps;
  eye[1] = rxAmslM - (radialSteps * stepM) ** 2 * curvature;
  const rxSample = horizonSample(hull, eye);
  if (rxSample > 0) {
    const back = distanceM - rxSample * radialStepM;
    const angle = (radial.elevationM[rxSample] - rxAmslM) / back - back * bulge;
    if (angle > angle2) {
      angle2 = angle;
      horizon2M = back;
    }
  }
  // Angles are compared multiplied out: a division only where a higher one is found
  for (let j = TAIL_STEPS; j >= 1; j--) {
    const z = tail.elevationM[j];
    const back = j * pathStepM;
    const ahead = distanceM - back;
    const seen1 = z - txAmslM - ahead * ahead * bulge;
    if (seen1 > angle1 * ahead) {
      angle1 = seen1 / ahead;
      horizon1M = ahead;
    }
    const seen2 = z - rxAmslM - back * back * bulge;
    if (seen2 > angle2 * back) {
      angle2 = seen2 / back;
      horizon2M = back;
    }
  }

  // Effective heights over lines fitted to the ground that each antenna sees [Algorithm, section 2: QuickPfl]
  const startM = Math.min(15 * txHeightM, 0.1 * horizon1M);
  const endM = Math.min(15 * rxHeightM, 0.1 * horizon2M);
  const lineOfSight = horizon1M + horizon2M > 1.5 * distanceM;
  let first = Math.floor(startM * stepsPerM);
  let last = steps - Math.floor(endM * stepsPerM);
  let ground1M: number;
  let ground2M: number;
  if (lineOfSight) {
    fitLine(first, last, steps, ratio, radial, tail);
    ground1M = fitted[0];
    ground2M = fitted[1];
  } else {
    fitLine(first, Math.ceil(0.9 * horizon1M * stepsPerM), steps, ratio, radial, tail);
    ground1M = fitted[0];
    first = Math.floor((distanceM - 0.9 * horizon2M) * stepsPerM);
    last = steps - Math.floor(endM * stepsPerM);
    fitLine(first, last, steps, ratio, radial, tail);
    ground2M = fitted[1];
  }

  batch.earthRadiusM[row] = earthRadiusM;
  batch.scaleM[row] = constants.scaleTableM[cell] + t * (constants.scaleTableM[cell + 1] - constants.scaleTableM[cell]);
  batch.effective1M[row] = txHeightM + Math.max(radial.elevationM[0] - ground1M, 0);
  batch.effective2M[row] = rxHeightM + Math.max(tail.elevationM[0] - ground2M, 0);
  batch.horizon1M[row] = horizon1M;
  batch.horizon2M[row] = horizon2M;
  batch.angle1Rad[row] = angle1;
  batch.angle2Rad[row] = angle2;
  batch.lineOfSight[row] = lineOfSight ? 1 : 0;
}

/**
 * Least-squares line over the path's samples first … last, the outermost with half weight, from running sums: the radial's up to
 * where the tail begins, then the tail's. Each sample counts at its own place, so that sloping ground is met exactly. Leaves the
 * line's height at both ends of the path in `fitted`.
 *
 * @param ratio radial samples per path sample
 */
function fitLine(first: number, last: number, steps: number, ratio: number, radial: Radial, tail: Tail): void {
  if (last <= first) {
    first = Math.max(first - 1, 0);
    last = Math.min(last + 1, steps);
  }
  const tailFirst = steps - TAIL_STEPS;
  // Sums of weight, place, place², height, and place · height
  let count = 0;
  let places = 0;
  let squares = 0;
  let heights = 0;
  let moments = 0;
  if (first < tailFirst) {
    // Radial samples a … b stand for path samples first … to; weighted where their numbers differ by rounding
    const to = Math.min(last, tailFirst - 1);
    const a = Math.round(first * ratio);
    const b = Math.max(Math.round(to * ratio), a);
    const n = b - a + 1;
    const weight = (to - first + 1) / n;
    const step = 1 / ratio;
    const endWeight = last < tailFirst ? 0.5 * weight : 0;
    const za = radial.elevationM[a];
    const zb = radial.elevationM[b];
    count = weight * (n - 0.5) - endWeight;
    places = step * (weight * (0.5 * n * (a + b) - 0.5 * a) - endWeight * b);
    squares =
      step *
      step *
      (weight * ((b * (b + 1) * (2 * b + 1) - (a - 1) * a * (2 * a - 1)) * (1 / 6) - 0.5 * a * a) - endWeight * b * b);
    heights = weight * (radial.sum[b + 1] - radial.sum[a] - 0.5 * za) - endWeight * zb;
    moments = step * (weight * (radial.weightedSum[b + 1] - radial.weightedSum[a] - 0.5 * a * za) - endWeight * b * zb);
    heights += tail.shear * places;
    moments += tail.shear * squares;
  }
  if (last >= tailFirst) {
    const back = steps - Math.max(first, tailFirst);
    const near = steps - last;
    const n = back - near + 1;
    const sum = tail.sum[back + 1] - tail.sum[near];
    const steps1 = 0.5 * n * (near + back);
    const steps2 = (back * (back + 1) * (2 * back + 1) - (near - 1) * near * (2 * near - 1)) * (1 / 6);
    const zNear = 0.5 * tail.elevationM[near];
    const zBack = first >= tailFirst ? 0.5 * tail.elevationM[back] : 0;
    const backWeight = first >= tailFirst ? 0.5 : 0;
    const far = steps - back;
    count += n - 0.5 - backWeight;
    places += n * steps - steps1 - 0.5 * last - backWeight * far;
    squares += n * steps * steps - 2 * steps * steps1 + steps2 - 0.5 * last * last - backWeight * far * far;
    heights += sum - zNear - zBack;
    moments += steps * sum - (tail.weightedSum[back + 1] - tail.weightedSum[near]) - last * zNear - far * zBack;
  }
  const share = 1 / count;
  const middle = places * share;
  const mean = heights * share;
  const slope = (moments - middle * heights) / (squares - middle * places);
  fitted[0] = mean - slope * middle;
  fitted[1] = mean + slope * (steps - middle);
}
