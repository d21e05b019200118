import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT, projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const run = (line: string, input?: string) => runCli(line.split(" "), { cwd, input });
const HATA = { model: "okumura-hata", environment: "open", frequencyHz: 868e6, baseHeightM: 30, mobileHeightM: 1.5 };
const NEAR = { ...HATA, distanceM: 500 };

/** Where a command found its faults. */
function places({ status, stderr }: ReturnType<typeof run>): string[] {
  expect(status).toBe(2);
  return Array.from(stderr.matchAll(/^error: (.*?): [a-z]/gm), ([, place]) => place);
}

describe("--strict", () => {
  it("names the flag of each input outside the model's range", () => {
    const line =
      "path-loss --model okumura-hata --environment open --frequency 868MHz --base-height 9m --mobile-height 1.5m --distance 5km";
    expect(run(line).stderr).toMatch(/^warning: .* 9 m is outside/);
    expect(places(run(`${line} --strict`))).toEqual(["--base-height"]);
    expect(run(`${line.replace("9m", "30m")} --strict`).status).toBe(0);
  });

  it("holds for the path of a link that is configured", () => {
    const line =
      "configure --model okumura-hata --environment open --frequency 868MHz --base-height 30m --mobile-height 0.5m --distance 5km --region EU868";
    expect(run(line).status).toBe(0);
    expect(places(run(`${line} --strict`))).toEqual(["--mobile-height"]);
  });

  it("names the flags of a path's ends and of its length", () => {
    const ends = "path --profile scenarios/examples/profile.csv --from-height 12m --to-height 0.6m --frequency 868MHz";
    expect(places(run(`${ends} --strict`))).toEqual(["--to-height"]);
    const cell = `${ends} --model 3gpp-38901 --scenario uma --strict`;
    expect(places(run(cell))).toEqual(["--profile", "--from-height", "--to-height"]);
  });

  it("leaves a model out of a comparison", () => {
    const line =
      "path --profile scenarios/examples/profile.csv --from-height 30m --to-height 0.6m --frequency 868MHz --compare --json";
    const skipped = (answer: ReturnType<typeof run>) =>
      JSON.parse(answer.stdout).models.find(({ name }: { name: string }) => name === "p1812").skipped;
    expect(skipped(run(line))).toBeUndefined();
    expect(skipped(run(`${line} --strict`))).toMatch(/^--to-height: .* is outside/);
  });

  it.each([
    ["path-loss", NEAR],
    ["link", { ...NEAR, txPowerDbm: 14, sf: 7 }],
  ])("makes a bad line in a batch of %s", (command, bad) => {
    const lines = [bad, { ...bad, distanceM: 5000 }].map((one) => JSON.stringify(one)).join("\n");
    expect(run(`${command} --batch -`, lines).status).toBe(0);
    const { status, stdout } = run(`${command} --batch - --strict`, lines);
    const [first, second] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(2);
    expect(first.error).toMatchObject({ code: "distance-range", where: "distanceM" });
    expect(second.error).toBeUndefined();
  });

  it("names the place in a scenario, or the flag that stands in for it", () => {
    const file = path.join(PROJECT, "scenarios/monterey/scenario.geojson");
    const scenario = JSON.parse(readFileSync(file, "utf8"));
    scenario.chirpscape.propagation = { model: "cost231-hata" };
    scenario.chirpscape.terrain = {};
    writeFileSync(path.join(cwd, "hata.geojson"), JSON.stringify(scenario));
    const found = places(run("coverage hata.geojson --radius 30km --strict --out maps"));
    expect(found).toContain("hata.geojson: /chirpscape/radio/frequencyHz");
    expect(found).toContain("--radius");
    expect(places(run("validate hata.geojson --strict"))).toContain("hata.geojson: /chirpscape/radio/frequencyHz");
    expect(run("validate hata.geojson").stderr).not.toContain("error:");
  });
});
