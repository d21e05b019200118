import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "../support/cli.ts";

const OULU = "128.95 + 23.2*log10(d/1 km)";
const folder = temporaryFolder();

describe("path-loss --formula", () => {
  it("computes with units", () => {
    const { status, stdout } = runCli(["path-loss", "--formula", OULU, "--distance", "10km", "--json"]);
    expect(status).toBe(0);
    // 128.95 + 23.2 · log10 10
    expect(JSON.parse(stdout).lossDb).toBeCloseTo(152.15, 9);
  });

  it.each([
    ['import("fs")', /--formula: function "import" is not allowed/],
    ["d.constructor", /--formula: access to a member is not allowed/],
    ["20*log10(d)", /--formula: expected a plain number in log10\(\), got a length/],
    ["20*log10(ht/1m)", /--tx-height: missing/],
    ["(", /--formula: no formula/],
  ])("refuses %s", (formula, message) => {
    const { status, stdout, stderr } = runCli(["path-loss", "--formula", formula, "--distance", "1km"]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("mixes with other models in a batch, in order", () => {
    const cases = [
      { model: "free-space", distanceM: 1000, frequencyHz: 868e6 },
      { model: "formula", formula: OULU, distanceM: 1000 },
      { formula: "1 +", distanceM: 1000 },
      { formula: OULU, distanceM: 10_000 },
    ];
    const input = cases.map((row) => JSON.stringify(row)).join("\n");
    const { status, stdout } = runCli(["path-loss", "--batch", "-"], { input });
    expect(status).toBe(2);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers[0].lossDb).toBeCloseTo(91.22, 1);
    expect(answers[1].lossDb).toBeCloseTo(128.95, 9);
    expect(answers[2].error).toMatchObject({ code: "formula-syntax", where: "formula" });
    expect(answers[3].lossDb).toBeCloseTo(152.15, 9);
  });
});

const scenario = (formula: string) => ({
  type: "FeatureCollection",
  chirpscape: {
    version: 1,
    name: "A formula of one's own",
    region: "EU868",
    radio: { frequencyHz: 868.1e6, sf: 10, bandwidthHz: 125e3, codingRate: "4/5" },
    propagation: { model: "formula", formula, radiusM: 1500 },
  },
  features: [
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: [5.72, 45.18] },
      properties: { role: "gateway", id: "g" },
    },
    {
      type: "Feature",
      geometry: { type: "Point", coordinates: [5.73, 45.18] },
      properties: { role: "device", id: "d" },
    },
  ],
});

function writeScenario(name: string, formula: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(scenario(formula)));
  return file;
}

describe("a formula in a scenario", () => {
  it("is mapped by the workers", () => {
    const out = path.join(folder, "out");
    const file = writeScenario("oulu.geojson", OULU);
    const { status, stderr } = runCli(["coverage", file, "--out", out, "--flat-terrain"]);
    expect(stderr).not.toContain("error:");
    expect(status).toBe(0);
    const [head, row] = readFileSync(path.join(out, "links.csv"), "utf8").trim().split("\n");
    const link = Object.fromEntries(head.split(",").map((key, i) => [key, row.split(",")[i]]));
    const distanceM = Number(link.distanceM ?? link.distance_m);
    const lossDb = Number(link.pathLossDb ?? link.path_loss_db);
    // 0.01° of longitude at 45.18° N is 785 m
    expect(distanceM).toBeGreaterThan(780);
    expect(lossDb).toBeCloseTo(128.95 + 23.2 * Math.log10(distanceM / 1000), 1);
  });

  it("is refused with its place in the file", () => {
    const { status, stderr } = runCli(["validate", writeScenario("bad.geojson", 'import("fs")')]);
    expect(status).toBe(2);
    expect(stderr).toContain("/chirpscape/propagation/formula");
    expect(stderr).toContain('"import"');
  });
});
