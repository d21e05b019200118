import { describe, expect, it } from "vitest";
import { bilinear } from "../../../../src/geo/interpolate.ts";
import { effectiveCurvaturePerM, surfaceRefractivityN } from "../../../../src/link/propagation/itm/ground.ts";
import { createItmOutput, ITM_PROPAGATION_MODES } from "../../../../src/link/propagation/itm/path.ts";
import { itmPointToPoint } from "../../../../src/link/propagation/itm/point-to-point.ts";
import { prepareItm } from "../../../../src/link/propagation/itm/settings.ts";
import { computeItmBatch } from "../../../../src/network/coverage/itm/batch.ts";
import { sweepConstants } from "../../../../src/network/coverage/itm/constants.ts";
import {
  ANGLE1_RAD,
  ANGLE2_RAD,
  EARTH_RADIUS_M,
  EFFECTIVE1_M,
  EFFECTIVE2_M,
  HORIZON1_M,
  HORIZON2_M,
  LOSS_DB,
  PLANE,
  ROWS,
  TAIL_STEPS,
  TAILS_BYTES,
} from "../../../../src/network/coverage/itm/layout.ts";
import { createSweepMemory } from "../../../../src/network/coverage/itm/memory.ts";
import { createRadial, sampleRadial } from "../../../../src/network/coverage/radials/radial.ts";
import { madeTerrain } from "../../../support/made-task.ts";
import { seededRandom } from "../../../support/random.ts";
import { quantile } from "../../../support/raster.ts";

const STEP_M = 250;
const settings = prepareItm({ frequencyHz: 868e6 });
const constants = sweepConstants(settings, 100e3);
const terrain = madeTerrain(
  (eastM, northM) =>
    300 + 60 * Math.sin(eastM / 900 + northM / 2000) + 30 * Math.sin(eastM / 310) + 9 * Math.sin(eastM / 83),
  32_000,
  STEP_M,
);
const { width, height } = terrain;
const whole = { column: 0, row: 0, width, height };
const middle = (width - 1) / 2;

function memoryOf(elevation = terrain, part = whole) {
  return createSweepMemory(elevation, part, { samples: width, capacity: ROWS, constants });
}

describe("sampleLine", () => {
  const withGap = { ...terrain, data: terrain.data.slice() };
  withGap.data.fill(Number.NaN, 40 * width, 41 * width);
  it.each([
    ["across the terrain", terrain, { column: middle, row: middle, columnStep: 0.7, rowStep: -0.6 }],
    ["past its edge", terrain, { column: middle, row: 3, columnStep: 0.9, rowStep: -0.1 }],
    ["along its edge", terrain, { column: 0, row: 0, columnStep: 1, rowStep: 0 }],
    ["across a gap", withGap, { column: middle, row: middle, columnStep: 0.1, rowStep: -0.95 }],
    ["along the posts beside a gap", withGap, { column: 5, row: 41, columnStep: 1, rowStep: 0 }],
    ["from beside it", terrain, { column: -4, row: middle, columnStep: 1, rowStep: 0 }],
  ])("reads the ground as the plain walk does: %s", (_name, elevation, line) => {
    const last = 150;
    const radial = createRadial(last + 1);
    const gap = sampleRadial(radial, elevation, line, last);
    const { kernel, elevationM, bareM } = memoryOf(elevation);
    const { column, row, columnStep, rowStep } = line;
    const at = [elevationM.byteOffset, bareM.byteOffset] as const;
    expect(kernel.run.sampleLine(...at, column, row, columnStep, rowStep, last)).toBe(gap);
    expect(elevationM.subarray(0, last + 1)).toEqual(radial.elevationM);
    expect(bareM.subarray(0, last + 1)).toEqual(radial.elevationM);
  });
});

describe("sampleTails", () => {
  const site = { column: middle, row: middle };
  const random = seededRandom(4);
  const anywhere = Array.from({ length: 64 }, () => [(width - 1) * random(), (height - 1) * random()] as const);
  const onEdge = Array.from({ length: 32 }, (_, i) => [i % 2 === 0 ? 0 : width - 1, (height - 1) * random()] as const);
  const onPosts = anywhere.map(([x, y]) => [Math.round(x), Math.round(y)] as const);

  it.each([
    ["anywhere", terrain, anywhere],
    ["on the terrain's edge", terrain, onEdge],
    ["on posts", terrain, onPosts],
    ["in and beside a gap", { ...terrain, data: terrain.data.map((z, i) => (i % 977 < 9 ? Number.NaN : z)) }, anywhere],
  ])("reads the ground on each target's own line: %s", (_name, elevation, places) => {
    const memory = memoryOf(elevation);
    const { kernel, column, row, pathSteps, tails } = memory;
    places.forEach(([x, y], i) => {
      column[i] = x;
      row[i] = y;
      pathSteps[i] = 16 + i;
    });
    const at = [column.byteOffset, row.byteOffset, pathSteps.byteOffset] as const;
    kernel.run.sampleTails(...at, places.length, site.column, site.row, tails.byteOffset);
    places.forEach(([x, y], i) => {
      const first = (Math.floor(i / 4) * TAILS_BYTES) / 4 + (i % 4);
      for (let j = 0; j <= TAIL_STEPS; j++) {
        const share = j / pathSteps[i];
        const place = [x + share * (site.column - x), y + share * (site.row - y)] as const;
        const expected = bilinear(elevation.data, width, height, ...place);
        if (Number.isNaN(expected)) expect(tails[first + 4 * j]).toBeNaN();
        else expect(Math.abs(tails[first + 4 * j] - expected)).toBeLessThan(1e-3);
      }
    });
  });
});

describe.each([
  ["diffraction", 3],
  ["line_of_sight", 200],
] as const)("walk along the posts, with paths of %s", (mode, txHeightM) => {
  // Every path ends on a post of the radial, a whole number of steps away: its samples are the radial's
  const site = { column: 3, row: middle };
  const rxHeightM = 2;
  const firstSteps = 20;
  const lastSteps = 240;
  const groundM = Float64Array.from(
    { length: lastSteps + 2 },
    (_, k) => terrain.data[site.row * width + site.column + k],
  );
  const plain = Array.from({ length: lastSteps + 1 }, (_, steps) => {
    const out = createItmOutput();
    if (steps >= firstSteps) {
      const profile = { elevationM: groundM, steps, resolutionM: STEP_M };
      itmPointToPoint(profile, settings, txHeightM, rxHeightM, out);
    }
    return out;
  });

  const memory = memoryOf();
  const { kernel, batch } = memory;
  const txAmslM = groundM[0] + txHeightM;
  const curvature = 0.5 * effectiveCurvaturePerM(surfaceRefractivityN(settings.refractivityN, txAmslM));
  /** Of each path its number in each plane. */
  const rows: Float32Array[] = [];
  const lastSample = lastSteps + 1;
  const at = [memory.elevationM.byteOffset, memory.bareM.byteOffset] as const;
  const gap = kernel.run.sampleLine(...at, site.column, site.row, 1, 0, lastSample);
  kernel.run.useSite(STEP_M, curvature, txHeightM, txAmslM);
  plain.forEach((out, k) => {
    memory.alongM[k] = out.terrainIrregularityM;
  });
  kernel.run.startWalk(lastSample, txAmslM, STEP_M, curvature);
  for (let from = firstSteps; from <= lastSteps; from += ROWS) {
    const count = Math.min(ROWS, lastSteps + 1 - from);
    for (let i = 0; i < ROWS; i++) {
      const steps = from + Math.min(i, count - 1);
      memory.column[i] = site.column + steps;
      memory.row[i] = site.row;
      memory.distanceM[i] = STEP_M * steps;
      memory.rangeSteps[i] = steps;
      memory.pathSteps[i] = steps;
      memory.rxHeightM[i] = rxHeightM;
    }
    const { column, row, distanceM, rangeSteps, pathSteps, tails } = memory;
    const places = [column.byteOffset, row.byteOffset, pathSteps.byteOffset] as const;
    kernel.run.sampleTails(...places, count, site.column, site.row, tails.byteOffset);
    kernel.run.walk(
      batch.planes.byteOffset,
      count,
      distanceM.byteOffset,
      rangeSteps.byteOffset,
      pathSteps.byteOffset,
      memory.rxHeightM.byteOffset,
      tails.byteOffset,
      gap,
      batch.numbersAt,
    );
    computeItmBatch(batch, count);
    for (let i = 0; i < count; i++) rows.push(batch.planes.filter((_, place) => place % ROWS === i));
  }
  const paths = plain.slice(firstSteps);
  const errors = (plane: number, expected: (index: number) => number) =>
    Float64Array.from(rows, (row, i) => Math.abs(row[plane / PLANE] - expected(i))).sort();

  it("meets many such paths", () => {
    const met = paths.filter(({ propagationMode }) => ITM_PROPAGATION_MODES[propagationMode] === mode);
    expect(met.length / paths.length).toBeGreaterThan(0.2);
  });

  it("bends the earth for the air at the path's mean height", () => {
    // The samples at both ends count half, which moves the mean by some metres, and the radius by a kilometre or two
    expect(
      quantile(
        errors(EARTH_RADIUS_M, (i) => paths[i].effectiveEarthRadiusM),
        1,
      ),
    ).toBeLessThan(3e-4 * 8.5e6);
  });

  it.each([
    ["horizon distances", HORIZON1_M, HORIZON2_M, 5, (i: number, end: number) => paths[i].horizonDistancesM[end]],
    ["horizon angles", ANGLE1_RAD, ANGLE2_RAD, 1e-5, (i: number, end: number) => paths[i].horizonAnglesRad[end]],
    ["effective heights", EFFECTIVE1_M, EFFECTIVE2_M, 0.1, (i: number, end: number) => paths[i].effectiveHeightsM[end]],
  ])("finds the plain model's %s", (_name, plane1, plane2, tolerance, expected) => {
    // Where two summits are seen nearly as high, a curvature common to all paths may choose the other
    expect(
      quantile(
        errors(plane1, (i) => expected(i, 0)),
        0.97,
      ),
    ).toBeLessThan(tolerance);
    expect(
      quantile(
        errors(plane2, (i) => expected(i, 1)),
        0.97,
      ),
    ).toBeLessThan(tolerance);
  });

  it("gives the plain model's loss", () => {
    expect(
      quantile(
        errors(LOSS_DB, (i) => paths[i].lossDb),
        0.95,
      ),
    ).toBeLessThan(0.02);
  });
});
