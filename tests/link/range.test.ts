import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findModel } from "../../src/link/propagation/registry.ts";
import { FARTHEST_RANGE_M, lossByDistance, maxRangeM, modelRangeM } from "../../src/link/range.ts";

const freeSpace = findModel("free-space");
const itm = findModel("itm");

describe("maxRangeM", () => {
  it("finds a step", () => {
    expect(maxRangeM({ lossAt: (d) => (d < 1234 ? 100 : 130), maxPathLossDb: 120 })).toBeCloseTo(1234, 4);
  });

  it("is null without an end and 0 without a beginning", () => {
    expect(maxRangeM({ lossAt: () => 100, maxPathLossDb: 100 })).toBeNull();
    expect(maxRangeM({ lossAt: () => 100, maxPathLossDb: 99.9 })).toBe(0);
    expect(maxRangeM({ lossAt: () => Number.NaN, maxPathLossDb: 99.9 })).toBe(0);
  });

  it("stops at the first crossing, where a later one would reach farther", () => {
    // A bump of loss from 1 to 2 km, beyond which it works again up to 10 km
    const lossAt = (d: number) => (d > 1000 && d < 2000 ? 140 : d < 10_000 ? 100 : 150);
    expect(maxRangeM({ lossAt, maxPathLossDb: 120 })).toBeCloseTo(1000, 4);
  });

  it("inverts any growing loss", () => {
    const exponents = fc.double({ min: 1.5, max: 6, noNaN: true });
    fc.assert(
      fc.property(exponents, fc.double({ min: 1, max: 1e6, noNaN: true }), (exponent, distanceM) => {
        const lossAt = (d: number) => 40 + 10 * exponent * Math.log10(d);
        const found = maxRangeM({ lossAt, maxPathLossDb: lossAt(distanceM) });
        expect((found as number) / distanceM).toBeCloseTo(1, 6);
      }),
      { seed: 1 },
    );
  });
});

describe("modelRangeM", () => {
  it("inverts free space, by hand", () => {
    // 20 log10 d = 120 − 20 log10(4π · 868 MHz / c) = 120 − 31.219 = 88.781 dB: d = 27 485 m
    expect(modelRangeM(freeSpace, { frequencyHz: 868e6 }, 120)).toBeCloseTo(27_484.7, 1);
  });

  it("gives the loss back at the range, over level ground too", () => {
    const inputs = { frequencyHz: 868e6, txHeightM: 30, rxHeightM: 1.5 };
    const rangeM = modelRangeM(itm, inputs, 140) as number;
    expect(lossByDistance(itm, inputs)(rangeM)).toBeCloseTo(140, 3);
    // Level ground and low antennas: far less than free space
    expect(rangeM).toBeLessThan(modelRangeM(freeSpace, { frequencyHz: 868e6 }, 140) as number);
  });

  it("stays within the distances that a model takes", () => {
    const model = {
      ...freeSpace,
      lossByDistance: undefined,
      inputs: { ...freeSpace.inputs, distanceM: { ...freeSpace.inputs.distanceM, min: 1000, max: 20_000 } },
      loss: ({ distanceM }: Readonly<Record<string, unknown>>) => {
        const d = distanceM as number;
        if (d < 1000 || d > 20_000) throw new Error(`asked at ${d} m`);
        return { lossDb: Math.log10(d), warnings: [] };
      },
    };
    expect(modelRangeM(model, { frequencyHz: 868e6 }, 4)).toBeCloseTo(10_000, 2);
    expect(modelRangeM(model, { frequencyHz: 868e6 }, 5)).toBeNull();
  });

  it("looks no farther than the other side of the earth", () => {
    expect(modelRangeM(freeSpace, { frequencyHz: 868e6 }, 400)).toBeNull();
    expect(FARTHEST_RANGE_M).toBeCloseTo(Math.PI * 6371e3, -5);
  });
});
