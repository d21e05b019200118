import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "../support/cli.ts";
import { decodePng } from "../support/decode-png.ts";

const folder = temporaryFolder();
const RECORDING = path.join(import.meta.dirname, "../reference/modem/iq/s02_sf7_os4_clean.cf32");
const FILE = [RECORDING, "--sample-rate", "500kHz"];
const OWN = ["--sf", "7", "--payload-text", "hello"];

const show = (...args: string[]) => runCli(["modem", "show", ...args], { cwd: folder });
const out = (name: string) => ["--out", path.join(folder, name)];
const read = (name: string) => readFileSync(path.join(folder, name));

describe("modem show", () => {
  it("draws a recording with what was decoded in it, and says what that is", () => {
    const { status, stdout, stderr } = show(...FILE, ...out("a.svg"));
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${path.join(folder, "a.svg")}\n` });
    expect(stderr).toContain('SF7 4/8, CRC ok, "oversampled by four"');
    const svg = read("a.svg").toString();
    expect(svg).toContain("SF7 4/8, CRC ok, &quot;oversampled by four&quot;");
    expect(svg).toContain("data:image/png;base64,");
  });

  it.each(["frequency", "dechirped"])("draws the %s of its frame", (view) => {
    expect(show(...FILE, "--view", view, "--symbol", "3", ...out(`${view}.svg`)).status).toBe(0);
    // The third symbol is 1, as symbols.json's sibling of the recording has it
    expect(read(`${view}.svg`).toString()).toContain(view === "frequency" ? ">1</text>" : "bin 1: 2");
  });

  it("draws a stretch and a band of it as PNG", () => {
    const { status } = show(...FILE, "--from", "10ms", "--to", "20ms", "--span", "500kHz", ...out("b.png"));
    expect(status).toBe(0);
    expect(decodePng(read("b.png")).width).toBe(1920);
  });

  it("draws a frame of one's own, the same noise for the same seed", () => {
    const noisy = (name: string, seed: string) => show(...OWN, "--snr", "-3dB", "--seed", seed, ...out(name));
    for (const [name, seed] of [
      ["c.svg", "5"],
      ["d.svg", "5"],
      ["e.svg", "6"],
    ]) {
      expect(noisy(name, seed).status).toBe(0);
    }
    expect(read("c.svg").equals(read("d.svg"))).toBe(true);
    expect(read("c.svg").equals(read("e.svg"))).toBe(false);
  });

  it("names the picture after the recording, and answers in JSON", () => {
    const { stdout } = show(...OWN, "--json");
    expect(JSON.parse(stdout)).toEqual({ picture: "chirps.svg", frames: 1, durationS: expect.closeTo(0.0351, 4) });
    expect(existsSync(path.join(folder, "chirps.svg"))).toBe(true);
  });

  it.each([
    [[], "FILE: missing"],
    [["-"], "FILE: expected a file"],
    [["nothing.cf32", "--sample-rate", "1MHz"], "nothing.cf32"],
    [["--sf", "auto", "--payload-text", "x"], "--sf: expected one spreading factor"],
    [["--sf", "7"], "--payload-hex: missing"],
    [[...OWN, "--sample-rate", "100kHz"], "--sample-rate: expected"],
    [[...FILE, "--payload-text", "x"], "--payload-text: makes a frame"],
    [[...FILE, "--out", "x.gif"], "--out: expected a file that ends in .svg or .png"],
    [[...FILE, "--frame", "2", "--view", "dechirped"], "--frame: expected a frame from 1 to 1"],
    [[...FILE, "--symbol", "999", "--view", "dechirped"], "--symbol: expected a symbol from 1 to"],
    [[...FILE, "--from", "3s"], "--from: expected a time before the recording's end"],
    [[...FILE, "--from", "30ms", "--to", "20ms"], "--to: expected an end after the begin"],
    [[...FILE, "--span", "10Hz"], "--span: expected"],
  ])("refuses %j", (args, message) => {
    const { status, stderr } = show(...args, ...(args.includes("--out") ? [] : out("never.svg")));
    expect(stderr).toContain(`error: ${message}`);
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, "never.svg"))).toBe(false);
  });

  it("has no symbol to draw where no frame was decoded, but draws what there is", () => {
    const silence = path.join(folder, "silence.cf32");
    runCli([
      "modem",
      "modulate",
      ...OWN,
      "--amplitude",
      "1e-9",
      "--sample-rate",
      "250kHz",
      "--snr",
      "-60dB",
      "--out",
      silence,
    ]);
    const args = [silence, "--sample-rate", "250kHz"];
    expect(show(...args, ...out("silence.svg")).status).toBe(0);
    const { status, stderr } = show(...args, "--view", "dechirped", ...out("none.svg"));
    expect(status).toBe(1);
    expect(stderr).toContain("no frame was decoded");
  });
});
