import { haversineM } from "../../../geo/geodesy.ts";
import type { CoverageTask } from "../task.ts";
import { distanceOfHaversineM, RADIALS_PER_GROUP, type Targets } from "./targets.ts";

/** A receiver by its place in the elevation grid, its range on the radial in steps, and its height above ground. */
export interface Receiver {
  column: number;
  row: number;
  distanceM: number;
  rangeSteps: number;
  heightM: number;
}

/**
 * The targets next to one radial, in the order in which walks outwards pass them. The radial's share of the circle is cut into
 * equal strips, each with a walk through its middle. Filled again for each radial.
 */
export interface RadialTargets {
  count: number;
  readonly strips: number;
  /** By strip: the step in which its farthest target lies, −1 for none, and the places of its targets in `byRange`. */
  readonly lastStep: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** Number in the task, place in the elevation grid, great-circle distance, range in steps on the map plane, and height. */
  readonly id: Int32Array;
  readonly column: Float64Array;
  readonly row: Float64Array;
  readonly distanceM: Float64Array;
  readonly rangeSteps: Float64Array;
  readonly heightM: Float64Array;
  readonly strip: Int32Array;
  /** Targets by strip and range, in bins of a step: a walk needs no finer order. */
  readonly byRange: Int32Array;
  readonly bins: Int32Array;
}

/** @param samples that a radial has at most */
export function createRadialTargets({ start }: Targets, samples: number, strips: number): RadialTargets {
  let capacity = 0;
  for (let r = 0; r + 1 < start.length; r++) capacity = Math.max(capacity, start[r + 1] - start[r]);
  return {
    count: 0,
    strips,
    lastStep: new Int32Array(strips),
    begin: new Int32Array(strips),
    end: new Int32Array(strips),
    id: new Int32Array(capacity),
    column: new Float64Array(capacity),
    row: new Float64Array(capacity),
    distanceM: new Float64Array(capacity),
    rangeSteps: new Float64Array(capacity),
    heightM: new Float64Array(capacity),
    strip: new Int32Array(capacity),
    byRange: new Int32Array(capacity),
    bins: new Int32Array(strips * samples + 1),
  };
}

/** Looks up a radial's targets and orders them by range. */
export function readRadialTargets(out: RadialTargets, task: CoverageTask, targets: Targets, radial: number): void {
  const { elevation, window, demand, site, stepM } = task;
  const { plane } = targets;
  const { id, column, row, distanceM, rangeSteps, heightM, strip, byRange, bins, strips, lastStep, begin, end } = out;
  const binsPerStrip = (bins.length - 1) / strips;
  const angle = (2 * Math.PI * radial) / targets.radialCount;
  // Strips by the sine of the angle from the radial, which is small
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const stripsPerRad = (strips * targets.radialCount) / (2 * Math.PI);
  const index = radial - targets.groupFrom * RADIALS_PER_GROUP;
  const first = targets.start[index];
  const count = targets.start[index + 1] - first;
  const posts = window.width * window.height;
  // The window's posts in the elevation grid's columns and rows
  const columnAt = (window.westDeg - elevation.westDeg) / elevation.lonStepDeg;
  const columnPer = window.lonStepDeg / elevation.lonStepDeg;
  const rowAt = (elevation.northDeg - window.northDeg) / elevation.latStepDeg;
  const rowPer = window.latStepDeg / elevation.latStepDeg;
  lastStep.fill(-1);
  bins.fill(0);
  for (let i = 0; i < count; i++) {
    const target = targets.order[first + i];
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
      heightM[i] = task.deviceHeightAglM;
    } else {
      const lonDeg = demand.longitudeDeg[target - posts];
      const latDeg = demand.latitudeDeg[target - posts];
      eastM = (lonDeg - site.longitudeDeg) * plane.metresPerLonDeg;
      northM = (latDeg - site.latitudeDeg) * plane.metresPerLatDeg;
      column[i] = (lonDeg - elevation.westDeg) / elevation.lonStepDeg;
      row[i] = (elevation.northDeg - latDeg) / elevation.latStepDeg;
      distanceM[i] = haversineM(site.longitudeDeg, site.latitudeDeg, lonDeg, latDeg);
      heightM[i] = demand.heightAglM[target - posts];
    }
    const steps = Math.sqrt(eastM * eastM + northM * northM) / stepM;
    id[i] = target;
    rangeSteps[i] = steps;
    const bin = steps | 0;
    const aside = (northM * cosine - eastM * sine) / (steps * stepM || 1);
    const at = Math.min(Math.max(Math.floor(0.5 * strips + aside * stripsPerRad), 0), strips - 1);
    strip[i] = at;
    bins[at * binsPerStrip + bin + 1]++;
    if (bin > lastStep[at]) lastStep[at] = bin;
  }
  for (let bin = 1; bin < bins.length; bin++) bins[bin] += bins[bin - 1];
  for (let at = 0; at < strips; at++) {
    begin[at] = bins[at * binsPerStrip];
    end[at] = bins[(at + 1) * binsPerStrip];
  }
  for (let i = 0; i < count; i++) byRange[bins[strip[i] * binsPerStrip + (rangeSteps[i] | 0)]++] = i;
  out.count = count;
}

/** Copies one target of the radial into a receiver. */
export function readReceiver(from: RadialTargets, i: number, to: Receiver): void {
  to.column = from.column[i];
  to.row = from.row[i];
  to.distanceM = from.distanceM[i];
  to.rangeSteps = from.rangeSteps[i];
  to.heightM = from.heightM[i];
}
