import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineOfSightProbability } from "../../../../src/link/propagation/empirical/tr38901/line-of-sight-probability.ts";
import type { Tr38901Scenario } from "../../../../src/link/propagation/empirical/tr38901/scenario.ts";
import { TR38901 } from "../../../../src/link/propagation/empirical/tr38901.ts";
import { referenceTable, testReferenceCases, warningCodes } from "../reference-cases.ts";

interface ProbabilityCase {
  readonly scenario: Tr38901Scenario;
  readonly distanceM: number;
  readonly mobileHeightM: number;
  readonly probability: number;
}

const { lineOfSightProbability: probabilities } = referenceTable("tr38901") as unknown as {
  lineOfSightProbability: readonly ProbabilityCase[];
};
const path = { scenario: "uma", frequencyHz: 868e6, distanceM: 500, baseHeightM: 25, mobileHeightM: 1.5 } as const;
const losses = (input: Record<string, unknown>) => TR38901.loss(input);

describe("3gpp-38901", () => {
  testReferenceCases("tr38901", "3gpp-38901", 50);

  it.each(probabilities)("$scenario has line of sight at $distanceM m with $probability", (expected) => {
    const { scenario, distanceM, mobileHeightM } = expected;
    expect(lineOfSightProbability(scenario, distanceM, mobileHeightM)).toBeCloseTo(expected.probability, 12);
  });

  it("sees more from above the street in urban macro cells", () => {
    expect(lineOfSightProbability("uma", 150, 20)).toBeGreaterThan(lineOfSightProbability("uma", 150, 13));
    // By hand: 18/150 + e^(−150/63)·(1 − 18/150) = 0.2013; C' = 0.7^1.5 = 0.5857; ·(1 + 0.5857·1.25·3.375·e^−1) = 0.3842
    expect(lineOfSightProbability("uma", 150, 20)).toBeCloseTo(0.3843, 3);
  });

  it("gives the mean of both by their probability when nothing is said of the line of sight", () => {
    const los = losses({ ...path, lineOfSight: true });
    const nlos = losses({ ...path, lineOfSight: false });
    const mean = losses(path);
    const p = mean.lineOfSightProbability as number;
    expect(mean.lossDb).toBeCloseTo(p * los.lossDb + (1 - p) * nlos.lossDb, 12);
    expect(mean).toMatchObject({ lineOfSightLossDb: los.lossDb, obstructedLossDb: nlos.lossDb });
    // The spread of a mixture: what is within the parts and what is between them
    const within = p * 4 ** 2 + (1 - p) * 6 ** 2;
    const between = p * (1 - p) * (nlos.lossDb - los.lossDb) ** 2;
    expect(mean.shadowingSigmaDb).toBeCloseTo(Math.sqrt(within + between), 9);
  });

  // 3GPP TR 38.901, Table 7.4.1-1, shadow fading std; rma changes at its breakpoint of 2π·35·1.5·868e6/3e8 = 954 m
  it.each([
    ["rma", true, 500, 4],
    ["rma", true, 2000, 6],
    ["rma", false, 500, 8],
    ["uma", true, 500, 4],
    ["uma", false, 500, 6],
    ["umi", true, 500, 4],
    ["umi", false, 500, 7.82],
  ])("tells the shadow fading of %s (in sight: %s) at %d m: %d dB", (scenario, lineOfSight, distanceM, sigmaDb) => {
    const input = { ...path, scenario, lineOfSight, distanceM, baseHeightM: 35 };
    expect(losses(input).shadowingSigmaDb).toBe(sigmaDb);
  });

  it("never falls with the distance, in sight, out of it or by probability", () => {
    const scenario = fc.constantFrom("rma", "uma", "umi");
    const sight = fc.constantFrom(true, false, undefined);
    const height = fc.double({ min: 1, max: 40, noNaN: true });
    const distance = fc.double({ min: 1, max: 2e4, noNaN: true });
    fc.assert(
      fc.property(scenario, sight, height, distance, (scenario, lineOfSight, mobileHeightM, distanceM) => {
        const input = { ...path, scenario, lineOfSight, mobileHeightM, baseHeightM: 30, distanceM: undefined };
        const lossAt = TR38901.lossByDistance?.(input) as (distanceM: number) => number;
        expect(lossAt(1.01 * distanceM)).toBeGreaterThanOrEqual(lossAt(distanceM) - 1e-9);
        expect(lossAt(distanceM)).toBe(losses({ ...input, distanceM }).lossDb);
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it("warns outside the ranges of its scenario", () => {
    expect(warningCodes("3gpp-38901", path)).toEqual([]);
    expect(warningCodes("3gpp-38901", { ...path, frequencyHz: 433e6, baseHeightM: 15 })).toEqual([
      "frequency-range",
      "base-height-range",
    ]);
    const rural = { ...path, scenario: "rma", distanceM: 7000, baseHeightM: 35 };
    expect(warningCodes("3gpp-38901", { ...rural, lineOfSight: true })).toEqual([]);
    expect(warningCodes("3gpp-38901", { ...rural, lineOfSight: false })).toEqual(["distance-range"]);
  });

  it("answers for an antenna below the ground that reflects", () => {
    expect(Number.isFinite(losses({ ...path, mobileHeightM: 0.3 }).lossDb)).toBe(true);
  });

  it("refuses what is neither true nor false, and cells that it does not know", () => {
    expect(() => losses({ ...path, lineOfSight: "yes" })).toThrow(/lineOfSight: expected true or false, got "yes"/);
    expect(() => losses({ ...path, scenario: "indoor" })).toThrow(/expected one of rma, uma, umi/);
  });
});
