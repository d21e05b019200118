import { describe, expect, it } from "vitest";
import { marginColour, probabilityColour, spreadingFactorColour } from "../../../../src/report/colours.ts";
import { GOAL_CODE, NOTHING_COMPUTED } from "../../../../src/report/html/margin-code.ts";
import { type CombinedMaps, createMaps } from "../../../../src/report/html/page/combine.ts";
import { fastestFactor, type LayerName, type LayerStyle, paintLayer } from "../../../../src/report/html/page/layers.ts";
import { LIGHT } from "../../../../src/report/html/page/palette.ts";
import type { PageStation } from "../../../../src/report/html/payload.ts";

/** One post of each code, the first with nothing. */
const CODES = [NOTHING_COMPUTED, 1, GOAL_CODE - 6, GOAL_CODE - 5, GOAL_CODE - 1, GOAL_CODE, 255];
const FACTORS = [7, 8, 9].map((sf, n) => ({ sf, excessDb: -2.5 * n }));

const station = (uplinkAtZeroLossDb: number, downlinkAtZeroLossDb: number) =>
  ({ uplinkAtZeroLossDb, downlinkAtZeroLossDb }) as PageStation;

const STYLE: LayerStyle = {
  layer: "probability",
  palette: LIGHT,
  sensitivityDbm: -130,
  thresholdExcessDb: 0,
  redundancy: 1,
  serverNumbers: [0, 1],
  payload: {
    successByCode: Array.from({ length: 256 }, (_, code) => code / 255),
    sureProbability: 0.9,
    spreadingFactors: FACTORS,
    stations: [station(150, 163), station(150, 150)],
  },
};

function painted(layer: LayerName, change: Partial<LayerStyle> = {}) {
  const maps: CombinedMaps = createMaps(CODES.length, 1);
  maps.bestCode.set(CODES);
  maps.bestStation.set(CODES.map((_, i) => i % 2));
  const image = { data: new Uint8ClampedArray(4 * CODES.length) };
  paintLayer(image, maps, { ...STYLE, layer, ...change });
  return CODES.map((_, i) => [...image.data.subarray(4 * i, 4 * i + 4)]);
}

const rounded = (colour: readonly number[]) => [...Uint8ClampedArray.from(colour)];

describe("paintLayer", () => {
  it("leaves clear what no station reaches, in every layer", () => {
    for (const layer of ["probability", "factor", "balance", "gaps"] as const) expect(painted(layer)[0][3]).toBe(0);
  });

  it("colours probabilities about the sure one", () => {
    const posts = painted("probability");
    expect(posts[1].slice(0, 3)).toEqual(rounded(probabilityColour(1 / 255, 0.9)));
    expect(posts[6].slice(0, 3)).toEqual(rounded(marginColour(1)));
    expect(rounded(probabilityColour(0.9, 0.9))).toEqual(rounded(marginColour(0)));
  });

  it("colours the fastest spreading factor, and veils where none is slow enough", () => {
    const posts = painted("factor");
    const colour = (n: number) => rounded(spreadingFactorColour(n, 3));
    expect(posts[5]).toEqual([...colour(0), 255]);
    expect(posts[4].slice(0, 3)).toEqual(colour(1));
    expect(posts[3].slice(0, 3)).toEqual(colour(1));
    expect(posts[2].slice(0, 3)).toEqual(colour(2));
    expect(posts[1].slice(0, 3)).toEqual(rounded(LIGHT.veil));
    expect(posts[1][3]).toBeLessThan(255);
    // With three decibels more asked for, each is needed earlier
    expect(painted("factor", { thresholdExcessDb: 3 })[5].slice(0, 3)).toEqual(colour(2));
  });

  it("colours the balance by the server", () => {
    const posts = painted("balance");
    expect(posts[5].slice(0, 3)).toEqual(rounded(marginColour(0)));
    expect(posts[6].slice(0, 3)).toEqual(rounded(marginColour(-13 / 20)));
  });
});

describe("fastestFactor", () => {
  it("is exact at the codes' steps", () => {
    expect(fastestFactor(FACTORS, GOAL_CODE, 0)).toBe(0);
    expect(fastestFactor(FACTORS, GOAL_CODE - 1, 0)).toBe(1);
    expect(fastestFactor(FACTORS, GOAL_CODE - 5, 0)).toBe(1);
    expect(fastestFactor(FACTORS, GOAL_CODE - 11, 0)).toBe(-1);
    expect(fastestFactor([], GOAL_CODE, 0)).toBe(-1);
  });
});
