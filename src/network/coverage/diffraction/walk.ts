import { bilinear } from "../../../geo/interpolate.ts";
import { createRadial, type GridLine, type Radial, sampleRadial } from "../radial.ts";
import type { CoverageTask } from "../task.ts";
import { createLayer, extendHull, type Layer, type PathOnWalk, prepareLayer } from "./layer.ts";
import { type Standing, standOn } from "./standing.ts";

/**
 * How many samples before the receiver are taken from the target's own line instead of the radial's: the ground next to the
 * receiver decides its horizon.
 */
export const TAIL_STEPS = 10;

/** What a walk along one radial after another works with. */
export interface Walk {
  readonly task: CoverageTask;
  readonly radial: Radial;
  /** Ground, and ground with what stands on it: the same array over bare earth. Samples of the radial. */
  readonly groundM: Float64Array;
  readonly surfaceM: Float64Array;
  /** Sums over samples 0 … k − 1 of z and k·z, for the line fitted to the ground. */
  readonly sum: Float64Array;
  readonly weightedSum: Float64Array;
  /** The same heights at the last steps before the receiver, on its own line: sample j lies j steps back. */
  readonly tailGroundM: Float64Array;
  readonly tailSurfaceM: Float64Array;
  readonly standing: Standing | null;
  readonly layers: Layer[];
  readonly line: GridLine;
  readonly tailLine: GridLine;
  readonly path: PathOnWalk;
  /** Of the current path: antennas' heights above ground, and the latitude of its middle. */
  rxHeightM: number;
  latitudeDeg: number;
  /** First sample of the radial in a gap of the terrain. */
  gap: number;
}

export function createWalk(task: CoverageTask, samples: number, standing: Standing | null): Walk {
  const { elevation, site } = task;
  const radial = createRadial(samples);
  const tailGroundM = new Float64Array(TAIL_STEPS + 1);
  const line = {
    column: (site.longitudeDeg - elevation.westDeg) / elevation.lonStepDeg,
    row: (elevation.northDeg - site.latitudeDeg) / elevation.latStepDeg,
    columnStep: 0,
    rowStep: 0,
  };
  return {
    task,
    radial,
    groundM: radial.elevationM,
    surfaceM: standing === null ? radial.elevationM : new Float64Array(samples),
    sum: new Float64Array(samples + 1),
    weightedSum: new Float64Array(samples + 1),
    tailGroundM,
    tailSurfaceM: standing === null ? tailGroundM : new Float64Array(TAIL_STEPS + 1),
    standing,
    layers: [],
    line,
    tailLine: { ...line },
    path: {
      distanceM: 0,
      steps: 0,
      rangeSteps: 0,
      radialStepM: 0,
      pathStepM: 0,
      txM: bilinear(elevation.data, elevation.width, elevation.height, line.column, line.row) + site.heightAglM,
      rxM: 0,
      lastSample: 0,
      shear: 0,
    },
    rxHeightM: 0,
    latitudeDeg: 0,
    gap: 0,
  };
}

/** A layer of the walk's ground or surface for one radius of the earth: layers that would be the same are one. */
export function layerOf(walk: Walk, kind: "ground" | "surface", earthRadiusM: number): Layer {
  const heightM = kind === "ground" ? walk.groundM : walk.surfaceM;
  const curvature = 0.5 / earthRadiusM;
  const known = walk.layers.find((layer) => layer.heightM === heightM && layer.curvature === curvature);
  if (known !== undefined) return known;
  const layer = createLayer(heightM.length, heightM, curvature);
  walk.layers.push(layer);
  return layer;
}

/** Reads the ground along the walk's line and prepares samples 0 … last. */
export function startRadial(walk: Walk, last: number): void {
  const { task, groundM, surfaceM, sum, weightedSum, line, standing } = walk;
  walk.gap = sampleRadial(walk.radial, task.elevation, line, last);
  if (standing !== null) {
    surfaceM[0] = groundM[0];
    standOn(standing, line, groundM, surfaceM, { from: 1, to: last });
  }
  let total = 0;
  let weighted = 0;
  for (let k = 0; k <= last; k++) {
    sum[k] = total;
    weightedSum[k] = weighted;
    total += groundM[k];
    weighted += k * groundM[k];
  }
  sum[last + 1] = total;
  weightedSum[last + 1] = weighted;
  for (const layer of walk.layers) prepareLayer(layer, last, task.stepM, walk.path.txM);
}

/** A receiver by its place in the elevation grid, its range on the radial in steps, and its height above ground. */
export interface Receiver {
  column: number;
  row: number;
  distanceM: number;
  rangeSteps: number;
  heightM: number;
}

/**
 * Walks on to a receiver: reads the ground before it and brings the layers up to where that begins. Receivers come in the order of
 * their range, by steps.
 *
 * @param steps of the path, > TAIL_STEPS + 1
 * @returns false where the terrain has a gap
 */
export function walkTo(walk: Walk, receiver: Receiver, steps: number): boolean {
  const { task, path, groundM, tailGroundM, tailSurfaceM, line, tailLine, standing } = walk;
  const { data, width, height, northDeg, latStepDeg } = task.elevation;
  const { column, row, distanceM, rangeSteps } = receiver;
  if (rangeSteps > walk.gap) return false;
  tailLine.column = column;
  tailLine.row = row;
  tailLine.columnStep = (line.column - column) / steps;
  tailLine.rowStep = (line.row - row) / steps;
  let total = 0;
  for (let j = 0; j <= TAIL_STEPS; j++) {
    const z = bilinear(data, width, height, column + j * tailLine.columnStep, row + j * tailLine.rowStep);
    tailGroundM[j] = z;
    total += z;
  }
  // Beside or behind a gap there is no answer
  if (Number.isNaN(total)) return false;
  if (standing !== null) standOn(standing, tailLine, tailGroundM, tailSurfaceM, { from: 1, to: TAIL_STEPS });

  const ratio = rangeSteps / steps;
  path.distanceM = distanceM;
  path.steps = steps;
  path.rangeSteps = rangeSteps;
  path.radialStepM = distanceM / rangeSteps;
  path.pathStepM = distanceM / steps;
  path.rxM = tailGroundM[0] + receiver.heightM;
  path.lastSample = Math.round((steps - TAIL_STEPS - 1) * ratio);
  walk.rxHeightM = receiver.heightM;
  walk.latitudeDeg = northDeg - ((line.row + row) / 2) * latStepDeg;

  // The path's own line runs beside the radial, the farther the more: where the ground slopes sideways its heights differ by an
  // amount that grows evenly, from nothing at the site to what is seen where the tail begins
  const meeting = (steps - TAIL_STEPS) * ratio;
  const before = Math.floor(meeting);
  const besideM = groundM[before] + (meeting - before) * (groundM[before + 1] - groundM[before]);
  path.shear = (tailGroundM[TAIL_STEPS] - besideM) / (distanceM - TAIL_STEPS * path.pathStepM);
  for (const layer of walk.layers) extendHull(layer, path.lastSample);
  return true;
}
