import { createHorizonHull, type HorizonHull, horizonSample, pushHull } from "../radials/horizon-hull.ts";

/** Samples in a block whose highest is kept: a search looks into a block only where that one could win. */
export const BLOCK_SHIFT = 4;
export const BLOCK = 1 << BLOCK_SHIFT;

/**
 * The heights along one radial as rays of one curvature see them, with what a walk outwards carries along: the transmitter's
 * horizon so far, the upper hull for the receiver's, and the tops of blocks for all else.
 */
export interface Layer {
  /** Ground or surface, m above sea level; shared by layers. */
  readonly heightM: Float64Array;
  /** 1 / (2·a_e), 1/m; 0 for a flat earth. */
  readonly curvature: number;
  /** k, and the heights with the earth's bulge taken off: rays are straight lines over these. */
  readonly x: Float64Array;
  readonly flatM: Float64Array;
  /** The sample among 1 … k that the transmitter sees highest. */
  readonly horizon: Int32Array;
  /** Samples 1 … `pushed`. */
  readonly hull: HorizonHull;
  pushed: number;
  /** Greatest of `flatM` in samples 16b … 16b + 15. */
  readonly topM: Float64Array;
}

/** Where a path ends on the walk, and how its samples lie on the radial. Filled again for each place. */
export interface PathOnWalk {
  distanceM: number;
  /** Steps of the path, and its range in the radial's. */
  steps: number;
  rangeSteps: number;
  /** Length of a step of the radial and of the path, m. */
  radialStepM: number;
  pathStepM: number;
  /** Antennas above sea level. */
  txM: number;
  rxM: number;
  /** The last sample of the radial that belongs to the path; then comes the tail. */
  lastSample: number;
  /** By how much the path's own ground rises over the radial's, m per m. */
  shear: number;
}

/** What both antennas see highest over a layer. Slopes are those of tangents at the antenna: rise over run less d / (2·a_e). */
export interface Horizons {
  txSlope: number;
  txDistanceM: number;
  rxSlope: number;
  /** From the receiver. */
  rxDistanceM: number;
}

export function createLayer(samples: number, heightM: Float64Array, curvature: number): Layer {
  return {
    heightM,
    curvature,
    x: Float64Array.from({ length: samples }, (_, k) => k),
    flatM: new Float64Array(samples),
    horizon: new Int32Array(samples),
    hull: createHorizonHull(samples),
    pushed: 0,
    topM: new Float64Array((samples >> BLOCK_SHIFT) + 1),
  };
}

/** Fills the running quantities of samples 0 … last, with an empty hull. */
export function prepareLayer(layer: Layer, last: number, stepM: number, txM: number): void {
  const { heightM, flatM, horizon, topM, curvature } = layer;
  layer.hull.size = 0;
  layer.pushed = 0;
  // The highest slope so far as rise over run: slopes are compared multiplied out
  let rise = Number.NEGATIVE_INFINITY;
  let at = 1;
  let top = Number.NEGATIVE_INFINITY;
  for (let k = 0; k <= last; k++) {
    const d = k * stepM;
    const flat = heightM[k] - d * d * curvature;
    flatM[k] = flat;
    if (k > 0 && (flat - txM) * at > rise * k) {
      rise = flat - txM;
      at = k;
    }
    horizon[k] = at;
    top = (k & (BLOCK - 1)) === 0 ? flat : Math.max(top, flat);
    topM[k >> BLOCK_SHIFT] = top;
  }
}

/** Adds samples to the hull, up to the path's last on the radial. */
export function extendHull(layer: Layer, lastSample: number): void {
  while (layer.pushed < lastSample) pushHull(layer.hull, layer.x, layer.flatM, ++layer.pushed);
}

/** The receiver's antenna in the hull's coordinates. */
const eye = new Float64Array(2);

/**
 * Finds what both antennas see highest between them.
 *
 * @param tailM heights of the last steps before the receiver, counted from it
 */
export function findHorizons(layer: Layer, tailM: Float64Array, path: PathOnWalk, out: Horizons): void {
  const { heightM, hull, curvature } = layer;
  const { distanceM, radialStepM, pathStepM, txM, rxM, shear, rangeSteps } = path;
  const txSample = layer.horizon[path.lastSample];
  let txDistanceM = txSample * radialStepM;
  let txSlope = (heightM[txSample] - txM) / txDistanceM - txDistanceM * curvature + shear;

  // Ground raised evenly outwards is seen from the receiver as one that sinks as much
  const rangeM = rangeSteps * radialStepM;
  eye[0] = rangeSteps;
  eye[1] = rxM - shear * rangeM - rangeM * rangeM * curvature;
  const rxSample = horizonSample(hull, eye);
  const sampleM = rxSample * radialStepM;
  let rxDistanceM = distanceM - sampleM;
  let rxSlope = (heightM[rxSample] + shear * sampleM - rxM) / rxDistanceM - rxDistanceM * curvature;

  for (let j = tailM.length - 1; j >= 1; j--) {
    const back = j * pathStepM;
    const ahead = distanceM - back;
    const seenTx = tailM[j] - txM - ahead * ahead * curvature;
    if (seenTx > txSlope * ahead) {
      txSlope = seenTx / ahead;
      txDistanceM = ahead;
    }
    const seenRx = tailM[j] - rxM - back * back * curvature;
    if (seenRx > rxSlope * back) {
      rxSlope = seenRx / back;
      rxDistanceM = back;
    }
  }
  out.txSlope = txSlope;
  out.txDistanceM = txDistanceM;
  out.rxSlope = rxSlope;
  out.rxDistanceM = rxDistanceM;
}
