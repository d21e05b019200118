import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectLikeFolder, runCli } from "../support/cli.ts";

const cwd = projectLikeFolder();
const run = (line: string) => runCli(line.split(" "), { cwd });
const MONTEREY = "configure scenarios/monterey/scenario.geojson --cr 4/5 --packets 100";

describe("chirpscape configure", () => {
  it("gives one link's setting with the runners-up and the check", () => {
    const { status, stdout, stderr } = run(
      "configure --path-loss 141dB --region EU868 --cr 4/5 --reliability 99% --json",
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      sf: 8,
      codingRate: "4/5",
      txPowerDbm: 14,
      dataRate: 4,
      txPowerIndex: 1,
      reliability: 0.99,
    });
    expect(answer.runnersUp.length).toBeGreaterThan(2);
    expect(answer.simulated).toMatchObject({ packets: 10_000, ci95: [expect.any(Number), expect.any(Number)] });
  });

  it("asks the same of stated settings as of a table for people", () => {
    const { stdout } = run("configure --path-loss 141dB --region EU868 --cr 4/5");
    expect(stdout).toMatch(/^best +8 +125 +4\/5 +14 dBm/m);
    expect(stdout).toMatch(/^Simulated: .* of 10000 drawn packets arrived \(95 % interval/m);
  });

  it("ends with 1 and the nearest when no setting is reliable enough", () => {
    const { status, stdout, stderr } = run("configure --path-loss 170dB --region EU868 --json");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: no setting of EU868 delivers 99 % .* misses \d+\.\d dB/);
    expect(JSON.parse(stdout)).toMatchObject({ nearest: { sf: 12 }, error: { code: "infeasible" } });
  });

  it("configures the devices of a scenario, and writes them", () => {
    const { status, stdout } = run(`${MONTEREY} --json --out devices.csv`);
    expect(status).toBe(0);
    const { configured, devices } = JSON.parse(stdout);
    expect(devices).toHaveLength(18);
    expect(devices.filter(({ sf }: { sf: number | null }) => sf !== null)).toHaveLength(configured);
    const rows = readFileSync(path.join(cwd, "devices.csv"), "utf8").trim().split("\r\n");
    expect(rows).toHaveLength(19);
    expect(rows[0].startsWith("deviceId,deviceName,gatewayId,pathLossDb,dataRate,sf,")).toBe(true);
    expect(run(`${MONTEREY} --json --threads 1`).stdout).toBe(stdout);
  });

  it.each([
    ["configure --region EU868", "--path-loss"],
    ["configure --path-loss 120 --region EU868 --sf 5", "--sf"],
    ["configure --path-loss 120 --radio SX127", "--radio"],
    ["configure --path-loss 120 --region EU868 --tx-power 20dBm", "--tx-power"],
    ["configure --path-loss 120 --reliability 101%", "--reliability"],
    ["configure --path-loss 120 --tx-power 14dBi", "--tx-power"],
    ["configure --path-loss 120 --out x.csv", "--out"],
    [`${MONTEREY} --path-loss 100`, "--path-loss"],
    [`${MONTEREY} --tx-power 40dBm`, "--tx-power"],
    [`${MONTEREY} --radio LLCC68`, "--radio"],
  ])("refuses %s", (line, flag) => {
    const { status, stderr } = run(line);
    expect(stderr).toMatch(new RegExp(`^error: ${flag}: `, "m"));
    expect(status).toBe(2);
    expect(existsSync(path.join(cwd, "x.csv"))).toBe(false);
  });
});
