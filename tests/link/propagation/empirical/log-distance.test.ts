import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOG_DISTANCE } from "../../../../src/link/propagation/empirical/log-distance.ts";
import { LORA_FIT_NAMES, LORA_FITS, type LoraFit } from "../../../../src/link/propagation/empirical/lora-fits.ts";
import { testReferenceCases, warningCodes } from "../reference-cases.ts";

const lossDb = (input: Record<string, unknown>) => LOG_DISTANCE.loss(input).lossDb;

describe("log-distance", () => {
  testReferenceCases("log-distance", "log-distance", 13);

  it("takes a reference distance of a kilometre unless told", () => {
    expect(lossDb({ distanceM: 10_000, exponent: 3, referenceLossDb: 120 })).toBeCloseTo(150, 12);
  });

  // Petäjäjärvi et al.: 128.95 + 23.2 log10(d / 1 km), σ 7.8 dB; the normal deviate of 90 % is 1.28155
  it("takes loss, slope and spread from a preset", () => {
    const median = lossDb({ preset: "oulu-land", distanceM: 10_000 });
    expect(median).toBeCloseTo(152.15, 9);
    expect(lossDb({ preset: "oulu-land", distanceM: 10_000, location: 90 })).toBeCloseTo(median + 7.8 * 1.28155, 4);
    expect(lossDb({ preset: "oulu-land", distanceM: 10_000, location: 90, shadowingSigmaDb: 0 })).toBe(median);
    expect(LOG_DISTANCE.loss({ preset: "oulu-land", distanceM: 10_000 })).toMatchObject({
      shadowingSigmaDb: 7.8,
      medianLossDb: median,
    });
  });

  it.each(LORA_FIT_NAMES)("has a source for %s, and a loss above that of free space at a kilometre", (preset) => {
    expect(LORA_FITS[preset].source.length).toBeGreaterThan(20);
    // ITU-R P.525 at 868 MHz: 91.2 dB
    expect(lossDb({ preset, distanceM: 1000 })).toBeGreaterThan(91.2);
  });

  it.each(LORA_FIT_NAMES)("is in the guide with the figures of %s", (preset) => {
    const guide = readFileSync(new URL("../../../../docs/guide/path-loss.md", import.meta.url), "utf8");
    const row = guide.split("\n").find((line) => line.startsWith(`| \`${preset}\` |`)) ?? "";
    const [, , , exponent, referenceLoss, , sigma] = row.split("|").map((cell) => Number.parseFloat(cell));
    const fit: LoraFit = LORA_FITS[preset];
    expect(exponent).toBeCloseTo(fit.exponent, 3);
    expect(referenceLoss).toBeCloseTo(fit.referenceLossDb, 3);
    if (fit.shadowingSigmaDb === null) expect(sigma).toBeNaN();
    else expect(sigma).toBe(fit.shadowingSigmaDb);
  });

  it("warns of another frequency than the preset's, and of a spread that nobody knows", () => {
    const input = { preset: "dortmund", distanceM: 1000 };
    expect(warningCodes("log-distance", { ...input, frequencyHz: 868e6 })).toEqual([]);
    expect(warningCodes("log-distance", { ...input, frequencyHz: 915e6 })).toEqual([]);
    expect(warningCodes("log-distance", { ...input, frequencyHz: 433e6 })).toEqual(["frequency-range"]);
    expect(warningCodes("log-distance", { ...input, location: 95 })).toEqual(["unknown-shadowing"]);
    expect(warningCodes("log-distance", { ...input, location: 95, shadowingSigmaDb: 8 })).toEqual([]);
  });

  it("has one loss over distance in both forms", () => {
    const input = { preset: "bonn", location: 80 };
    const lossAt = LOG_DISTANCE.lossByDistance?.(input) as (distanceM: number) => number;
    for (const distanceM of [1, 50, 3000, 40_000]) expect(lossAt(distanceM)).toBe(lossDb({ ...input, distanceM }));
  });

  it.each([
    [{ distanceM: 1000 }, "missing-input"],
    [{ distanceM: 1000, preset: "bonn", exponent: 2 }, "conflicting-inputs"],
    [{ distanceM: 1000, preset: "oulu" }, "unknown-value"],
    [{ distanceM: 1000, exponent: 0, referenceLossDb: 100 }, "out-of-range"],
    [{ distanceM: -5, preset: "bonn" }, "out-of-range"],
    [{ distanceM: 1000, preset: "bonn", location: 100 }, "out-of-range"],
  ])("refuses %j", (input, code) => {
    expect(() => LOG_DISTANCE.loss(input)).toThrow(expect.objectContaining({ code }));
  });
});
