import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/math/errors.ts";
import { matrixAnswer, parseCoverMatrix } from "../../../src/network/placement/matrix.ts";

const GOOD = {
  format: "lora-cover/1",
  name: "example",
  objective: "max-weight-covered",
  k: 1,
  budget: null,
  maxSites: 2,
  sites: [
    { id: "north", cost: 3 },
    { id: "south", cost: 0.5, x: 1, y: 2 },
  ],
  demands: [
    { id: "d0", weight: 2 },
    { id: "d1", weight: 1.5 },
  ],
  covers: [[0, 1], []],
};

/** Code and place of each fault in a matrix that differs from the good one. */
function faults(change: object): string[] {
  try {
    parseCoverMatrix({ ...GOOD, ...change }, "m.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).issues.map(({ code, where }) => `${code} ${where.replace("m.json#", "")}`.trim());
  }
  return [];
}

describe("parseCoverMatrix", () => {
  it("reads an instance", () => {
    const { instance, siteIds } = parseCoverMatrix(GOOD, "m.json");
    expect(siteIds).toEqual(["north", "south"]);
    expect(instance).toEqual({
      costs: Float64Array.of(3, 0.5),
      weights: Float64Array.of(2, 1.5),
      covers: [Uint32Array.of(0, 1), new Uint32Array(0)],
      k: 1,
      fixedOpen: [],
      fixedClosed: [],
      objective: { kind: "max-weight", maxSites: 2, budget: null },
    });
  });

  it("takes the weight of all demands as the target of min-cost-cover-all, with or without a limit", () => {
    const { instance } = parseCoverMatrix(
      { ...GOOD, objective: "min-cost-cover-all", maxSites: undefined, budget: 4 },
      "m.json",
    );
    expect(instance.objective).toEqual({ kind: "min-cost", targetWeight: 3.5, maxSites: null, budget: 4 });
  });

  const cases: [what: string, change: object, expected: string[]][] = [
    ["another format", { format: "lora-cover/2", k: 0 }, ["wrong-format /format"]],
    ["no format", { format: undefined }, ["wrong-format /format"]],
    ["an unknown objective", { objective: "most" }, ["unknown-objective /objective"]],
    ["k below 1", { k: 0 }, ["out-of-range /k"]],
    ["a fractional k", { k: 1.5 }, ["out-of-range /k"]],
    ["no k", { k: undefined }, ["wrong-type /k"]],
    ["no limit", { maxSites: null }, ["missing-limit"]],
    ["both limits", { budget: 3 }, ["both-limits /budget"]],
    ["a limit that is no number", { maxSites: "2" }, ["wrong-type /maxSites"]],
    ["a negative budget", { maxSites: null, budget: -1 }, ["out-of-range /budget"]],
    ["sites that are no list", { sites: {}, covers: [] }, ["wrong-type /sites"]],
    [
      "a site that is no object",
      { sites: ["a", { id: "b", cost: 1 }] },
      ["wrong-type /sites/0", "wrong-type /sites/0/cost", "wrong-type /sites/0/id"],
    ],
    [
      "a negative cost",
      {
        sites: [
          { id: "a", cost: -1 },
          { id: "b", cost: 1 },
        ],
      },
      ["out-of-range /sites/0/cost"],
    ],
    [
      "an infinite cost",
      {
        sites: [
          { id: "a", cost: Number.POSITIVE_INFINITY },
          { id: "b", cost: 1 },
        ],
      },
      ["out-of-range /sites/0/cost"],
    ],
    [
      "a site twice",
      {
        sites: [
          { id: "a", cost: 1 },
          { id: "a", cost: 1 },
        ],
      },
      ["duplicate-id /sites/1/id"],
    ],
    ["a weight of 0", { demands: [{ weight: 0 }, { weight: 1 }] }, ["out-of-range /demands/0/weight"]],
    ["a weight that is text", { demands: [{ weight: 1 }, { weight: "1" }] }, ["wrong-type /demands/1/weight"]],
    ["too few lists", { covers: [[0]] }, ["length-mismatch /covers"]],
    ["an index out of range", { covers: [[0, 2], []] }, ["out-of-range /covers/0/1"]],
    ["a negative index", { covers: [[], [-1]] }, ["out-of-range /covers/1/0"]],
    ["a fractional index", { covers: [[0.5], []] }, ["out-of-range /covers/0/0"]],
    ["indices out of order", { covers: [[1, 0], []] }, ["not-ascending /covers/0/1"]],
    ["an index twice", { covers: [[], [1, 1]] }, ["not-ascending /covers/1/1"]],
    ["a list that is none", { covers: [3, []] }, ["wrong-type /covers/0"]],
    [
      "several faults",
      { k: -1, maxSites: 0, covers: [[7], [1, 0]] },
      ["out-of-range /k", "out-of-range /covers/0/0", "not-ascending /covers/1/1", "out-of-range /maxSites"],
    ],
  ];
  it.each(cases)("refuses %s", (_, change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  it.each([null, 3, "text", [], undefined].map((value) => [value]))("refuses %j in the place of a matrix", (value) => {
    expect(() => parseCoverMatrix(value, "m.json")).toThrow("m.json#: expected an object");
  });

  it("says what was expected, where, and what came", () => {
    expect(() => parseCoverMatrix({ ...GOOD, covers: [[0, 9], []] }, "m.json")).toThrow(
      "m.json#/covers/0/1: expected the index of a demand, 0 to 1, got 9",
    );
  });
});

describe("matrixAnswer", () => {
  const matrix = parseCoverMatrix(GOOD, "m.json");

  it("names the open sites", () => {
    const solution = { status: "optimal", open: [0, 1], objective: 3.5, bound: 3.5, gap: 0, trail: ["x"] } as const;
    expect(matrixAnswer(matrix, solution)).toEqual({
      status: "optimal",
      objective: 3.5,
      bound: 3.5,
      gap: 0,
      chosen: ["north", "south"],
    });
  });

  it("has null where nothing is feasible", () => {
    const solution = { status: "infeasible", open: [], objective: null, bound: null, gap: null, trail: [] } as const;
    expect(matrixAnswer(matrix, solution)).toEqual({
      status: "infeasible",
      objective: null,
      bound: null,
      gap: null,
      chosen: [],
    });
  });
});
