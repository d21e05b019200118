import { describe, expect, it } from "vitest";
import type { CoverageComparison } from "../../src/network/compare.ts";
import { differenceHtml } from "../../src/report/difference/html.ts";
import { differenceOutputs } from "../../src/report/difference/outputs.ts";
import { differencePng } from "../../src/report/difference/png.ts";
import { differenceScale } from "../../src/report/difference/scale.ts";
import { describeComparison, differenceStatistics } from "../../src/report/difference/statistics.ts";
import { differenceSummary } from "../../src/report/difference/summary.ts";
import { differenceText } from "../../src/report/difference/text.ts";
import { decodePng } from "../support/decode-png.ts";
import { samplePlan } from "../support/sample-plan.ts";

const plan = samplePlan();

/** The sample plan beside itself with losses that grow from west to east by −10 … +10 dB. */
function sampleComparison(): CoverageComparison {
  const { maps, scenario } = plan;
  const differenceDb = maps.pathLossDb.map((loss, i) => {
    const column = i % maps.width;
    return Number.isNaN(loss) ? loss : -10 + (20 * column) / (maps.width - 1);
  });
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = maps;
  const side = { scenario, method: "sweep" } as const;
  const other = { ...scenario, propagation: { ...scenario.propagation, model: "p1812" } };
  return {
    sides: [
      { ...side, name: scenario.propagation.model },
      { ...side, name: "p1812", scenario: other },
    ],
    plans: [plan, { ...plan, scenario: other }],
    radiusM: 20_000,
    lattice: { width, height, westDeg, northDeg, lonStepDeg, latStepDeg },
    differenceDb,
    decisions: { both: 60, onlyA: 10, onlyB: 5, neither: 25 },
  };
}

const comparison = describeComparison(sampleComparison());

describe("differenceStatistics", () => {
  it("describes the pixels that were computed", () => {
    const statistics = differenceStatistics(Float32Array.of(3, Number.NaN, -1, 1, -3));
    expect(statistics).toMatchObject({ pixels: 4, meanDb: 0, minDb: -3, maxDb: 3 });
    expect(statistics.rmseDb).toBeCloseTo(Math.sqrt(20 / 4), 12);
    expect(statistics.percentilesDb.get(50)).toBe(0);
    expect(statistics.absolutePercentilesDb.get(50)).toBe(2);
  });

  it("counts every pixel in a bar of round width, outliers in the outermost", () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i === 500 ? 400 : (i % 100) / 10));
    const { histogram } = differenceStatistics(values);
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
    expect(histogram.counts.length).toBeGreaterThan(15);
    expect(histogram.counts.length).toBeLessThan(60);
    expect(histogram.fromDb).toBeCloseTo(0, 9);
  });

  it("has no numbers where nothing was computed", () => {
    const empty = differenceStatistics(Float32Array.of(Number.NaN));
    expect(empty.pixels).toBe(0);
    expect(empty.meanDb).toBeNaN();
    expect(empty.histogram.counts).toEqual([]);
    expect(differenceScale(empty).endDb).toBeGreaterThan(0);
  });
});

describe("differenceScale", () => {
  const scale = differenceScale(comparison.statistics);

  it("ends at a round value that most pixels stay below", () => {
    expect(scale.endDb).toBe(10);
  });

  it("is brown where the second loses more, teal where less, pale between", () => {
    const [more, none, less] = [8, 0.1, -8].map((value) => scale.colourOf(value));
    expect(more[0]).toBeGreaterThan(more[2] + 60);
    expect(less[2]).toBeGreaterThan(less[0] + 60);
    expect(Math.min(...none)).toBeGreaterThan(220);
    expect(scale.colourOf(500)).toEqual(scale.colourOf(10));
  });
});

describe("the files of a comparison", () => {
  it("are the difference as raster, picture and page, then the summary", () => {
    const names = differenceOutputs(comparison).map(({ name }) => name);
    expect(names).toEqual(["difference.tif", "difference.png", "difference.html", "summary.json"]);
  });

  it("draw teal in the west and brown in the east", () => {
    const { width, height, rgba } = decodePng(differencePng(comparison));
    const sums = { west: 0, east: 0 };
    for (let y = 60; y < height - 120; y++) {
      for (let x = 0; x < width; x++) {
        const i = 4 * (y * width + x);
        sums[x < width / 2 ? "west" : "east"] += rgba[i] - rgba[i + 2];
      }
    }
    expect(width).toBe(1400);
    expect(sums.west).toBeLessThan(0);
    expect(sums.east).toBeGreaterThan(0);
  });

  it("say shares and statistics in JSON without a number that does not exist", () => {
    const summary = differenceSummary(comparison);
    expect(summary).toMatchObject({ kind: "comparison", a: { name: "itm" }, b: { name: "p1812" }, radiusM: 20_000 });
    expect(summary.pixels).toMatchObject({ count: 100, differingFraction: 0.15, coveredByAOnlyFraction: 0.1 });
    expect(Object.keys(summary.differenceDb.percentiles)).toEqual(["p1", "p5", "p25", "p50", "p75", "p95", "p99"]);
    const empty = describeComparison({
      ...comparison,
      differenceDb: Float32Array.of(Number.NaN),
      decisions: { both: 0, onlyA: 0, onlyB: 0, neither: 0 },
    });
    expect(differenceSummary(empty).differenceDb.mean).toBeNull();
    expect(differenceSummary(empty).pixels.differingFraction).toBeNull();
  });

  it("are a page that loads nothing, with the scenario's texts escaped", () => {
    const page = differenceHtml(comparison);
    expect(page).toContain("p1812 less itm");
    expect(page.match(/(?:src|href)="(?!data:)/g)).toBeNull();
    expect(page).not.toContain("<script");
    expect(page).toContain("15.0");
  });

  it("say once what both computations warn of, and else which one", () => {
    const [a, b] = comparison.plans;
    const common = { code: "terrain", message: "the same ground" };
    const own = { code: "no-sweep", message: "takes longer" };
    const warned = {
      ...comparison,
      plans: [
        { ...a, warnings: [common] },
        { ...b, warnings: [common, own] },
      ] as const,
    };
    const lines = differenceText(warned, (_role, part) => part).split("\n");
    expect(lines.filter((line) => line.startsWith("warning:"))).toEqual([
      "warning: the same ground",
      "warning: p1812: takes longer",
    ]);
    expect(differenceHtml(warned)).toContain("<li>p1812: takes longer</li>");
  });

  it("are told in a few lines", () => {
    const text = differenceText(comparison, (_role, part) => part);
    expect(text).toMatch(/^p1812 less itm\n/);
    expect(text).toMatch(/decision differs +15\.0/);
  });
});
