import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { cleanEnvironment, PROJECT, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const HEADING =
  "endpoint,gateway_hash,gw_lat_geohash6,gw_lon_geohash6,distance_m,datarate,frames,freq_mhz_median,esp_dbm_median";

/** 17 dB of power and gain less the loss over free space at 868 MHz: 31.218 dB + 20 log10(d / 1 m), by hand. */
const espDbm = (distanceM: number, excessDb: number) => 17 - (31.2182 + 20 * Math.log10(distanceM)) - excessDb;

function line(gateway: string, distanceM: number, excessDb: number, frames = 10, dataRate = "SF12BW125") {
  const place = "36.62,-121.86";
  return ["made", gateway, place, distanceM, dataRate, frames, 868, espDbm(distanceM, excessDb).toFixed(4)].join(",");
}

function measure(lines: readonly string[], ...options: string[]) {
  const file = path.join(folder, "links.csv");
  writeFileSync(file, `${[HEADING, ...lines].join("\n")}\n`);
  const script = path.join(PROJECT, "scripts/measure-models.js");
  return spawnSync(process.execPath, [script, file, ...options], { encoding: "utf8", env: cleanEnvironment() });
}

/** n, mean, standard deviation, root mean square and the number outside the range. */
function row(stdout: string, model: string): number[] {
  const found = stdout.split("\n").find((candidate) => candidate.startsWith(`${model} `)) ?? "";
  return found.slice(model.length).trim().split(/\s+/).map(Number);
}

describe("scripts/measure-models.js", () => {
  it("gives the errors of each model, and the line through the links", () => {
    // Free space with 10, 20 and 30 dB more: errors of −10, −20, −30, mean −20, spread √(200/3), root √(1400/3)
    const { status, stdout } = measure([line("a", 1000, 10), line("b", 3000, 20), line("c", 9000, 30)]);
    expect(status).toBe(0);
    expect(row(stdout, "free-space")).toEqual([3, -20, 8.2, 21.6, 0]);
    expect(row(stdout, "okumura-hata urban")[4]).toBe(0);
    // By hand: 91.2 + 10 dB at a kilometre; 20 dB more over a ninefold distance: n = 2 + 20 / (10 log10(9)) = 4.10
    expect(stdout).toMatch(/^fitted line: 101\.2 dB \+ 10 · 4\.10 · log10\(d \/ 1 km\), σ 0\.0 dB$/m);
    expect(stdout).toMatch(/0–2 km \(1\) +2–4 km \(1\) +4–20 km \(1\)/);
  });

  it("takes the data rate of a gateway that most frames came at", () => {
    const lines = [line("a", 1000, 10), line("a", 1000, 40, 3, "SF7BW125"), line("b", 3000, 10), line("c", 9000, 10)];
    expect(row(measure(lines).stdout, "free-space").slice(0, 3)).toEqual([3, -10, 0]);
  });

  it("adds the models over terrain where there is some", () => {
    const lines = [line("a", 1000, 10), line("b", 2000, 10), line("c", 3000, 10)];
    const dem = path.join(PROJECT, "scenarios/monterey/terrain/monterey.tif");
    const { stdout } = measure(lines, "--dem", dem, "--endpoint", "36.6,-121.89");
    expect(measure(lines).stdout).not.toContain("p1812");
    for (const model of ["itm", "p1812", "delta-bullington"]) expect(row(stdout, model)[0]).toBe(3);
  });

  it("names what is wrong with a file or an option", () => {
    const good = [line("a", 1000, 10), line("b", 2000, 10), line("c", 3000, 10)];
    const refused = (lines: readonly string[], ...options: string[]) => {
      const { status, stderr } = measure(lines, ...options);
      expect(status).toBe(2);
      return stderr;
    };
    expect(refused([...good, "made,d,36,-121,x,SF12BW125,1,868,-120"])).toMatch(/:5: expected a number in distance_m/);
    expect(refused(good.slice(1))).toMatch(/expected three gateways at least, got 2/);
    expect(refused(good, "--eirp", "strong")).toMatch(/--eirp: expected a number/);
  });
});
