import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/scenario/parse.ts";
import { neededDegreeCells } from "../../src/scenario/terrain-files.ts";
import { feature } from "./sample.ts";

const cells = (positions: readonly (readonly number[])[], radiusM: number | null, more: object[] = []) =>
  neededDegreeCells(
    parseScenario(
      {
        type: "FeatureCollection",
        chirpscape: { propagation: { model: "free-space", radiusM } },
        features: [
          ...positions.map((coordinates, id) => feature("gateway", { type: "Point", coordinates }, { id })),
          ...more,
        ],
      },
      { purpose: "any" },
    ),
  );

describe("neededDegreeCells", () => {
  it("names cells by their south-west corner", () => {
    expect(cells([[-121.9, 36.6]], 1000)).toEqual(["N36W122"]);
    expect(cells([[18.42, -33.92]], 1000)).toEqual(["S34E018"]);
    expect(cells([[-0.5, -0.5]], 1000)).toEqual(["S01W001"]);
  });

  it("names every cell that a disc touches", () => {
    // 20 km at 36.6° N is 0.224° of longitude: from 121.9° W across 122° W
    expect(cells([[-121.9, 36.6]], 20_000)).toEqual(["N36W123", "N36W122"]);
    expect(cells([[5.99, 45.99]], 5000)).toEqual(["N45E005", "N45E006", "N46E005", "N46E006"]);
  });

  it("crosses the antimeridian", () => {
    expect(cells([[179.99, 10.5]], 5000)).toEqual(["N10W180", "N10E179"]);
  });

  it("without a radius names the cells of stations and demand", () => {
    const device = feature("device", { type: "Point", coordinates: [7.5, 46.5] });
    expect(cells([[5.5, 45.5]], null, [device])).toEqual(["N45E005", "N46E007"]);
  });
});
