import { describe, expect, it } from "vitest";
import { findModel } from "../../../src/link/propagation/registry.ts";
import { compute, type GroundM, type MadeTask, madeTask } from "../../support/made-task.ts";

/** A wall of 120 m to the east, 2 km from the site. */
const wall: GroundM = (eastM) => (Math.abs(eastM - 2000) < 50 ? 120 : 0);
const models = ["p1812", "delta-bullington"];

function lossesOf(made: Partial<MadeTask> & { model: string }) {
  const demand = [
    [4000, 0, 1.5],
    [-4000, 0, 1.5],
    [-4000, 0, 20],
  ] as const;
  return compute(madeTask({ groundM: wall, radiusM: 5000, stepM: 100, demand, ...made }), "exact");
}

describe.each(models)("the map of %s, path by path", (model) => {
  it("has the loss of the path itself at each place", () => {
    const { demandDb } = lossesOf({ model });
    // The same paths by hand: 4 km in 40 steps, the wall at the 20th. The latitude is the middle's
    const elevations = Array.from({ length: 41 }, (_, i) => (i === 20 ? 120 : 0));
    const lossOver = (profileM: number[], rxHeightM: number) =>
      findModel(model).loss({ frequencyHz: 868e6, txHeightM: 20, rxHeightM, profileM, resolutionM: 100 }).lossDb;
    expect(demandDb[0]).toBeCloseTo(lossOver(elevations, 1.5), 1);
    expect(demandDb[1]).toBeCloseTo(lossOver(Array(41).fill(0), 1.5), 1);
    expect(demandDb[2]).toBeCloseTo(lossOver(Array(41).fill(0), 20), 1);
  });

  it("shows the wall's shadow, and nothing but it", () => {
    const { demandDb, postDb } = lossesOf({ model });
    expect(demandDb[0]).toBeGreaterThan(demandDb[1] + 15);
    expect(postDb.some((lossDb) => lossDb > 0)).toBe(true);
    const unshaded = lossesOf({ model, groundM: () => 0 });
    expect(demandDb[1]).toBe(unshaded.demandDb[1]);
  });

  it("gives the same by many sectors as by one", () => {
    const task = madeTask({ groundM: wall, radiusM: 2500, stepM: 100, model });
    expect(compute(task, "exact", 5).lossDb).toEqual(compute(task, "exact").lossDb);
  });

  it("leaves out places that a hole in the terrain lies before", () => {
    const { demandDb } = lossesOf({ model, groundM: (eastM) => (eastM > 1500 && eastM < 1800 ? Number.NaN : 0) });
    expect(demandDb[0]).toBeNaN();
    expect(demandDb[1]).toBeGreaterThan(0);
  });
});
