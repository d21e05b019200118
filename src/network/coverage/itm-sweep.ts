import { haversineM } from "../../geo/geodesy.ts";
import { bilinear } from "../../geo/interpolate.ts";
import { computeItmBatch, createItmBatch } from "../../link/propagation/itm/batch.ts";
import { batchConstants } from "../../link/propagation/itm/batch-constants.ts";
import { type ItmSettingsInput, prepareItm } from "../../link/propagation/itm/settings.ts";
import { createExactItm } from "./exact.ts";
import { createHorizonHull, pushHull } from "./horizon-hull.ts";
import { createIrregularityTable } from "./irregularity-table.ts";
import { createTail, describePath, TAIL_STEPS, type WalkTarget } from "./itm-walk.ts";
import { createRadial, type GridLine, prepareRadial, sampleRadial } from "./radial.ts";
import { distanceOfHaversineM, RADIALS_PER_GROUP, sortTargets } from "./targets.ts";
import type { CoverageTask, CoverageTaskResult } from "./task.ts";

/** Paths handed to the closed-form core at a time: enough to amortise the loops, few enough to stay in the cache. */
const BATCH_SIZE = 256;
/** Paths of fewer steps than this are computed by the plain model: they are few, and nearly all tail. */
const NEAR_STEPS = TAIL_STEPS + 6;

/**
 * Path loss from one site to every target by walking outwards along radials: what the exact model computes anew for each pixel
 * (horizons, fitted ground, mean elevation) is carried along, the terrain next to the receiver is read on the pixel's own line,
 * and the model's closed form runs in batches. See `docs/guide/coverage.md` for the error that this costs.
 */
export function sweepItm(task: CoverageTask): CoverageTaskResult {
  const { elevation, site, window, demand, stepM, lossDb, radiusM } = task;
  const settings = prepareItm(task.inputs as ItmSettingsInput);
  const constants = batchConstants(settings, radiusM);
  const exact = createExactItm(task, settings);
  const targets = sortTargets(task);
  const { plane, radialCount } = targets;
  const { data, width, height } = elevation;
  const posts = window.width * window.height;

  const siteColumn = (site.longitudeDeg - elevation.westDeg) / elevation.lonStepDeg;
  const siteRow = (elevation.northDeg - site.latitudeDeg) / elevation.latStepDeg;
  const txAmslM = bilinear(data, width, height, siteColumn, siteRow) + site.heightAglM;
  // Window posts in the elevation grid's columns and rows
  const columnAt = (window.westDeg - elevation.westDeg) / elevation.lonStepDeg;
  const columnPer = window.lonStepDeg / elevation.lonStepDeg;
  const rowAt = (elevation.northDeg - window.northDeg) / elevation.latStepDeg;
  const rowPer = window.latStepDeg / elevation.latStepDeg;

  const samples = Math.ceil((radiusM / stepM) * 1.03) + 8;
  const radial = createRadial(samples);
  const hull = createHorizonHull(samples);
  const tail = createTail();
  const batch = createItmBatch(BATCH_SIZE);
  const outIndex = new Int32Array(BATCH_SIZE);
  const curvature = 0.5 / earthRadiusAt(constants, txAmslM);
  const irregularity = createIrregularityTable({
    radial: createRadial(samples),
    samples,
    stepM,
    txHeightM: site.heightAglM,
    rxHeightM: task.deviceHeightAglM,
    curvature,
  });

  // The targets of one radial, by range
  let capacity = 0;
  for (let r = 0; r + 1 < targets.start.length; r++) {
    capacity = Math.max(capacity, targets.start[r + 1] - targets.start[r]);
  }
  const planeM = new Float64Array(capacity);
  const binOf = new Int32Array(capacity);
  const sorted = new Int32Array(capacity);
  const bins = new Int32Array(samples + 2);

  const target: WalkTarget = {
    distanceM: 0,
    radialSteps: 0,
    steps: 0,
    txHeightM: site.heightAglM,
    rxHeightM: task.deviceHeightAglM,
    txAmslM,
    rxAmslM: 0,
    irregularityM: 0,
  };
  const line: GridLine = { column: siteColumn, row: siteRow, columnStep: 0, rowStep: 0 };
  const pointLine = (r: number): void => {
    const angle = (2 * Math.PI * r) / radialCount;
    line.columnStep = (stepM * Math.cos(angle)) / plane.metresPerLonDeg / elevation.lonStepDeg;
    line.rowStep = (-stepM * Math.sin(angle)) / plane.metresPerLatDeg / elevation.latStepDeg;
  };
  const fillEdge = (edge: 0 | 1, group: number): void => {
    pointLine((group * RADIALS_PER_GROUP) % radialCount);
    irregularity.fillEdge(edge, elevation, line);
  };

  let pending = 0;
  const flush = (): void => {
    computeItmBatch(batch, pending, constants);
    for (let i = 0; i < pending; i++) lossDb[outIndex[i]] = batch.lossDb[i];
    pending = 0;
  };

  const firstRadial = targets.groupFrom * RADIALS_PER_GROUP;
  for (let group = targets.groupFrom; group < targets.groupTo; group++) {
    if (group === targets.groupFrom) fillEdge(0, group);
    else irregularity.shiftEdges();
    fillEdge(1, group + 1);
    for (let inGroup = 0; inGroup < RADIALS_PER_GROUP; inGroup++) {
      const r = group * RADIALS_PER_GROUP + inGroup;
      const begin = targets.start[r - firstRadial];
      const count = targets.start[r - firstRadial + 1] - begin;
      if (count === 0) continue;

      // Sort this radial's targets by range, in bins of a step: the walk only needs them in order to within one
      let lastBin = 0;
      bins.fill(0);
      for (let i = 0; i < count; i++) {
        const id = targets.order[begin + i];
        let east: number;
        let north: number;
        if (id < posts) {
          const row = Math.floor(id / window.width);
          east = plane.eastM[id - row * window.width];
          north = plane.northM[row];
        } else {
          east = (demand.longitudeDeg[id - posts] - site.longitudeDeg) * plane.metresPerLonDeg;
          north = (demand.latitudeDeg[id - posts] - site.latitudeDeg) * plane.metresPerLatDeg;
        }
        const range = Math.sqrt(east * east + north * north);
        const bin = Math.floor(range / stepM);
        planeM[i] = range;
        binOf[i] = bin;
        bins[bin + 1]++;
        if (bin > lastBin) lastBin = bin;
      }
      for (let b = 1; b <= lastBin + 1; b++) bins[b] += bins[b - 1];
      for (let i = 0; i < count; i++) sorted[bins[binOf[i]]++] = i;

      pointLine(r);
      sampleRadial(radial, elevation, line, lastBin + 1);
      prepareRadial(radial, lastBin + 1, { antennaAmslM: txAmslM, stepM, curvature });
      irregularity.interpolateTo(inGroup / RADIALS_PER_GROUP, lastBin + 1);
      hull.size = 0;
      let pushed = 0;

      for (let s = 0; s < count; s++) {
        const i = sorted[s];
        const id = targets.order[begin + i];
        let column: number;
        let row: number;
        let distanceM: number;
        if (id < posts) {
          const windowRow = Math.floor(id / window.width);
          const windowColumn = id - windowRow * window.width;
          column = columnAt + windowColumn * columnPer;
          row = rowAt + windowRow * rowPer;
          distanceM = distanceOfHaversineM(
            plane.latTerm[windowRow] + plane.cosTerm[windowRow] * plane.lonTerm[windowColumn],
          );
          target.rxHeightM = task.deviceHeightAglM;
        } else {
          const lonDeg = demand.longitudeDeg[id - posts];
          const latDeg = demand.latitudeDeg[id - posts];
          column = (lonDeg - elevation.westDeg) / elevation.lonStepDeg;
          row = (elevation.northDeg - latDeg) / elevation.latStepDeg;
          distanceM = haversineM(site.longitudeDeg, site.latitudeDeg, lonDeg, latDeg);
          target.rxHeightM = demand.heightAglM[id - posts];
        }
        const steps = Math.ceil(distanceM / stepM);
        if (steps < NEAR_STEPS) {
          lossDb[id] = exact(column, row, distanceM, target.rxHeightM);
          continue;
        }

        // The ground before the receiver, on the target's own line
        const columnBack = (siteColumn - column) / steps;
        const rowBack = (siteRow - row) / steps;
        let sum = 0;
        let weighted = 0;
        for (let j = 0; j <= TAIL_STEPS; j++) {
          const z = bilinear(data, width, height, column + j * columnBack, row + j * rowBack);
          tail.elevationM[j] = z;
          tail.sum[j] = sum;
          tail.weightedSum[j] = weighted;
          sum += z;
          weighted += j * z;
        }
        tail.sum[TAIL_STEPS + 1] = sum;
        tail.weightedSum[TAIL_STEPS + 1] = weighted;
        // Beside a gap in the terrain there is no answer
        if (Number.isNaN(sum)) continue;

        target.distanceM = distanceM;
        target.radialSteps = planeM[i] / stepM;
        target.steps = steps;
        target.rxAmslM = tail.elevationM[0] + target.rxHeightM;
        const bin = binOf[i];
        const fraction = target.radialSteps - bin;
        target.irregularityM =
          irregularity.alongM[bin] + fraction * (irregularity.alongM[bin + 1] - irregularity.alongM[bin]);
        const hullEnd = Math.round((steps - TAIL_STEPS - 1) * (target.radialSteps / steps));
        while (pushed < hullEnd) pushHull(hull, radial.x, radial.flatM, ++pushed);

        describePath(batch, pending, target, radial, tail, hull, constants, curvature, stepM);
        outIndex[pending++] = id;
        if (pending === BATCH_SIZE) flush();
      }
    }
  }
  flush();
  return { pixels: targets.order.length };
}

function earthRadiusAt(constants: ReturnType<typeof batchConstants>, heightM: number): number {
  const cell = Math.round((heightM - constants.tableBottomM) / constants.tableStepM);
  return constants.radiusTableM[Math.min(Math.max(cell, 0), constants.radiusTableM.length - 1)];
}
