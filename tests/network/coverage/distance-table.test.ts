import { describe, expect, it } from "vitest";
import { greatCircleDistanceM } from "../../../src/geo/geodesy.ts";
import { okumuraHataLossDb } from "../../../src/link/propagation/empirical/okumura-hata.ts";
import { compute, madeTask, placeAt, postPlaces } from "../../support/made-task.ts";

// By hand: free space loses 20 log10(4π d f / c) dB.
const freeSpaceDb = (distanceM: number) => 20 * Math.log10((4 * Math.PI * distanceM * 868e6) / 299_792_458);
/** Float32 holds 100 dB to 4e-6 dB. */
const TOLERANCE_DB = 1e-4;

describe("coverage by a model that knows no terrain", () => {
  const demand = [
    [700, -300, 1.5],
    [0, 0, 1.5],
    [0, 0.4, 12],
    [9000, 0, 1.5],
  ] as const;
  // No terrain is read: a gap in it does not matter
  const task = madeTask({ groundM: () => Number.NaN, radiusM: 8000, model: "free-space", demand });

  it.each(["sweep", "exact"] as const)("is free space's closed form at every post (%s)", (method) => {
    const { postDb } = compute(task, method);
    let compared = 0;
    postPlaces(task).forEach(({ eastM, northM }, i) => {
      const distanceM = greatCircleDistanceM(task.site, placeAt(eastM, northM));
      if (Math.abs(distanceM - task.radiusM) < 1e-3) return;
      if (distanceM > task.radiusM) expect(postDb[i]).toBeNaN();
      else {
        compared++;
        expect(Math.abs(postDb[i] - freeSpaceDb(Math.max(distanceM, 1)))).toBeLessThan(TOLERANCE_DB);
      }
    });
    expect(compared).toBeGreaterThan(20_000);
  });

  it.each(["sweep", "exact"] as const)("takes demand points at their own place (%s)", (method) => {
    const { demandDb } = compute(task, method);
    const metres = greatCircleDistanceM(task.site, placeAt(700, -300));
    expect(Math.abs(demandDb[0] - freeSpaceDb(metres))).toBeLessThan(TOLERANCE_DB);
    // At the site, and nearer than a metre: the loss at a metre
    expect(Math.abs(demandDb[1] - freeSpaceDb(1))).toBeLessThan(TOLERANCE_DB);
    expect(Math.abs(demandDb[2] - freeSpaceDb(1))).toBeLessThan(TOLERANCE_DB);
    expect(demandDb[3]).toBeNaN();
  });

  it.each(["sweep", "exact"] as const)("tells a model of mobile radio each place's own height (%s)", (method) => {
    const made = madeTask({
      groundM: () => 0,
      radiusM: 8000,
      siteHeightM: 40,
      model: "okumura-hata",
      demand: [
        [5000, 0, 1.5],
        [5000, 0, 6],
      ],
    });
    const hata = { ...made, inputs: { ...made.inputs, environment: "suburban" } };
    const { demandDb } = compute(hata, method);
    const path = { distanceM: greatCircleDistanceM(hata.site, placeAt(5000, 0)), frequencyHz: 868e6, baseHeightM: 40 };
    [1.5, 6].forEach((mobileHeightM, i) => {
      const lossDb = okumuraHataLossDb({ ...path, mobileHeightM, environment: "suburban", citySize: "small-medium" });
      expect(Math.abs(demandDb[i] - lossDb)).toBeLessThan(TOLERANCE_DB);
    });
  });

  it("shares the places out among sectors", () => {
    const whole = compute(task, "sweep");
    const cut = compute(task, "sweep", 3);
    expect(Buffer.compare(Buffer.from(cut.lossDb.buffer), Buffer.from(whole.lossDb.buffer))).toBe(0);
  });
});
