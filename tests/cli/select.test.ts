import { describe, expect, it } from "vitest";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const run = (line: string) => runCli(line.split(" "), { cwd });

describe("chirpscape select", () => {
  it("ranks radios, antennas and cells with their settings", () => {
    const { status, stdout } = run(
      "select --range 3km --environment suburban --life 5years --region EU868 --top 4 --json",
    );
    expect(status).toBe(0);
    const { results, requirements, considered, fitting } = JSON.parse(stdout);
    expect(requirements).toMatchObject({ rangeM: 3000, lifeS: 5 * 365.25 * 86_400 });
    expect(results.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3, 4]);
    expect(considered).toBeGreaterThan(fitting);
    for (const result of results) {
      expect(result).toMatchObject({
        fits: true,
        sf: expect.any(Number),
        codingRate: "4/5",
        txPowerDbm: expect.any(Number),
      });
      expect(result.verdicts.map(({ requirement }: { requirement: string }) => requirement)).toContain("life");
    }
  });

  it("says in plain words what spreading factors do", () => {
    const { stdout } = run("select --range 1km --top 1");
    expect(stdout).toMatch(/lower spreading factor is faster .* higher one reaches farther/);
    expect(stdout).toMatch(/^Why .* fits:$/m);
  });

  it("ends with 1 and the nearest when nothing fits", () => {
    const { status, stdout, stderr } = run("select --range 30km --json --quiet");
    expect(status).toBe(1);
    expect(stderr).toMatch(/comes nearest: reaches .* dB are missing/);
    const { fitting, results, error } = JSON.parse(stdout);
    expect(fitting).toBe(0);
    expect(results[0].fits).toBe(false);
    expect(error.code).toBe("infeasible");
  });

  it("takes a catalog of one's own", () => {
    const line =
      "select --range 2km --environment rural --catalog scenarios/examples/catalog.json --json --top 100000 --quiet";
    const parts = JSON.parse(run(line).stdout).results as { battery: string }[];
    expect(parts.some(({ battery }) => battery === "Pack 2xD")).toBe(true);
  });

  it.each([
    ["select", "--range"],
    ["select --range 5dB", "--range"],
    ["select --range 2km --life 2mAh", "--life"],
    ["select --range 2km --rate 1kHz", "--rate"],
    ["select --range 2km --region EU86", "--region"],
    ["select --range 2km --environment subburban", "--environment"],
    ["select --range 2km --radio SX126", "--radio"],
    ["select --range 2km --antenna wip", "--antenna"],
    ["select --range 2km --top 0", "--top"],
  ])("refuses %s", (line, flag) => {
    const { status, stderr } = run(line);
    expect(stderr).toMatch(new RegExp(`^error: ${flag}: `, "m"));
    expect(status).toBe(2);
  });
});
