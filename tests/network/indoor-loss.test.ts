import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { demandPoints } from "../../src/network/demand.ts";
import { entryLossDb, indoorEndLoss } from "../../src/network/indoor-loss.ts";
import { type MadeScenario, madeScenario } from "../support/made-scenario.ts";

const LATTICE = { width: 3, height: 2, westDeg: 0, northDeg: 0, lonStepDeg: 1, latStepDeg: 1 };
const made = (change: Partial<MadeScenario>) => madeScenario({ stations: [{ at: [0, 0] }], ...change });

interface Case {
  readonly id: string;
  readonly input: {
    readonly frequencyHz: number;
    readonly building: "traditional" | "thermally-efficient";
    readonly probability: number;
    readonly elevationDeg: number;
  };
  readonly expected: { readonly lossDb: number };
}
// See tests/reference/propagation/SOURCE.md
const table = JSON.parse(readFileSync("tests/reference/propagation/p2109.json", "utf8")) as {
  toleranceDb: number;
  cases: Case[];
};

describe("entryLossDb", () => {
  const level = table.cases.filter(({ input, expected }) => input.elevationDeg === 0 && expected.lossDb !== undefined);

  it("has reference cases to be held against", () => expect(level.length).toBeGreaterThan(3));

  it.each(level)("$id", ({ input, expected }) => {
    const scenario = made({ indoor: { probability: input.probability / 100 } });
    const there = { ...scenario, radio: { ...scenario.radio, frequencyHz: input.frequencyHz } };
    expect(Math.abs(entryLossDb(there, input.building) - expected.lossDb)).toBeLessThan(table.toleranceDb);
  });

  it("is nothing outdoors", () => expect(entryLossDb(made({}), null)).toBe(0));
});

describe("indoorEndLoss", () => {
  it("is paid by indoor areas and devices alone, each by its building", () => {
    const scenario = made({
      areas: [{ box: [0, 0, 1000, 1000], indoor: "traditional" }],
      devices: [{ at: [0, 500] }, { at: [0, 700], indoor: "thermally-efficient" }],
    });
    const { postsDb, demandDb } = indoorEndLoss(scenario, demandPoints(scenario), LATTICE);
    expect(postsDb).toBeNull();
    // By hand at 868 MHz, P.2109-2: 14.22 dB and 31.21 dB
    const expected = [14.22, 14.22, 14.22, 14.22, 0, 31.21];
    expect(demandDb).toHaveLength(expected.length);
    expected.forEach((lossDb, i) => {
      expect(demandDb?.[i]).toBeCloseTo(lossDb, 2);
    });
  });

  it("is paid all over the maps where the default device is indoors", () => {
    const scenario = made({ device: { indoor: "traditional" }, devices: [{ at: [0, 500] }] });
    const { postsDb, demandDb } = indoorEndLoss(scenario, demandPoints(scenario), LATTICE);
    expect(postsDb).toHaveLength(6);
    expect(postsDb?.every((lossDb) => Math.abs(lossDb - 14.22) < 0.005)).toBe(true);
    expect(demandDb).toBeNull();
  });
});
