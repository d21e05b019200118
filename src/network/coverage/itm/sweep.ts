import { bilinear } from "../../../geo/interpolate.ts";
import { effectiveCurvaturePerM, surfaceRefractivityN } from "../../../link/propagation/itm/ground.ts";
import { type ItmSettingsInput, prepareItm } from "../../../link/propagation/itm/settings.ts";
import { createExactItm } from "../exact.ts";
import type { LossAtPlace } from "../places.ts";
import type { GridLine } from "../radials/radial.ts";
import { createRadialTargets, type RadialTargets, readRadialTargets } from "../radials/radial-targets.ts";
import { RADIALS_PER_GROUP, sortTargets, type Targets } from "../radials/targets.ts";
import type { CoverageTask, CoverageTaskResult } from "../task.ts";
import { computeItmBatch } from "./batch.ts";
import { sweepConstants } from "./constants.ts";
import { createStandingCover, raiseLine, raiseTails, type StandingCover } from "./cover.ts";
import { createIrregularityTable, type IrregularityTable } from "./irregularity-table.ts";
import { LOSS_DB, ROWS, TAIL_STEPS } from "./layout.ts";
import { createSweepMemory, type SweepMemory, type TerrainPart } from "./memory.ts";

/** Paths of no more steps than this are computed by the plain model: they are few, and nearly all tail. */
const NEAR_STEPS = TAIL_STEPS + 5;

/** What one sweep works with; filled again for each radial. */
interface Sweep {
  readonly task: CoverageTask;
  readonly targets: Targets;
  readonly exact: LossAtPlace;
  readonly memory: SweepMemory;
  readonly irregularity: IrregularityTable;
  /** What stands on the terrain; null for bare earth. */
  readonly standing: StandingCover | null;
  /** The current radial, from the site outwards. */
  readonly line: GridLine;
  readonly txAmslM: number;
  /** 1 / (2·a_e), 1/m: chooses the horizons. */
  readonly curvature: number;
  /** What the memory holds of the terrain. */
  readonly part: TerrainPart;
  /** The current radial's targets. */
  readonly onRadial: RadialTargets;
  /** Numbers in the task of the targets that the walk passes. */
  readonly ids: Int32Array;
}

/**
 * Path loss from one site to every target by walking outwards along radials: what the exact model computes anew for each pixel
 * (horizons, fitted ground, mean elevation) is carried along, the terrain next to the receiver is read on the pixel's own line,
 * and the model's closed form runs in batches. See `docs/guide/coverage.md` for the error that this costs.
 */
export function sweepItm(task: CoverageTask): CoverageTaskResult {
  const sweep = createSweep(task);
  const { targets, onRadial, irregularity } = sweep;
  for (let group = targets.groupFrom; group < targets.groupTo; group++) {
    if (group === targets.groupFrom) fillEdge(sweep, 0, group);
    else irregularity.shiftEdges();
    fillEdge(sweep, 1, group + 1);
    for (let inGroup = 0; inGroup < RADIALS_PER_GROUP; inGroup++) {
      const radial = group * RADIALS_PER_GROUP + inGroup;
      readRadialTargets(onRadial, task, targets, radial);
      const count = takeTargets(sweep);
      if (count === 0) continue;
      pointLine(sweep, radial);
      walkOutwards(sweep, inGroup / RADIALS_PER_GROUP, count);
    }
  }
  return { pixels: targets.order.length };
}

function createSweep(task: CoverageTask): Sweep {
  const { elevation, site, stepM, radiusM } = task;
  const settings = prepareItm(task.inputs as ItmSettingsInput);
  const constants = sweepConstants(settings, radiusM);
  const targets = sortTargets(task);
  const column = (site.longitudeDeg - elevation.westDeg) / elevation.lonStepDeg;
  const row = (elevation.northDeg - site.latitudeDeg) / elevation.latStepDeg;
  const txAmslM = bilinear(elevation.data, elevation.width, elevation.height, column, row) + site.heightAglM;
  const curvature = 0.5 * effectiveCurvaturePerM(surfaceRefractivityN(settings.refractivityN, txAmslM || 0));
  // The map plane's ranges differ from great-circle distances: by 3 % for a radius of 100 km at a latitude of 84°
  const samples = Math.ceil((radiusM / stepM) * 1.03) + 8;
  const onRadial = createRadialTargets(targets, samples, 1);
  const capacity = onRadial.id.length;
  const part = terrainPart(task, targets, { column, row, reachM: samples * stepM });
  const memory = createSweepMemory(elevation, part, { samples, capacity, constants });
  memory.kernel.run.useSite(stepM, curvature, site.heightAglM, txAmslM);
  const irregularity = createIrregularityTable({
    elevationM: memory.elevationM,
    alongM: memory.alongM,
    samples,
    stepM,
    txHeightM: site.heightAglM,
    rxHeightM: task.deviceHeightAglM,
    earthRadiusM: 0.5 / curvature,
  });
  return {
    task,
    targets,
    exact: createExactItm(task, settings),
    memory,
    irregularity,
    standing: createStandingCover(task, part),
    line: { column: column - part.column, row: row - part.row, columnStep: 0, rowStep: 0 },
    txAmslM,
    curvature,
    part,
    onRadial,
    ids: new Int32Array(capacity),
  };
}

/** The part of the elevation grid that lies within reach of the site, with a margin. */
function terrainPart(
  { elevation }: CoverageTask,
  { plane }: Targets,
  { column, row, reachM }: { column: number; row: number; reachM: number },
): TerrainPart {
  const columns = reachM / plane.metresPerLonDeg / elevation.lonStepDeg + 2;
  const rows = reachM / plane.metresPerLatDeg / elevation.latStepDeg + 2;
  const within = (at: number, size: number) => Math.min(Math.max(Math.floor(at), 0), size - 1);
  const west = within(column - columns, elevation.width);
  const north = within(row - rows, elevation.height);
  return {
    column: west,
    row: north,
    width: within(column + columns, elevation.width) - west + 1,
    height: within(row + rows, elevation.height) - north + 1,
  };
}

/** Turns the grid line to a radial's direction, one profile step long. */
function pointLine({ task, targets, line }: Sweep, radial: number): void {
  const angle = (2 * Math.PI * radial) / targets.radialCount;
  const { plane } = targets;
  line.columnStep = (task.stepM * Math.cos(angle)) / plane.metresPerLonDeg / task.elevation.lonStepDeg;
  line.rowStep = (-task.stepM * Math.sin(angle)) / plane.metresPerLatDeg / task.elevation.latStepDeg;
}

/** Samples the line's ground, and what stands on it, into the radial. @returns the first sample in a gap */
function sampleGround({ memory, line, standing }: Sweep, last: number): number {
  const gap = memory.kernel.run.sampleLine(
    memory.elevationM.byteOffset,
    memory.bareM.byteOffset,
    line.column,
    line.row,
    line.columnStep,
    line.rowStep,
    last,
  );
  if (standing !== null) raiseLine(standing, line, memory.elevationM, last);
  return gap;
}

function fillEdge(sweep: Sweep, edge: 0 | 1, group: number): void {
  pointLine(sweep, (group * RADIALS_PER_GROUP) % sweep.targets.radialCount);
  sampleGround(sweep, sweep.irregularity.samples - 1);
  sweep.irregularity.fillEdge(edge);
}

/**
 * Hands the current radial's targets to the kernel, nearest first. The nearest ones get their loss at once.
 *
 * @returns how many there are for the walk
 */
function takeTargets({ task, memory, part, onRadial, exact, ids }: Sweep): number {
  const { column, row, distanceM, rangeSteps, pathSteps, rxHeightM } = memory;
  let slot = 0;
  for (let s = 0; s < onRadial.count; s++) {
    const i = onRadial.byRange[s];
    const steps = Math.ceil(onRadial.distanceM[i] / task.stepM);
    if (steps <= NEAR_STEPS) {
      const loss = exact(onRadial.column[i], onRadial.row[i], onRadial.distanceM[i], onRadial.heightM[i]);
      task.lossDb[onRadial.id[i]] = loss;
      continue;
    }
    column[slot] = onRadial.column[i] - part.column;
    row[slot] = onRadial.row[i] - part.row;
    distanceM[slot] = onRadial.distanceM[i];
    rangeSteps[slot] = onRadial.rangeSteps[i];
    pathSteps[slot] = steps;
    rxHeightM[slot] = onRadial.heightM[i];
    ids[slot] = onRadial.id[i];
    slot++;
  }
  return slot;
}

/** Walks the current radial outwards, past each of its targets. */
function walkOutwards(sweep: Sweep, fraction: number, count: number): void {
  const { task, memory, irregularity, standing, line, ids, txAmslM, curvature } = sweep;
  const { stepM, lossDb } = task;
  const { kernel, batch, column, row, distanceM, rangeSteps, pathSteps, rxHeightM, tails } = memory;
  padTargets(memory, count);
  const last = Math.floor(rangeSteps[count - 1]) + 1;
  const gap = sampleGround(sweep, last);
  irregularity.interpolateTo(fraction, last);
  kernel.run.startWalk(last, txAmslM, stepM, curvature);
  for (let from = 0; from < count; from += ROWS) {
    const to = Math.min(from + ROWS, count);
    kernel.run.sampleTails(
      column.byteOffset + 8 * from,
      row.byteOffset + 8 * from,
      pathSteps.byteOffset + 4 * from,
      to - from,
      line.column,
      line.row,
      tails.byteOffset,
    );
    if (standing !== null) raiseTails(standing, line, memory, { from, to });
    kernel.run.walk(
      batch.planes.byteOffset,
      to - from,
      distanceM.byteOffset + 4 * from,
      rangeSteps.byteOffset + 4 * from,
      pathSteps.byteOffset + 4 * from,
      rxHeightM.byteOffset + 4 * from,
      tails.byteOffset,
      gap,
      batch.numbersAt,
    );
    computeItmBatch(batch, to - from);
    for (let i = from; i < to; i++) lossDb[ids[i]] = batch.planes[LOSS_DB / 4 + i - from];
  }
}

/** Repeats the last target up to a multiple of four: the loops take as many at a time. */
function padTargets({ column, row, distanceM, rangeSteps, pathSteps, rxHeightM }: SweepMemory, count: number): void {
  for (let i = count; i % 4 !== 0; i++) {
    for (const plane of [column, row, distanceM, rangeSteps, pathSteps, rxHeightM]) plane[i] = plane[count - 1];
  }
}
