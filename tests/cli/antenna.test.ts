import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const folder = mkdtempSync(path.join(tmpdir(), "chirpscape-antenna-"));
const antenna = (...args: string[]) => runCli(["antenna", ...args], { cwd });
const json = (...args: string[]) => JSON.parse(antenna(...args, "--json").stdout);

describe("chirpscape antenna", () => {
  it("tells a pattern's figures and its gain in a direction", () => {
    const result = json("--pattern", "sector", "--gain", "12dBi", "--azimuth", "90deg", "--bearing", "122.5deg");
    expect(result).toMatchObject({ gainDbi: 12, frontToBackDb: 30, azimuthDeg: 90, elevationDeg: 0 });
    expect(result.beamwidthDeg).toBeCloseTo(65, 6);
    // Half the beamwidth off the axis: half the power
    expect(result.gainTowardsDbi).toBeCloseTo(9, 9);
  });

  it("reads a file, whose gain a flag may replace", () => {
    expect(json("scenarios/examples/sector.msi")).toMatchObject({ title: "868-65-15-T4", gainDbi: 14 });
    expect(json("scenarios/examples/sector.msi", "--gain", "9dBi").gainDbi).toBe(9);
  });

  it("draws both cuts", () => {
    const svg = path.join(folder, "dipole.svg");
    expect(antenna("--pattern", "dipole", "--svg", svg).status).toBe(0);
    expect(readFileSync(svg, "utf8")).toContain("<title>half-wave dipole</title>");
  });

  it("tells what polarizations lose", () => {
    const ends = ["--polarization", "vertical", "--other-polarization", "slant-right"];
    expect(json("--pattern", "dipole", ...ends).polarizationLossDb).toBeCloseTo(3.0103, 4);
  });

  const gainless = path.join(folder, "x.ant");
  writeFileSync(gainless, `${"-0.0\n".repeat(720)}`);
  const cut = path.join(folder, "cut.msi");
  writeFileSync(cut, readFileSync("scenarios/examples/sector.msi", "utf8").slice(0, 2000));
  it.each([
    ["nothing", [], /--pattern: missing: which antenna/],
    ["a number of another pattern", ["--pattern", "omni", "--beamwidth", "60deg"], /--beamwidth: unknown input/],
    [
      "a number out of range",
      ["--pattern", "sector", "--beamwidth", "400deg"],
      /--beamwidth: expected a number from 1 to 360/,
    ],
    ["a pattern and a file", ["--pattern", "omni", gainless], /--pattern: cannot be given together with a file/],
    ["a pattern's number and a file", ["--beamwidth", "60deg", gainless], /--beamwidth: cannot be given together/],
    ["a file without a gain", [gainless], /--gain: missing: the file does not say/],
    ["a file cut short", [cut], /cut\.msi: line \d+: expected/],
    ["no such file", ["none.msi"], /none\.msi: no such file/],
    ["one polarization", ["--pattern", "dipole", "--polarization", "rhcp"], /--other-polarization: missing/],
  ])("refuses %s", (_what, args, says) => {
    const { status, stderr, stdout } = antenna(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(says);
    expect(stdout).toBe("");
  });
});
