import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ambientNoise, NOISE_ENVIRONMENT_NAMES, type NoiseEnvironment } from "../../../src/link/noise/p372.ts";
import { InputError } from "../../../src/math/errors.ts";

interface Case {
  readonly id: string;
  readonly input: { environment: NoiseEnvironment; frequencyHz: number };
  readonly expected: { noiseFigureDb: number; withinValidity: boolean };
}
const table = JSON.parse(readFileSync(new URL("../../reference/propagation/p372.json", import.meta.url), "utf8")) as {
  toleranceDb: number;
  cases: Case[];
};

describe("ambientNoise", () => {
  it.each(table.cases)("$id: $input.environment at $input.frequencyHz Hz", ({ input, expected }) => {
    const { noiseFigureDb, withinValidity } = ambientNoise(input.environment, input.frequencyHz);
    expect(Math.abs(noiseFigureDb - expected.noiseFigureDb)).toBeLessThanOrEqual(table.toleranceDb);
    expect(withinValidity).toBe(expected.withinValidity);
  });

  it("has a reference case for every environment", () => {
    expect(new Set(table.cases.map(({ input }) => input.environment))).toEqual(new Set(NOISE_ENVIRONMENT_NAMES));
  });

  it("is quieter in the country at every frequency", () => {
    for (const frequencyHz of [1e6, 100e6, 868e6]) {
      const figures = (["city", "residential", "rural", "quiet-rural"] as const).map(
        (name) => ambientNoise(name, frequencyHz).noiseFigureDb,
      );
      expect(figures).toEqual(figures.toSorted((a, b) => b - a));
    }
  });

  it("refuses an unknown environment with the nearest name, and a bad frequency", () => {
    expect(() => ambientNoise("rurall" as NoiseEnvironment, 868e6)).toThrow(/environment/);
    try {
      ambientNoise("rurall" as NoiseEnvironment, 868e6);
    } catch (error) {
      expect((error as InputError).issues[0].hint).toContain("rural");
    }
    expect(() => ambientNoise("toString" as NoiseEnvironment, 868e6)).toThrow(InputError);
    expect(() => ambientNoise("city", Number.NaN)).toThrow(/frequencyHz/);
  });
});
