import { describe, expect, it } from "vitest";
import { addEndLoss, NO_END_LOSS, sumEndLosses } from "../../src/network/end-loss.ts";

const lattice = { width: 3, height: 3, westDeg: 10, northDeg: 50, lonStepDeg: 0.1, latStepDeg: 0.1 };
const postsDb = Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8);

describe("sumEndLosses", () => {
  it("adds what there is", () => {
    expect(sumEndLosses([])).toEqual(NO_END_LOSS);
    const one = { postsDb, demandDb: null };
    expect(sumEndLosses([NO_END_LOSS, one])).toEqual(one);
    const two = { postsDb: postsDb.map((x) => 2 * x), demandDb: Float32Array.of(5) };
    expect(sumEndLosses([one, two])).toEqual({ postsDb: postsDb.map((x) => 3 * x), demandDb: two.demandDb });
  });
});

describe("addEndLoss", () => {
  it("takes the posts of the site's window", () => {
    const window = { ...lattice, width: 2, height: 2, westDeg: 10.1, northDeg: 49.9 };
    const site = { window, lossDb: Float32Array.of(100, Number.NaN, 120, 130), demandLossDb: Float32Array.of(90) };
    addEndLoss(site, lattice, { postsDb, demandDb: Float32Array.of(20) });
    expect([...site.lossDb]).toEqual([104, Number.NaN, 127, 138]);
    expect([...site.demandLossDb]).toEqual([110]);
  });
});
