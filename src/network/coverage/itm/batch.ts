import { refractivityOfCurvatureN } from "../../../link/propagation/itm/ground.ts";
import { createItmOutput } from "../../../link/propagation/itm/path.ts";
import { beyondHorizonsDb, setDerivedGeometry } from "../../../link/propagation/itm/reference-attenuation.ts";
import type { SweepConstants } from "./constants.ts";
import type { ItmKernel } from "./kernel.ts";
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  BATCH_BYTES,
  CONSTANTS_BYTES,
  DISTANCE_M,
  EARTH_RADIUS_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  HORIZON1_M,
  HORIZON2_M,
  INTERCEPT_DB,
  QUANTILE_BYTES,
  REFERENCE_DB,
  SLOPE_DB_PER_M,
  SMOOTH_HORIZONS_M,
} from "./layout.ts";

/** The closed-form part of the model over a batch of paths: where in the kernel's memory its numbers lie. */
export interface ItmBatch {
  readonly kernel: ItmKernel;
  readonly constants: SweepConstants;
  /** Planes as `layout.ts` orders them, and the same memory as whole numbers. */
  readonly planes: Float32Array;
  readonly wholePlanes: Int32Array;
  readonly numbersAt: number;
  readonly quantilesAt: number;
}

/** Bytes of the arrays that a batch lays out in a kernel's memory. */
export function batchArrays(constants: SweepConstants): number[] {
  return [BATCH_BYTES, CONSTANTS_BYTES, constants.quantiles.byteLength];
}

export function createItmBatch(kernel: ItmKernel, constants: SweepConstants): ItmBatch {
  const planes = kernel.allocate(BATCH_BYTES / 4);
  const numbers = kernel.allocate(CONSTANTS_BYTES / 4);
  numbers.set(constants.numbers);
  const quantiles = kernel.allocate(constants.quantiles.length);
  quantiles.set(constants.quantiles);
  return {
    kernel,
    constants,
    planes,
    wholePlanes: new Int32Array(planes.buffer, planes.byteOffset, planes.length),
    numbersAt: numbers.byteOffset,
    quantilesAt: quantiles.byteOffset,
  };
}

/** Fills the loss of the first `count` paths from what the walk has found of them. */
export function computeItmBatch(batch: ItmBatch, count: number): void {
  const { kernel, constants, planes, numbersAt, quantilesAt } = batch;
  const mayScatter = kernel.run.attenuate(planes.byteOffset, count, numbersAt);
  if (mayScatter !== 0) attenuateByScatter(batch, count);
  const entries = constants.quantiles.byteLength / QUANTILE_BYTES;
  kernel.run.addVariability(planes.byteOffset, count, numbersAt, quantilesAt, entries);
}

// Used again by every path; each worker thread has its own.
const path = createItmOutput();

/**
 * Troposcatter in place of diffraction where it is stronger [Algorithm, 4.51 to 4.58]. Few paths on a map are long enough, and
 * fewer still matter there, so each is handed to the plain model's step by itself.
 */
function attenuateByScatter({ planes, constants }: ItmBatch, count: number): void {
  const { nearestScatterM, settings } = constants;
  for (let i = 0; i < count; i++) {
    const distanceM = planes[DISTANCE_M / 4 + i];
    const horizon1M = planes[HORIZON1_M / 4 + i];
    const horizon2M = planes[HORIZON2_M / 4 + i];
    if (distanceM - horizon1M - horizon2M <= nearestScatterM) continue;
    if (distanceM < planes[SMOOTH_HORIZONS_M / 4 + i]) continue;
    const earthRadiusM = planes[EARTH_RADIUS_M / 4 + i];
    path.distanceM = distanceM;
    path.effectiveEarthRadiusM = earthRadiusM;
    path.surfaceRefractivityN = refractivityOfCurvatureN(1 / earthRadiusM);
    path.effectiveHeightsM[0] = planes[EFFECTIVE1_M / 4 + i];
    path.effectiveHeightsM[1] = planes[EFFECTIVE2_M / 4 + i];
    path.horizonDistancesM[0] = horizon1M;
    path.horizonDistancesM[1] = horizon2M;
    path.horizonAnglesRad[0] = planes[ANGLE1_RAD / 4 + i];
    path.horizonAnglesRad[1] = planes[ANGLE2_RAD / 4 + i];
    path.diffractionSlopeDbPerM = planes[SLOPE_DB_PER_M / 4 + i];
    path.diffractionInterceptDb = planes[INTERCEPT_DB / 4 + i];
    setDerivedGeometry(path);
    planes[REFERENCE_DB / 4 + i] = Math.max(beyondHorizonsDb(path, settings), 0);
  }
}
