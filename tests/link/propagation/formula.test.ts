import { beforeAll, describe, expect, it } from "vitest";
import { findModel, loadModel } from "../../../src/link/propagation/registry.ts";
import { modelRangeM } from "../../../src/link/range.ts";
import { InputError, type Issue, WorkError } from "../../../src/math/errors.ts";

const model = findModel("formula");
const OULU = "128.95 + 23.2*log10(d/1 km)";

function issuesOf(action: () => unknown): readonly Issue[] {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error("expected an InputError");
}

it("says that it must be loaded first", () => {
  expect(() => model.loss({ formula: OULU, distanceM: 1000 })).toThrow(WorkError);
});

describe("the formula model", () => {
  beforeAll(() => loadModel("formula"));

  it("computes the loss at a distance", () => {
    expect(model.loss({ formula: OULU, distanceM: 1000 }).lossDb).toBe(128.95);
    const more = { frequencyHz: 868e6, txHeightM: 1, rxHeightM: 2 };
    expect(model.loss({ formula: OULU, distanceM: 10_000, ...more }).lossDb).toBeCloseTo(152.15, 9);
  });

  it("asks for what the formula names, and only that", () => {
    const formula = "20*log10(ht*hr/1 m^2) + f/1 GHz + d/1 km";
    const missing = issuesOf(() => model.loss({ formula, distanceM: 1000 }));
    expect(missing.map(({ code, where }) => [code, where])).toEqual([
      ["missing-input", "frequencyHz"],
      ["missing-input", "txHeightM"],
      ["missing-input", "rxHeightM"],
    ]);
    expect(model.loss({ formula: "3" }).lossDb).toBe(3);
  });

  it("tells faults under the input's name", () => {
    expect(issuesOf(() => model.loss({ formula: 'import("fs")' }))[0]).toMatchObject({
      code: "formula-refused",
      where: "formula",
    });
    expect(issuesOf(() => model.loss({ formula: "" }))[0].code).toBe("formula-syntax");
    expect(issuesOf(() => model.loss({ formula: 3 }))[0].code).toBe("wrong-type");
    expect(issuesOf(() => model.loss({}))[0].code).toBe("missing-input");
  });

  it("refuses a loss that is not finite, and says where", () => {
    const [issue] = issuesOf(() => model.loss({ formula: "100 + log10(ht/1 m)", txHeightM: 0 }));
    expect(issue.code).toBe("formula-not-finite");
    expect(issue.message).toContain("ht = 0");
    expect(issuesOf(() => model.loss({ formula: "9^9^9^9" }))[0].code).toBe("formula-not-finite");
  });

  it("gives the same over many distances", () => {
    const lossAt = model.lossByDistance?.({ formula: OULU });
    for (const distanceM of [1, 40, 2500]) {
      expect(lossAt?.(distanceM)).toBe(model.loss({ formula: OULU, distanceM }).lossDb);
    }
  });

  it("can be inverted", () => {
    // 128.95 + 23.2 log10(x) = 152.15 at x = 10
    expect(modelRangeM(model, { formula: OULU }, 152.15)).toBeCloseTo(10_000, 3);
  });
});
