import { describe, expect, it } from "vitest";
import { diffractionSurface, fitSmoothSurface } from "../../../../src/link/propagation/p526/smooth-surface.ts";
import { fitGround, smoothSurface } from "../../../../src/network/coverage/diffraction/ground-fit.ts";
import { createWalk, layerOf, startRadial, walkTo } from "../../../../src/network/coverage/diffraction/walk.ts";
import { type GroundM, madeTask, placeAt } from "../../../support/made-task.ts";

const STEP_M = 100;
const STEPS = 40;

/** Walks to a place four kilometres to the east, on the radial itself, and makes the same path as a profile. */
function walked(groundM: GroundM) {
  const task = madeTask({ groundM, radiusM: 5000, stepM: STEP_M });
  const walk = createWalk(task, 60, null);
  const flatEarth = layerOf(walk, "ground", Number.POSITIVE_INFINITY);
  const { longitudeDeg } = placeAt(STEPS * STEP_M, 0);
  const column = (longitudeDeg - task.elevation.westDeg) / task.elevation.lonStepDeg;
  walk.line.columnStep = (column - walk.line.column) / STEPS;
  startRadial(walk, STEPS + 1);
  const distanceM = STEPS * STEP_M;
  const receiver = { column, row: walk.line.row, distanceM, rangeSteps: STEPS, heightM: 2 };
  expect(walkTo(walk, receiver, STEPS)).toBe(true);
  const ground = Float64Array.from({ length: STEPS + 1 }, (_, i) => groundM(i * STEP_M, 0));
  const profile = {
    count: STEPS + 1,
    distanceM: Float64Array.from({ length: STEPS + 1 }, (_, i) => i * STEP_M),
    groundM: ground,
    surfaceM: ground,
  };
  return { walk, flatEarth, profile };
}

describe.each<[string, GroundM]>([
  ["flat ground", () => 70],
  ["a slope", (eastM) => 300 - 0.05 * eastM],
  ["a ridge", (eastM) => (Math.abs(eastM - 1500) < 250 ? 160 : 100)],
  ["a hill next to the receiver", (eastM) => 100 + 60 * Math.exp(-(((eastM - 3700) / 200) ** 2))],
  ["hills", (eastM) => 100 + 40 * Math.sin(eastM / 300) + 15 * Math.cos(eastM / 90)],
])("the smooth surface under %s", (_, groundM) => {
  const { walk, flatEarth, profile } = walked(groundM);

  it("is the fitted line of the profile", () => {
    const wanted = fitSmoothSurface(profile);
    const fitted = fitGround(walk);
    expect(fitted.txM).toBeCloseTo(wanted.txM, 3);
    expect(fitted.rxM).toBeCloseTo(wanted.rxM, 3);
  });

  it("is lowered as over the profile", () => {
    const antennas = { txM: walk.path.txM, rxM: walk.path.rxM };
    const wanted = diffractionSurface(profile, fitSmoothSurface(profile), antennas);
    const surface = smoothSurface(walk, fitGround(walk), antennas, flatEarth);
    expect(surface.txM).toBeCloseTo(wanted.txM, 3);
    expect(surface.rxM).toBeCloseTo(wanted.rxM, 3);
  });
});
