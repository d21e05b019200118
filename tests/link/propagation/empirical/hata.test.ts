import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COST231_HATA } from "../../../../src/link/propagation/empirical/cost231-hata.ts";
import { OKUMURA_HATA, okumuraHataLossDb } from "../../../../src/link/propagation/empirical/okumura-hata.ts";
import { testReferenceCases, warningCodes } from "../reference-cases.ts";

const path = { frequencyHz: 868e6, distanceM: 5000, baseHeightM: 30, mobileHeightM: 1.5 } as const;

describe("okumura-hata", () => {
  testReferenceCases("hata", "okumura-hata", 20);

  // By hand at 900 MHz, 30 m, 1.5 m, 1 km, where log R is 0: 69.55 + 26.16·2.95424 − 13.82·1.47712 − a,
  // a = (1.1·2.95424 − 0.7)·1.5 − (1.56·2.95424 − 0.8) = 0.0159: 126.40 dB
  it("agrees with a sum by hand", () => {
    const input = { ...path, frequencyHz: 900e6, distanceM: 1000, environment: "urban" };
    expect(OKUMURA_HATA.loss(input).lossDb).toBeCloseTo(126.4, 1);
  });

  it("loses less the more open the surroundings are", () => {
    const [urban, suburban, open] = (["urban", "suburban", "open"] as const).map((environment) =>
      okumuraHataLossDb({ ...path, environment, citySize: "small-medium" }),
    );
    expect(urban).toBeGreaterThan(suburban);
    expect(suburban).toBeGreaterThan(open);
  });

  it("takes the size of the city in urban surroundings only", () => {
    const lossOf = (environment: string, citySize: string) =>
      OKUMURA_HATA.loss({ ...path, mobileHeightM: 5, environment, citySize }).lossDb;
    expect(lossOf("open", "large")).toBe(lossOf("open", "small-medium"));
    expect(lossOf("urban", "large")).not.toBe(lossOf("urban", "small-medium"));
  });

  it("grows with the distance and with the frequency", () => {
    const distance = fc.double({ min: 1, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(distance, fc.constantFrom("urban", "suburban", "open"), (distanceM, environment) => {
        const lossAt = OKUMURA_HATA.lossByDistance?.({ ...path, distanceM: undefined, environment }) as (
          d: number,
        ) => number;
        expect(lossAt(1.01 * distanceM)).toBeGreaterThan(lossAt(distanceM));
        expect(lossAt(distanceM)).toBe(OKUMURA_HATA.loss({ ...path, distanceM, environment }).lossDb);
      }),
      { seed: 1 },
    );
  });

  it("answers outside its range with a warning for each input", () => {
    const outside = { frequencyHz: 2.4e9, distanceM: 500, baseHeightM: 10, mobileHeightM: 0.5, environment: "urban" };
    expect(warningCodes("okumura-hata", outside)).toEqual([
      "frequency-range",
      "distance-range",
      "base-height-range",
      "mobile-height-range",
    ]);
    expect(OKUMURA_HATA.loss(outside).warnings[0].message).toBe(
      "carrier frequency: 2.4 GHz is outside 150 MHz–1.5 GHz, for which the model is given",
    );
    expect(warningCodes("okumura-hata", { ...path, environment: "open" })).toEqual([]);
  });

  it("wants the surroundings named", () => {
    expect(() => OKUMURA_HATA.loss(path)).toThrow(/environment: missing/);
    expect(() => OKUMURA_HATA.loss({ ...path, environment: "forest" })).toThrow(
      /expected one of urban, suburban, open/,
    );
  });
});

describe("cost231-hata", () => {
  testReferenceCases("hata", "cost231-hata", 8);

  it("loses 3 dB more in a metropolitan centre, not in its suburbs", () => {
    const lossOf = (citySize: string, environment: string) =>
      COST231_HATA.loss({ ...path, frequencyHz: 1.8e9, citySize, environment }).lossDb;
    expect(lossOf("large", "urban") - lossOf("small-medium", "urban")).toBeCloseTo(3, 12);
    expect(lossOf("large", "suburban")).toBe(lossOf("small-medium", "urban"));
  });

  it("warns at the frequencies that Okumura–Hata is for", () => {
    expect(warningCodes("cost231-hata", path)).toEqual(["frequency-range"]);
    expect(warningCodes("cost231-hata", { ...path, frequencyHz: 1.8e9 })).toEqual([]);
  });
});
