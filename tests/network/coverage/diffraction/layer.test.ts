import { describe, expect, it } from "vitest";
import {
  highestAbove,
  highestAboveRay,
  leastClearance,
} from "../../../../src/network/coverage/diffraction/clearance.ts";
import {
  createLayer,
  extendHull,
  findHorizons,
  type Horizons,
  type PathOnWalk,
  prepareLayer,
} from "../../../../src/network/coverage/diffraction/layer.ts";
import { seededRandom } from "../../../support/random.ts";

const STEP_M = 90;
const TAIL_STEPS = 10;

/** A path whose own line is the radial, over rough ground: everything can be found by a look at each sample. */
function madePath(seed: number, steps: number, roughM: number, curvature: number) {
  const random = seededRandom(seed);
  const heightM = new Float64Array(steps + 2);
  for (let k = 1; k < heightM.length; k++) heightM[k] = heightM[k - 1] + roughM * (random() - 0.5);
  const layer = createLayer(heightM.length, heightM, curvature);
  const txM = heightM[0] + 5 + 40 * random();
  const path: PathOnWalk = {
    distanceM: steps * STEP_M,
    steps,
    rangeSteps: steps,
    radialStepM: STEP_M,
    pathStepM: STEP_M,
    txM,
    rxM: heightM[steps] + 1 + 10 * random(),
    lastSample: steps - TAIL_STEPS - 1,
    shear: 0,
  };
  prepareLayer(layer, steps + 1, STEP_M, txM);
  extendHull(layer, path.lastSample);
  const tailM = Float64Array.from({ length: TAIL_STEPS + 1 }, (_, j) => heightM[steps - j]);
  const inner = Array.from({ length: steps - 1 }, (_, i) => ({ d: (i + 1) * STEP_M, h: heightM[i + 1] }));
  return { layer, path, tailM, inner };
}

const cases = [
  [1, 30, 20, 0],
  [2, 200, 30, 1 / 17e6],
  [3, 333, 5, 1 / 17e6],
  [4, 333, 0, 1 / 17e6],
  [5, 64, 60, 1 / 38e6],
  [6, 21, 3, 0],
] as const;

describe.each(cases)("a layer (seed %d, %d steps, %d m rough, curvature %d)", (seed, steps, roughM, curvature) => {
  const { layer, path, tailM, inner } = madePath(seed, steps, roughM, curvature);
  const { distanceM, txM, rxM } = path;
  const seen: Horizons = { txSlope: 0, txDistanceM: 0, rxSlope: 0, rxDistanceM: 0 };

  it("finds both horizons", () => {
    findHorizons(layer, tailM, path, seen);
    const fromTx = inner.map(({ d, h }) => (h - txM) / d - d * curvature);
    const fromRx = inner.map(({ d, h }) => (h - rxM) / (distanceM - d) - (distanceM - d) * curvature);
    expect(seen.txSlope).toBeCloseTo(Math.max(...fromTx), 12);
    expect(seen.txDistanceM).toBe(inner[fromTx.indexOf(Math.max(...fromTx))].d);
    expect(seen.rxSlope).toBeCloseTo(Math.max(...fromRx), 12);
    expect(seen.rxDistanceM).toBeCloseTo(distanceM - inner[fromRx.indexOf(Math.max(...fromRx))].d, 6);
  });

  it("finds the least clearance, where there is any above what is looked for", () => {
    const raisedM = 500;
    const high = { ...path, txM: txM + raisedM, rxM: rxM + raisedM };
    for (const [made, above] of [
      [path, 0],
      [high, raisedM],
    ] as const) {
      const ratios = inner.map(({ d, h }) => {
        const rest = distanceM - d;
        return (h + d * rest * curvature - above - (txM * rest + rxM * d) / distanceM) / Math.sqrt(d * rest);
      });
      const greatest = Math.max(...ratios);
      expect(leastClearance(layer, tailM, made, -1e9)).toBeCloseTo(greatest, 10);
      if (greatest < 0) expect(leastClearance(layer, tailM, made, 0.999 * greatest)).toBe(Number.NEGATIVE_INFINITY);
    }
  });

  // Asked of a flat earth's layer alone
  it.runIf(curvature === 0)("finds what stands highest over a line", () => {
    const line = { txM: txM - 30, slope: -0.001, fromM: 4 * STEP_M, toM: distanceM - 5 * STEP_M };
    const within = inner.filter(({ d }) => d >= line.fromM && d <= line.toM);
    const wanted = Math.max(...within.map(({ d, h }) => h - line.txM - line.slope * d));
    expect(highestAbove(layer, tailM, path, line)).toBeCloseTo(wanted, 9);
    const overRay = Math.max(...inner.map(({ d, h }) => h - (txM * (distanceM - d) + rxM * d) / distanceM));
    expect(highestAboveRay(layer, tailM, path)).toBeCloseTo(overRay, 9);
  });
});
