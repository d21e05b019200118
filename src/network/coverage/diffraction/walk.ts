import { bilinear } from "../../../geo/interpolate.ts";
import { createRadial, type GridLine, type Radial, sampleRadial } from "../radials/radial.ts";
import type { Receiver } from "../radials/radial-targets.ts";
import type { CoverageTask } from "../task.ts";
import { createLayer, extendHull, type Layer, type PathOnWalk, prepareLayer } from "./layer.ts";
import { type Standing, standOn } from "./standing.ts";
import { readTail, shearOf } from "./tail.ts";

/**
 * How much of the ground before the receiver is taken from the target's own line instead of the radial's, for it decides the
 * receiver's horizon: so many steps, or so many metres if that is more. On the bundled terrain twice as much makes the error a
 * fifth less.
 */
const TAIL_STEPS = 10;
const TAIL_M = 600;

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
  /** Steps of the tail. */
  readonly tailSteps: number;
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
  const tailSteps = Math.max(TAIL_STEPS, Math.ceil(TAIL_M / task.stepM));
  const tailGroundM = new Float64Array(tailSteps + 1);
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
    tailSurfaceM: standing === null ? tailGroundM : new Float64Array(tailSteps + 1),
    tailSteps,
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

/**
 * Walks on to a receiver: reads the ground before it and brings the layers up to where that begins. Receivers come in the order of
 * their range, by steps.
 *
 * @param steps of the path, > the tail's + 1
 * @returns false where the terrain has a gap
 */
export function walkTo(walk: Walk, receiver: Receiver, steps: number): boolean {
  const { task, path, tailGroundM, tailSurfaceM, tailSteps, line, tailLine, standing } = walk;
  const { northDeg, latStepDeg } = task.elevation;
  const { column, row, distanceM, rangeSteps } = receiver;
  if (rangeSteps > walk.gap) return false;
  tailLine.column = column;
  tailLine.row = row;
  tailLine.columnStep = (line.column - column) / steps;
  tailLine.rowStep = (line.row - row) / steps;
  // Beside or behind a gap there is no answer
  if (!readTail(task.elevation, tailLine, tailGroundM)) return false;
  if (standing !== null) standOn(standing, tailLine, tailGroundM, tailSurfaceM, { from: 1, to: tailSteps });

  const ratio = rangeSteps / steps;
  path.distanceM = distanceM;
  path.steps = steps;
  path.rangeSteps = rangeSteps;
  path.radialStepM = distanceM / rangeSteps;
  path.pathStepM = distanceM / steps;
  path.rxM = tailGroundM[0] + receiver.heightM;
  path.lastSample = Math.round((steps - tailSteps - 1) * ratio);
  walk.rxHeightM = receiver.heightM;
  walk.latitudeDeg = northDeg - ((line.row + row) / 2) * latStepDeg;

  path.shear = shearOf(walk);
  for (const layer of walk.layers) extendHull(layer, path.lastSample);
  return true;
}
