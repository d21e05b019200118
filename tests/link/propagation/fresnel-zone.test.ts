import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FresnelPoint, fresnelRadiusM } from "../../../src/link/propagation/fresnel-zone.ts";

const reference = JSON.parse(
  readFileSync(new URL("../../reference/propagation/basic.json", import.meta.url), "utf8"),
) as { fresnelRadius: (FresnelPoint & { radiusM: number })[] };

describe("fresnelRadiusM", () => {
  it("has read its cases", () => {
    expect(reference.fresnelRadius.length).toBeGreaterThanOrEqual(18);
  });

  it.each(reference.fresnelRadius)("$frequencyHz Hz, $d1M m and $d2M m: $radiusM m", ({ radiusM, ...point }) => {
    expect(fresnelRadiusM(point)).toBeCloseTo(radiusM, 9);
  });

  // ITU-R P.526: R_n = 550 √(n d1 d2 / ((d1 + d2) f)) with km and MHz; 550 is √(c) rounded, hence the tolerance of 0.5 %.
  it("agrees with the formula in everyday units", () => {
    const everydayM = 550 * Math.sqrt((3 * 5 * 10) / (15 * 868));
    const radiusM = fresnelRadiusM({ frequencyHz: 868e6, d1M: 5e3, d2M: 10e3, zone: 3 });
    expect(Math.abs(radiusM / everydayM - 1)).toBeLessThan(0.005);
  });

  it.each([0, -1, Number.NaN])("refuses a distance of %d m", (d1M) => {
    expect(() => fresnelRadiusM({ frequencyHz: 868e6, d1M, d2M: 1 })).toThrow(/d1M/);
  });
});
