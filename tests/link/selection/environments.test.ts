import { describe, expect, it } from "vitest";
import { ENVIRONMENT_NAMES, environmentLossDb } from "../../../src/link/selection/environments.ts";

describe("environmentLossDb", () => {
  // The fits as published: Oulu 128.95 dB at 1 km and 2.32; Dortmund 132.25 dB at 1 km and 2.65; Lancaster 127.41 dB at 40 m and 2.08.
  // Free space by hand: 20 log10(4π · 10 km · 868 MHz / c) = 111.22 dB
  it.each([
    ["suburban", 10_000, 152.15],
    ["urban", 10_000, 158.75],
    ["built-up", 200, 141.9486],
    ["free-space", 10_000, 111.22],
  ] as const)("%s at %d m", (name, distanceM, lossDb) => {
    expect(environmentLossDb(name, 868e6)(distanceM)).toBeCloseTo(lossDb, 2);
  });

  it("rural is Hata's open area with a gateway at 30 m and a device at 1.5 m", () => {
    // M. Hata 1980, equations for urban areas, small cities and open areas; f in MHz, d in km
    const hata = (d: number) => {
      const f = Math.log10(868);
      const mobile = (1.1 * f - 0.7) * 1.5 - (1.56 * f - 0.8);
      const base = Math.log10(30);
      const urban = 69.55 + 26.16 * f - 13.82 * base - mobile + (44.9 - 6.55 * base) * Math.log10(d);
      return urban - 4.78 * f ** 2 + 18.33 * f - 40.94;
    };
    for (const km of [1, 5, 20]) expect(environmentLossDb("rural", 868e6)(km * 1000)).toBeCloseTo(hata(km), 1);
  });

  it.each(ENVIRONMENT_NAMES)("%s grows with distance and frequency, and is never below free space", (name) => {
    const near = environmentLossDb(name, 868e6);
    const high = environmentLossDb(name, 2403e6);
    const free = environmentLossDb("free-space", 868e6);
    let last = Number.NEGATIVE_INFINITY;
    for (let distanceM = 1; distanceM < 1e6; distanceM *= 1.5) {
      expect(near(distanceM)).toBeGreaterThan(last);
      expect(near(distanceM)).toBeGreaterThanOrEqual(free(distanceM));
      expect(high(distanceM)).toBeGreaterThan(near(distanceM));
      last = near(distanceM);
    }
  });
});
