import { describe, expect, it } from "vitest";
import { KNIFE_EDGE } from "../../../../src/link/propagation/diffraction/knife-edge.ts";
import {
  diffractionParameter,
  knifeEdgeLossDb,
  wavelengthM,
} from "../../../../src/link/propagation/p526/knife-edge.ts";
import { InputError } from "../../../../src/math/errors.ts";
import { referenceTable } from "../reference-cases.ts";

describe("knifeEdgeLossDb", () => {
  it("stays within 0.14 dB of the Fresnel integrals above v = -0.7", () => {
    const exact = referenceTable("p526").cases.filter((one) => "exactLossDb" in one) as unknown as readonly {
      input: { v: number };
      exactLossDb: number;
    }[];
    expect(exact.length).toBeGreaterThan(30);
    for (const { input, exactLossDb } of exact) {
      if (input.v > -0.7) expect(Math.abs(knifeEdgeLossDb(input.v) - exactLossDb)).toBeLessThan(0.14);
    }
  });

  it("takes 6 dB at grazing and nothing well below the ray", () => {
    // An edge that covers half of the wavefront halves the amplitude: 20 log10 2 = 6.02 dB
    expect(knifeEdgeLossDb(0)).toBeCloseTo(6.02, 1);
    expect(knifeEdgeLossDb(-0.78)).toBe(0);
    expect(knifeEdgeLossDb(-5)).toBe(0);
  });

  it("never falls as the edge rises", () => {
    for (let v = -1; v < 30; v += 0.01) expect(knifeEdgeLossDb(v + 0.01)).toBeGreaterThanOrEqual(knifeEdgeLossDb(v));
  });
});

it("counts v in half Fresnel zones: at the first Fresnel radius v is √2", () => {
  // F1 = √(λ d1 d2 / d): v = h √(2 d / (λ d1 d2)) = √2 at h = F1
  const wavelength = wavelengthM(868e6);
  const radiusM = Math.sqrt((wavelength * 2000 * 3000) / 5000);
  expect(diffractionParameter({ heightM: radiusM, d1M: 2000, d2M: 3000 }, wavelength)).toBeCloseTo(Math.SQRT2, 12);
});

describe("the model", () => {
  const edge = { frequencyHz: 868e6, d1M: 2000, d2M: 3000, heightM: 10 };

  it("takes v in place of an edge, and tells it", () => {
    const byEdge = KNIFE_EDGE.loss(edge);
    expect(KNIFE_EDGE.loss({ v: byEdge.v })).toEqual(byEdge);
  });

  it.each([
    ["both", { ...edge, v: 1 }, "conflicting-inputs"],
    ["an edge in part", { ...edge, d2M: undefined }, "missing-input"],
    ["an edge at the antenna", { ...edge, d1M: 0 }, "out-of-range"],
    ["nonsense", { v: Number.NaN }, "out-of-range"],
  ])("refuses %s", (_, input, code) => {
    expect(() => KNIFE_EDGE.loss(input)).toThrow(expect.objectContaining({ code }));
    expect(() => KNIFE_EDGE.loss(input)).toThrow(InputError);
  });
});
