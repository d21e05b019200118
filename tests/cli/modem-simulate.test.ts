import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const simulate = (line: string) => runCli(["modem", "simulate", ...line.trim().split(" ")], { cwd: folder });
const IDEAL = "--sf 7 --payload 16 --sync ideal";

describe("modem simulate", () => {
  it("gives the contract's keys for each SNR, in their order", () => {
    const { status, stdout, stderr } = simulate("--sf 7 --cr 4/8 --payload 4 --snr -9:1.5:-6 --frames 20 --json");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const { points } = JSON.parse(stdout);
    expect(points.map(({ snrDb }: { snrDb: number }) => snrDb)).toEqual([-9, -7.5, -6]);
    for (const point of points) {
      const keys = ["snrDb", "frames", "symbolErrorRate", "bitErrorRate", "packetErrorRate", "ci95"];
      expect(Object.keys(point)).toEqual(expect.arrayContaining(keys));
      expect(point.frames).toBe(20);
      expect(point.ci95[0]).toBeLessThanOrEqual(point.packetErrorRate);
      expect(point.ci95[1]).toBeGreaterThanOrEqual(point.packetErrorRate);
    }
  });

  it("gives the same for any number of threads, and another answer for another seed", () => {
    const line = "--sf 7 --payload 16 --snr -10:1:-9 --precision 0.3 --frames 900 --json";
    const { stdout } = simulate(`${line} --threads 1`);
    expect(simulate(`${line} --threads 3`).stdout).toBe(stdout);
    expect(simulate(`${line} --seed 2`).stdout).not.toBe(stdout);
  });

  it("has a default for all but the spreading factor", () => {
    const { points, channel, frame } = JSON.parse(simulate("--sf 8 --sync ideal --precision 0.5 --json").stdout);
    // The datasheets' threshold at SF8 is −10 dB
    expect(points[0].snrDb).toBe(-14);
    expect(points.at(-1).snrDb).toBe(-10);
    expect(points[0].frames).toBeLessThan(10_000);
    expect(frame).toMatchObject({ sf: 8, codingRate: "4/5", payloadBytes: 16, bandwidthHz: 125_000 });
    expect(channel).toMatchObject({ name: "awgn", carrierOffsetHz: 8680, clockPpm: 10, sampleRateHz: 125_000 });
  });

  it("shows a table and draws a picture", () => {
    const { stdout, status } = simulate(`${IDEAL} --snr -10.5:0.5:-9 --frames 500 --svg rates.svg`);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^SF7, 125 kHz, 4\/5, 16 bytes\nideal synchronisation, soft decisions; channel awgn; seed 1\n/,
    );
    expect(stdout).toMatch(/^-10\.5 dB +500 +500 /m);
    expect(readFileSync(path.join(folder, "rates.svg"), "utf8")).toContain("symbols, exact");
  });

  it("knows channels that fade", () => {
    const line = `${IDEAL} --snr -3 --frames 400 --json`;
    const lost = (more: string) => JSON.parse(simulate(`${line} ${more}`).stdout).points[0].packetErrorRate;
    const [still, rician, rayleigh] = [lost(""), lost("--channel rician --k-factor 10dB"), lost("--channel rayleigh")];
    expect(still).toBe(0);
    expect(rayleigh).toBeGreaterThan(0.1);
    expect(rician).toBeLessThan(rayleigh / 2);
  });

  it.each([
    ["--snr -9", "--sf"],
    ["--sf 7 --snr five", "--snr"],
    ["--sf 7 --snr -9:0:-6", "--snr"],
    ["--sf 7 --snr -9:1:-12", "--snr"],
    ["--sf 7 --snr -9:1", "--snr"],
    ["--sf 7 --snr 400", "--snr"],
    ["--sf 7 --frames 0", "--frames"],
    ["--sf 7 --payload 256", "--payload"],
    ["--sf 7 --payload 1.5", "--payload"],
    ["--sf 7 --precision 200%", "--precision"],
    ["--sf 7 --sample-rate 100kHz", "--sample-rate"],
    ["--sf 7 --cfo-max 100kHz", "--cfo-max"],
    ["--sf 7 --clock-max 1000", "--clock-max"],
    ["--sf 7 --channel multipath", "--multipath"],
    ["--sf 7 --multipath nowhere", "--multipath"],
    ["--sf 7 --channel rayleigh --k-factor 3dB", "--k-factor"],
    ["--sf 7 --doppler 3Hz", "--doppler"],
    ["--sf 7 --channel awgn --multipath cost207-urban", "--multipath"],
    ["--sf 7 --sync ideal --multipath cost207-urban", "--channel"],
    ["--sf 6 --chip sx127x", "--implicit-header"],
  ])("refuses %s", (line, where) => {
    const { status, stdout, stderr } = simulate(`${line} --svg bad.svg --json`);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.where).toBe(where);
    expect(stderr).toMatch(/^error: /);
    expect(existsSync(path.join(folder, "bad.svg"))).toBe(false);
  });
});
