import { describe, expect, it } from "vitest";
import { computePath } from "../../src/link/path.ts";
import { type ComparisonRequest, comparePathModels } from "../../src/link/path-comparison.ts";
import { findModel, PATH_MODELS } from "../../src/link/propagation/registry.ts";

/** Ten kilometres with a hill of 60 m in the middle. */
const elevationM = Float64Array.from({ length: 101 }, (_, i) => 40 + 60 * Math.exp(-(((i - 50) / 8) ** 2)));
const request: ComparisonRequest = {
  ground: { elevationM, distanceM: 10_000, bearingDeg: null },
  txHeightAglM: 30,
  rxHeightAglM: 1.5,
  frequencyHz: 868e6,
  modelInputs: { environment: "suburban" },
};
const models = PATH_MODELS.filter(({ name }) => name !== "formula");
const { models: compared, freeSpaceLossDb, lineOfSight } = comparePathModels(request, models);

describe("comparePathModels", () => {
  it("answers for every model, in order, once", () => {
    expect(compared.map(({ name }) => name)).toEqual(models.map(({ name }) => name));
    expect(lineOfSight).toBe(false);
  });

  it("says of each what the path says by that model alone", () => {
    const run = compared.filter((model) => "lossDb" in model);
    expect(run.length).toBeGreaterThan(5);
    for (const { name, lossDb, excessDb, warnings } of run) {
      const model = findModel(name);
      const modelInputs = "environment" in model.inputs ? request.modelInputs : {};
      const alone = computePath({ ...request, model, modelInputs });
      expect(lossDb).toBe(alone.pathLossDb);
      expect(warnings).toEqual(alone.warnings);
      expect(excessDb).toBeCloseTo(lossDb - freeSpaceLossDb, 9);
    }
  });

  it("measures against free space", () => {
    // By hand: 32.448 + 20 log10(868) + 20 log10(10) = 111.218 dB (f in MHz, d in km)
    expect(freeSpaceLossDb).toBeCloseTo(111.218, 2);
    expect(compared.find(({ name }) => name === "free-space")).toMatchObject({ excessDb: 0, warnings: [] });
  });

  it("skips what lacks an input, and names the input as it is asked to", () => {
    expect(compared.find(({ name }) => name === "log-distance")).toMatchObject({
      skipped: expect.stringMatching(/exponent: missing/),
    });
    const flags = comparePathModels({ ...request, where: (key) => `<${key}>` }, models);
    expect(flags.models.find(({ name }) => name === "log-distance")).toMatchObject({
      skipped: expect.stringMatching(/<exponent>: missing/),
    });
  });

  it("keeps a remark on a range beside the answer", () => {
    expect(compared.find(({ name }) => name === "cost231-hata")).toMatchObject({
      lossDb: expect.any(Number),
      warnings: expect.arrayContaining([expect.objectContaining({ code: "frequency-range" })]),
    });
  });

  it("refuses an input that no model can use, and a path without ground", () => {
    const bad = { ...request, modelInputs: { environment: "village" } };
    expect(() => comparePathModels(bad, models)).toThrow(expect.objectContaining({ code: "unknown-value" }));
    const hole = { ...request.ground, elevationM: elevationM.with(50, Number.NaN) };
    expect(() => comparePathModels({ ...request, ground: hole }, models)).toThrow(
      expect.objectContaining({ code: "missing-terrain" }),
    );
  });
});
