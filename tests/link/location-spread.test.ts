import { describe, expect, it } from "vitest";
import { statedSpread } from "../../src/link/location-spread.ts";
import { findModel, PATH_MODELS } from "../../src/link/propagation/registry.ts";

const FREQUENCY = { frequencyHz: 868e6 };
const MOBILE = { ...FREQUENCY, baseHeightM: 30, mobileHeightM: 1.5 };
const HEIGHTS = { ...FREQUENCY, txHeightM: 30, rxHeightM: 1.5 };

/** At a kilometre unless told. */
function spread(name: string, inputs: Record<string, unknown>, edgeM = 1000) {
  return statedSpread(findModel(name), inputs, () => edgeM);
}
const sigma = (...args: Parameters<typeof spread>) => spread(...args).sigmaDb;

describe("statedSpread", () => {
  it("is P.1812's by frequency and the width of the area, until ten metres above the clutter", () => {
    // By hand, §4.8: (0.024 · 0.868 + 0.52) · 100^0.28 = 0.540832 · 3.630781 dB at the ground; u = 1 − 1.5/10
    expect(sigma("p1812", { ...HEIGHTS, clutterHeightM: 1.5 })).toBeCloseTo(1.9636, 4);
    expect(sigma("p1812", HEIGHTS)).toBeCloseTo(0.85 * 1.9636, 4);
    expect(sigma("p1812", { ...HEIGHTS, rxHeightM: 12 })).toBe(0);
    expect(sigma("p1812", { ...HEIGHTS, locationSigmaDb: 5.5 })).toBe(5.5);
    expect(sigma("p1812", { ...HEIGHTS, zone: "sea" })).toBe(0);
    expect(sigma("delta-bullington", { ...HEIGHTS, clutterHeightM: 1.5 })).toBeCloseTo(1.9636, 4);
  });

  it("is 3GPP's shadow fading", () => {
    const cell = (scenario: string, lineOfSight: boolean) => ({ ...MOBILE, scenario, lineOfSight });
    // TR 38.901, Table 7.4.1-1
    expect(sigma("3gpp-38901", cell("rma", false))).toBe(8);
    expect(sigma("3gpp-38901", cell("rma", true), 100)).toBe(4);
    expect(sigma("3gpp-38901", cell("rma", true), 9000)).toBe(6);
    expect(sigma("3gpp-38901", cell("uma", true))).toBe(4);
    expect(sigma("3gpp-38901", cell("uma", false))).toBe(6);
    expect(sigma("3gpp-38901", cell("umi", false))).toBe(7.82);
    // Where either may be the case their distance is part of it
    expect(sigma("3gpp-38901", { ...MOBILE, scenario: "rma" }, 1000)).toBeGreaterThan(8);
  });

  it("is the scatter about a fit to measurements", () => {
    expect(sigma("log-distance", { preset: "oulu-land" })).toBe(7.8);
    expect(sigma("log-distance", { preset: "ghent" })).toBe(0);
    expect(sigma("log-distance", { preset: "ghent", shadowingSigmaDb: 6 })).toBe(6);
  });

  it("is Okumura's for Hata's models", () => {
    // By hand: log 868 = 2.938520; 0.65 · 8.634900 − 1.3 · 2.938520 + 5.2 = 6.99261
    expect(sigma("okumura-hata", { ...MOBILE, environment: "urban" })).toBeCloseTo(6.9926, 3);
    expect(sigma("okumura-hata", { ...MOBILE, environment: "suburban" })).toBeCloseTo(8.3926, 3);
    expect(sigma("cost231-hata", { ...MOBILE, frequencyHz: 1800e6 })).toBeCloseTo(7.8562, 3);
  });

  it("is the variability of situations for the Irregular Terrain Model over a profile, with locations in area mode", () => {
    // By hand, 5.3: √(2·9e6·30) + √(2·9e6·1.5) + ∛(575.7e12/18.197) = 23238 + 5196 + 31629 m; 130 km · 1/60.063 = 2164 m
    const situationDb = 5 + 3 * Math.exp(-2.1644e3 / 100e3);
    expect(sigma("itm", HEIGHTS)).toBeCloseTo(situationDb, 3);
    // Δh(1 km) = 90 · (1 − 0.8 e^(−1/50)) m = 19.426 m; k·Δh = 353.5; 5.9: 10 · 353.5 / 366.5
    const locationDb = (10 * 353.5) / 366.5;
    expect(sigma("itm-area", HEIGHTS)).toBeCloseTo(Math.hypot(situationDb, locationDb), 2);
    expect(sigma("itm", { ...HEIGHTS, modeOfVariability: 2 })).toBeCloseTo(Math.hypot(situationDb, locationDb), 2);
    expect(sigma("itm", { ...HEIGHTS, modeOfVariability: 32 })).toBe(0);
  });

  it("is nothing where nothing can shadow, and says so", () => {
    for (const name of ["free-space", "plane-earth", "formula"]) {
      expect(spread(name, {})).toEqual({ sigmaDb: 0, source: "the model knows of none", isCounted: false });
    }
  });

  it("does not count twice what the loss counts already", () => {
    const counted = { sigmaDb: 0, isCounted: true };
    expect(spread("p1812", { ...HEIGHTS, location: 90 })).toMatchObject(counted);
    expect(spread("log-distance", { preset: "bonn", location: 95 })).toMatchObject(counted);
    expect(spread("itm", { ...HEIGHTS, situation: 90 })).toMatchObject(counted);
    expect(spread("itm", { ...HEIGHTS, confidence: 90, reliability: 50 })).toMatchObject(counted);
    expect(spread("itm-area", { ...HEIGHTS, location: 90 })).toMatchObject(counted);
    // In mode 12 no locations vary: their share changes nothing
    expect(spread("itm", { ...HEIGHTS, location: 90 }).isCounted).toBe(false);
  });

  it("has a source for every model that tells one", () => {
    const told = PATH_MODELS.filter(({ locationSpread }) => locationSpread !== undefined);
    expect(told.length).toBeGreaterThan(7);
    for (const { locationSpread } of told) expect(locationSpread?.source).toMatch(/\w{4}/);
  });
});
