import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const DEVICE = ["--tx-power", "14dBm", "--sf", "10", "--frequency", "868.1MHz"];
const json = (args: readonly string[]) => JSON.parse(runCli(["link", ...args, "--json"]).stdout);

describe("link", () => {
  it("gives one direction's figures by themselves, two under their names", () => {
    const one = json([...DEVICE, "--path-loss", "130"]);
    expect(one.marginDb).toBeCloseTo(14 - 130 + 117.031 + 15, 2);
    const both = json([...DEVICE, "--path-loss", "130", "--downlink-tx-power", "27dBm"]);
    expect(both.uplink.marginDb).toBeCloseTo(one.marginDb, 9);
    expect(both.downlink.marginDb).toBeCloseTo(one.marginDb + 13, 9);
    for (const key of [
      "eirpDbm",
      "pathLossDb",
      "receivedPowerDbm",
      "noiseFloorDbm",
      "snrDb",
      "snrRequiredDb",
      "sensitivityDbm",
      "marginDb",
      "packetSuccess",
      "maxPathLossDb",
      "maxRangeM",
    ]) {
      expect(one).toHaveProperty(key);
      expect(both.uplink).toHaveProperty(key);
      expect(both.downlink).toHaveProperty(key);
    }
  });

  it("reads units", () => {
    const plain = json([
      "--tx-power",
      "14",
      "--tx-gain",
      "2.15",
      "--sf",
      "7",
      "--frequency",
      "868e6",
      "--distance",
      "2000",
    ]);
    const units = json([
      "--tx-power",
      "25.118864mW",
      "--tx-gain",
      "0dBd",
      "--sf",
      "7",
      "--frequency",
      "868MHz",
      "--distance",
      "2km",
    ]);
    expect(units.marginDb).toBeCloseTo(plain.marginDb, 5);
  });

  it("prints a table with both directions", () => {
    const { status, stdout } = runCli(["link", ...DEVICE, "--path-loss", "130", "--downlink-tx-power", "27dBm"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/uplink +downlink/);
    expect(stdout).toMatch(/margin +16\.0 dB +29\.0 dB/);
    expect(stdout).toMatch(/by +noise figure +noise figure/);
  });

  it("takes a profile from a file", () => {
    const args = [...DEVICE, "--model", "itm", "--tx-height", "30m", "--rx-height", "2m"];
    const { model, distanceM, pathLossDb } = json([...args, "--profile", "scenarios/examples/profile.csv"]);
    expect(model).toBe("itm");
    expect(distanceM).toBeGreaterThan(1000);
    expect(pathLossDb).toBeGreaterThan(100);
  });

  it("draws", () => {
    const file = path.join(folder, "link.svg");
    const { status, stderr } = runCli(["link", ...DEVICE, "--path-loss", "130", "--svg", file]);
    expect(status).toBe(0);
    expect(stderr).toContain("picture:");
    expect(readFileSync(file, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it("answers a batch in order, formulas among others", () => {
    const cases = [
      { txPowerDbm: 14, sf: 12, noiseFigureDb: 6 },
      { txPowerDbm: 14, sf: 13 },
      { txPowerDbm: 14, sf: 7, formula: "100 + 20*log10(d/1 km)", distanceM: 10_000 },
      { txPowerDbm: 14, sf: 7, formula: "import(1)", distanceM: 10_000 },
    ];
    const input = cases.map((row) => JSON.stringify(row)).join("\n");
    const { status, stdout } = runCli(["link", "--batch", "-"], { input });
    expect(status).toBe(2);
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(answers[0].sensitivityDbm).toBeCloseTo(-137.03, 2);
    expect(answers[1].error).toMatchObject({ code: "out-of-range", where: "sf" });
    expect(answers[2].pathLossDb).toBeCloseTo(120, 9);
    expect(answers[3].error).toMatchObject({ code: "formula-refused", where: "formula" });
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      "dBm where dBi is meant",
      ["--tx-gain", "3dBm"],
      /--tx-gain: expected an antenna gain such as 2\.15dBi, got "3dBm", a power/,
    ],
    ["a length as a loss", ["--tx-loss", "3m"], /--tx-loss: .*a length/],
    ["a negative loss", ["--tx-loss", "-3dB"], /--tx-loss: expected a number from 0 to 500 dB, got -3/],
    ["SF 13", ["--sf", "13"], /--sf: expected a whole number from 5 to 12/],
    ["no number", ["--path-loss", "NaN"], /--path-loss: expected a ratio in decibels/],
    ["an unknown radio", ["--radio", "SX1267"], /--radio: .*\n {2}hint: did you mean .*SX1262/],
    ["a bandwidth", ["--bw", "100kHz"], /--bw: expected a bandwidth of LoRa/],
    ["an unknown noise", ["--ambient-noise", "cty"], /--ambient-noise: [\s\S]*did you mean city/],
    ["a share of 95", ["--availability", "95"], /--availability: expected a number from 0\.001 to 0\.999/],
    ["an unknown cable", ["--tx-cable", "lmr400"], /--tx-cable: [\s\S]*did you mean lmr-400/],
    ["a malicious formula", ["--formula", 'import("fs")', "--distance", "1km"], /--formula: function "import"/],
  ])("refuses %s", (_, args, message) => {
    const { status, stdout, stderr } = runCli(["link", ...DEVICE, ...args]);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("draws nothing without a path", () => {
    const file = path.join(folder, "none.svg");
    const { status, stderr } = runCli(["link", ...DEVICE, "--svg", file]);
    expect(status).toBe(2);
    expect(stderr).toContain("--svg: no path loss to draw");
    expect(existsSync(file)).toBe(false);
  });
});
