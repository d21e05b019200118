import { haversineM } from "../../geo/geodesy.ts";
import { bilinear } from "../../geo/interpolate.ts";
import { type ItmSettingsInput, prepareItm } from "../../link/propagation/itm/settings.ts";
import { createItmBatch, type ItmBatch } from "../../link/propagation/itm-batch/batch.ts";
import { computeItmBatch } from "../../link/propagation/itm-batch/compute.ts";
import { type BatchConstants, batchConstants } from "../../link/propagation/itm-batch/constants.ts";
import { createExactItm } from "./exact.ts";
import { createHorizonHull, pushHull } from "./horizon-hull.ts";
import { createIrregularityTable, type IrregularityTable } from "./irregularity-table.ts";
import { createTail, describePath, type ItmWalk, sampleTail, TAIL_STEPS } from "./itm-walk.ts";
import type { LossAtPlace } from "./places.ts";
import { createRadial, type GridLine, prepareRadial, sampleRadial } from "./radial.ts";
import { distanceOfHaversineM, RADIALS_PER_GROUP, sortTargets, type Targets } from "./targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** Paths handed to the closed-form core at a time: enough to amortise the loops, few enough to stay in the cache. */
const BATCH_SIZE = 256;
/** Paths of fewer steps than this are computed by the plain model: they are few, and nearly all tail. */
const NEAR_STEPS = TAIL_STEPS + 6;

/** What one sweep works with; filled again for each radial. */
interface Sweep {
  readonly task: CoverageTask;
  readonly targets: Targets;
  readonly constants: BatchConstants;
  readonly exact: LossAtPlace;
  readonly walk: ItmWalk;
  readonly irregularity: IrregularityTable;
  readonly line: GridLine;
  readonly batch: ItmBatch;
  /** Where each row of the batch goes, and how many rows wait. */
  readonly outIndex: Int32Array;
  pending: number;
  /** The current radial's first sample in a gap of the terrain. */
  gap: number;
  // The current radial's targets: their number in the task, place in the elevation grid, path, and order by range.
  readonly id: Int32Array;
  readonly column: Float64Array;
  readonly row: Float64Array;
  readonly distanceM: Float64Array;
  readonly rangeSteps: Float64Array;
  readonly rxHeightM: Float64Array;
  readonly byRange: Int32Array;
  readonly bins: Int32Array;
}

/**
 * Path loss from one site to every target by walking outwards along radials: what the exact model computes anew for each pixel
 * (horizons, fitted ground, mean elevation) is carried along, the terrain next to the receiver is read on the pixel's own line,
 * and the model's closed form runs in batches. See `docs/guide/coverage.md` for the error that this costs.
 */
export function sweepItm(task: CoverageTask): CoverageTaskResult {
  const sweep = createSweep(task);
  const { targets, irregularity } = sweep;
  for (let group = targets.groupFrom; group < targets.groupTo; group++) {
    if (group === targets.groupFrom) fillEdge(sweep, 0, group);
    else irregularity.shiftEdges();
    fillEdge(sweep, 1, group + 1);
    for (let inGroup = 0; inGroup < RADIALS_PER_GROUP; inGroup++) {
      const radial = group * RADIALS_PER_GROUP + inGroup;
      const lastStep = readTargets(sweep, radial);
      if (lastStep < 0) continue;
      pointLine(sweep, radial);
      sweep.gap = sampleRadial(sweep.walk.radial, task.elevation, sweep.line, lastStep + 1);
      prepareRadial(sweep.walk.radial, lastStep + 1, sweep.walk);
      irregularity.interpolateTo(inGroup / RADIALS_PER_GROUP, lastStep + 1);
      walkOutwards(sweep, radial);
    }
  }
  flush(sweep);
  return { pixels: targets.order.length };
}

function createSweep(task: CoverageTask): Sweep {
  const { elevation, site, stepM, radiusM } = task;
  const settings = prepareItm(task.inputs as ItmSettingsInput);
  const constants = batchConstants(settings, radiusM);
  const targets = sortTargets(task);
  const column = (site.longitudeDeg - elevation.westDeg) / elevation.lonStepDeg;
  const row = (elevation.northDeg - site.latitudeDeg) / elevation.latStepDeg;
  const txAmslM = bilinear(elevation.data, elevation.width, elevation.height, column, row) + site.heightAglM;
  const cell = Math.round((txAmslM - constants.tableBottomM) / constants.tableStepM);
  const earthRadiusM = constants.radiusTableM[Math.min(Math.max(cell, 0), constants.radiusTableM.length - 1)];
  // The map plane's ranges differ from great-circle distances: by 3 % for a radius of 100 km at a latitude of 84°
  const samples = Math.ceil((radiusM / stepM) * 1.03) + 8;
  const walk: ItmWalk = {
    radial: createRadial(samples),
    tail: createTail(),
    hull: createHorizonHull(samples),
    constants,
    stepM,
    curvature: 0.5 / earthRadiusM,
    txHeightM: site.heightAglM,
    antennaAmslM: txAmslM,
  };
  const irregularity = createIrregularityTable({
    samples,
    stepM,
    txHeightM: site.heightAglM,
    rxHeightM: task.deviceHeightAglM,
    earthRadiusM,
  });
  let capacity = 0;
  for (let r = 0; r + 1 < targets.start.length; r++) {
    capacity = Math.max(capacity, targets.start[r + 1] - targets.start[r]);
  }
  return {
    task,
    targets,
    constants,
    exact: createExactItm(task, settings),
    walk,
    irregularity,
    line: { column, row, columnStep: 0, rowStep: 0 },
    batch: createItmBatch(BATCH_SIZE),
    outIndex: new Int32Array(BATCH_SIZE),
    pending: 0,
    gap: 0,
    id: new Int32Array(capacity),
    column: new Float64Array(capacity),
    row: new Float64Array(capacity),
    distanceM: new Float64Array(capacity),
    rangeSteps: new Float64Array(capacity),
    rxHeightM: new Float64Array(capacity),
    byRange: new Int32Array(capacity),
    bins: new Int32Array(samples + 2),
  };
}

/** Turns the grid line to a radial's direction, one profile step long. */
function pointLine({ task, targets, line }: Sweep, radial: number): void {
  const angle = (2 * Math.PI * radial) / targets.radialCount;
  const { plane } = targets;
  line.columnStep = (task.stepM * Math.cos(angle)) / plane.metresPerLonDeg / task.elevation.lonStepDeg;
  line.rowStep = (-task.stepM * Math.sin(angle)) / plane.metresPerLatDeg / task.elevation.latStepDeg;
}

function fillEdge(sweep: Sweep, edge: 0 | 1, group: number): void {
  pointLine(sweep, (group * RADIALS_PER_GROUP) % sweep.targets.radialCount);
  sweep.irregularity.fillEdge(edge, sweep.task.elevation, sweep.line);
}

/**
 * Looks up the radial's targets and orders them by range, in bins of a step: the walk needs no finer order.
 *
 * @returns the step in which the farthest lies; −1 when there is none
 */
function readTargets(sweep: Sweep, radial: number): number {
  const { task, targets, id, column, row, distanceM, rangeSteps, rxHeightM, byRange, bins } = sweep;
  const { elevation, window, demand, site, stepM } = task;
  const { plane } = targets;
  const index = radial - targets.groupFrom * RADIALS_PER_GROUP;
  const begin = targets.start[index];
  const count = targets.start[index + 1] - begin;
  const posts = window.width * window.height;
  // The window's posts in the elevation grid's columns and rows
  const columnAt = (window.westDeg - elevation.westDeg) / elevation.lonStepDeg;
  const columnPer = window.lonStepDeg / elevation.lonStepDeg;
  const rowAt = (elevation.northDeg - window.northDeg) / elevation.latStepDeg;
  const rowPer = window.latStepDeg / elevation.latStepDeg;
  let lastStep = -1;
  bins.fill(0);
  for (let i = 0; i < count; i++) {
    const target = targets.order[begin + i];
    let eastM: number;
    let northM: number;
    if (target < posts) {
      const windowRow = (target / window.width) | 0;
      const windowColumn = target - windowRow * window.width;
      eastM = plane.eastM[windowColumn];
      northM = plane.northM[windowRow];
      column[i] = columnAt + windowColumn * columnPer;
      row[i] = rowAt + windowRow * rowPer;
      distanceM[i] = distanceOfHaversineM(
        plane.latTerm[windowRow] + plane.cosTerm[windowRow] * plane.lonTerm[windowColumn],
      );
      rxHeightM[i] = task.deviceHeightAglM;
    } else {
      const lonDeg = demand.longitudeDeg[target - posts];
      const latDeg = demand.latitudeDeg[target - posts];
      eastM = (lonDeg - site.longitudeDeg) * plane.metresPerLonDeg;
      northM = (latDeg - site.latitudeDeg) * plane.metresPerLatDeg;
      column[i] = (lonDeg - elevation.westDeg) / elevation.lonStepDeg;
      row[i] = (elevation.northDeg - latDeg) / elevation.latStepDeg;
      distanceM[i] = haversineM(site.longitudeDeg, site.latitudeDeg, lonDeg, latDeg);
      rxHeightM[i] = demand.heightAglM[target - posts];
    }
    const steps = Math.sqrt(eastM * eastM + northM * northM) / stepM;
    id[i] = target;
    rangeSteps[i] = steps;
    const bin = steps | 0;
    bins[bin + 1]++;
    if (bin > lastStep) lastStep = bin;
  }
  for (let bin = 1; bin <= lastStep; bin++) bins[bin] += bins[bin - 1];
  for (let i = 0; i < count; i++) byRange[bins[rangeSteps[i] | 0]++] = i;
  return lastStep;
}

/** Walks the prepared radial outwards, past each of its targets. */
function walkOutwards(sweep: Sweep, radialNumber: number): void {
  const { task, targets, walk, irregularity, batch, outIndex, id, column, row, byRange } = sweep;
  const { distanceM, rangeSteps, rxHeightM, exact, line } = sweep;
  const { elevation, stepM, lossDb } = task;
  const { radial, hull, tail } = walk;
  const index = radialNumber - targets.groupFrom * RADIALS_PER_GROUP;
  const count = targets.start[index + 1] - targets.start[index];
  hull.size = 0;
  let pushed = 0;
  for (let s = 0; s < count; s++) {
    const i = byRange[s];
    const steps = Math.ceil(distanceM[i] / stepM);
    if (steps < NEAR_STEPS) {
      lossDb[id[i]] = exact(column[i], row[i], distanceM[i], rxHeightM[i]);
      continue;
    }
    tail.column = column[i];
    tail.row = row[i];
    tail.columnBack = (line.column - column[i]) / steps;
    tail.rowBack = (line.row - row[i]) / steps;
    // Beside or behind a gap in the terrain there is no answer
    if (!sampleTail(tail, elevation)) continue;

    const range = rangeSteps[i];
    if (range > sweep.gap) continue;
    const hullEnd = Math.round((steps - TAIL_STEPS - 1) * (range / steps));
    while (pushed < hullEnd) pushHull(hull, radial.x, radial.flatM, ++pushed);

    const { pending } = sweep;
    const bin = range | 0;
    batch.distanceM[pending] = distanceM[i];
    batch.height1M[pending] = walk.txHeightM;
    batch.height2M[pending] = rxHeightM[i];
    batch.irregularityM[pending] =
      irregularity.alongM[bin] + (range - bin) * (irregularity.alongM[bin + 1] - irregularity.alongM[bin]);
    tail.rangeSteps = range;
    describePath(batch, pending, steps, walk);
    outIndex[pending] = id[i];
    sweep.pending = pending + 1;
    if (sweep.pending === BATCH_SIZE) flush(sweep);
  }
}

/** Runs the closed form over the waiting paths and puts their losses in place. */
function flush(sweep: Sweep): void {
  const { batch, outIndex, pending, constants } = sweep;
  const { lossDb } = sweep.task;
  computeItmBatch(batch, pending, constants);
  for (let i = 0; i < pending; i++) lossDb[outIndex[i]] = batch.lossDb[i];
  sweep.pending = 0;
}
