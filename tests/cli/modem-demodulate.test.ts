import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { serialiseSamples } from "../../src/modem/files/serialise-samples.ts";
import { formatSigmf } from "../../src/modem/files/sigmf.ts";
import { addWaveform } from "../../src/modem/waveform/add-waveform.ts";
import { waveformSamples } from "../../src/modem/waveform/waveform.ts";
import { readRecording } from "../modem/waveform/reference.ts";
import { BIN, cleanEnvironment, PROJECT, runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const REFERENCE = path.join(import.meta.dirname, "../reference/modem/iq");
const CLEAN = path.join(REFERENCE, "s01_sf7_os1_clean.cf32");
const OVERSAMPLED = path.join(REFERENCE, "s02_sf7_os4_clean.cf32");
const IMPLICIT = path.join(REFERENCE, "s06_sf9_os1_implicit_nocrc.cf32");

const write = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const demodulate = (...args: string[]) => runCli(["modem", "demodulate", ...args]);
const truthOf = (file: string) => JSON.parse(readFileSync(file.replace(".cf32", ".json"), "utf8"));

/** The samples of a reference recording. */
function samplesOf(file: string): Float32Array {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

describe("modem demodulate", () => {
  it.each([
    [CLEAN, "125kHz"],
    [OVERSAMPLED, "500kHz"],
  ])("decodes %s, told no more than the sample rate", (file, rate) => {
    const { status, stdout, stderr } = demodulate(file, "--sample-rate", rate, "--json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const truth = truthOf(file);
    const { frames, samples, elapsedS, warnings } = JSON.parse(stdout);
    expect({ samples, warnings }).toEqual({ samples: truth.samples, warnings: [] });
    expect(elapsedS).toBeGreaterThan(0);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({
      payloadHex: truth.frames[0].payloadHex,
      sf: 7,
      crcOk: true,
      codingRate: `4/${4 + truth.cr}`,
      syncWord: "0x12",
      correctedBits: 0,
    });
    // A tenth of a chip
    expect(Math.abs(frames[0].startS - truth.frames[0].startSample / truth.sampleRate)).toBeLessThan(0.8e-6);
    expect(Math.abs(frames[0].cfoHz)).toBeLessThan(20);
  });

  it("decodes frames without a header when their form is given", () => {
    const flags = [
      "--implicit-header",
      "--payload",
      "16",
      "--cr",
      "4/7",
      "--no-crc",
      "--sf",
      "9",
      "--sync-word",
      "0x12",
    ];
    const { frames } = JSON.parse(demodulate(IMPLICIT, "--sample-rate", "125kHz", ...flags, "--json").stdout);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({
      payloadHex: truthOf(IMPLICIT).frames[0].payloadHex,
      crcOk: null,
      implicitHeader: true,
    });
    // The reference's carrier offset and signal-to-noise ratio, to a twentieth of a bin and what a frame of noise lets measure
    expect(Math.abs(frames[0].cfoHz - 609.35)).toBeLessThan(12);
    expect(Math.abs(frames[0].snrDb - 5)).toBeLessThan(1);
  });

  it.each(["ci16", "ci8", "cu8", "cf64"] as const)("reads %s from a SigMF recording", (format) => {
    const samples = samplesOf(OVERSAMPLED);
    write(`${format}.sigmf-data`, serialiseSamples(samples, format));
    const meta = formatSigmf({ format, sampleRateHz: 500_000, frequencyHz: 868.1e6, recorder: "test" });
    const { status, stdout, stderr } = demodulate(write(`${format}.sigmf-meta`, meta));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("|oversampled by four|");
    expect(stdout).toContain("\n1 frame in 74.2 ms (37081 samples)\n");
  });

  it("finds the three frames of the example, two of them at once", () => {
    const { frames } = JSON.parse(
      demodulate(path.join(PROJECT, "scenarios/examples/frames.sigmf-meta"), "--json").stdout,
    );
    expect(
      frames.map(({ sf, syncWord, crcOk, payloadHex }: Record<string, unknown>) => [sf, syncWord, crcOk, payloadHex]),
    ).toEqual([
      [7, "0x34", true, "40f30b0126001c0001d9a3517e4c8b02a6"],
      [8, "0x12", true, "c9e342a2f2fe54039ba12b786b20b5bc"],
      [7, "0x34", true, "40f30b0126001d0001a15d09c6fe3327b4"],
    ]);
  });

  it("reads stdin, whose pieces end anywhere, and prints a frame as it ends", async () => {
    const child = spawn(
      process.execPath,
      [BIN, "modem", "demodulate", "-", "--format", "cf32", "--sample-rate", "500kHz", "--ndjson"],
      {
        env: cleanEnvironment(),
      },
    );
    // It may be gone before it has read all that follows
    child.stdin.on("error", () => {});
    const bytes = readFileSync(OVERSAMPLED);
    child.stdin.write(bytes.subarray(0, 30_001));
    child.stdin.write(bytes.subarray(30_001));
    // Silence follows, and no end
    child.stdin.write(Buffer.alloc(800_000));
    const [line] = await once(child.stdout, "data");
    expect(JSON.parse(line)).toMatchObject({ payloadHex: truthOf(OVERSAMPLED).frames[0].payloadHex, crcOk: true });
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).toBe(130);
  });

  it("gives what it found when it is interrupted", async () => {
    const child = spawn(
      process.execPath,
      [BIN, "modem", "demodulate", "-", "--format", "cf32", "--sample-rate", "500kHz", "--json"],
      {
        env: cleanEnvironment(),
      },
    );
    let stdout = "";
    child.stdin.on("error", () => {});
    child.stdout.on("data", (chunk) => (stdout += chunk));
    // The pipe takes the last byte only when all but its own small buffer was read
    const bytes = Buffer.concat([readFileSync(OVERSAMPLED), Buffer.alloc(1_600_000)]);
    await new Promise((resolve) => child.stdin.write(bytes, resolve));
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: "interrupted" },
      frames: [{ payloadHex: truthOf(OVERSAMPLED).frames[0].payloadHex }],
    });
  });

  it("finds a channel beside the middle", () => {
    const samples = samplesOf(OVERSAMPLED);
    const shifted = samples.map((_, k) => {
      const angleRad = (2 * Math.PI * 100_000 * (k >> 1)) / 500_000;
      const [i, q] = [samples[k & ~1], samples[k | 1]];
      return k % 2 === 0
        ? i * Math.cos(angleRad) - q * Math.sin(angleRad)
        : i * Math.sin(angleRad) + q * Math.cos(angleRad);
    });
    const file = write("beside.cf32", serialiseSamples(shifted, "cf32"));
    const flags = ["--sample-rate", "500kHz", "--sf", "7", "--center", "868MHz", "--frequency", "868.1MHz", "--json"];
    const { frames } = JSON.parse(demodulate(file, ...flags).stdout);
    expect(frames.map((frame: { payloadHex: string }) => frame.payloadHex)).toEqual([
      truthOf(OVERSAMPLED).frames[0].payloadHex,
    ]);
    expect(Math.abs(frames[0].cfoHz)).toBeLessThan(20);
  });

  it.each([300_000, 137_500, 1_000_001])(
    "takes %d samples per second, no multiple of the bandwidth",
    (sampleRateHz) => {
      const [frame] = readRecording("s01_sf7_os1_clean").frames;
      const waveform = { ...frame, sampleRateHz, startSample: 1000.3 };
      const samples = new Float32Array(2 * Math.ceil(2000 + waveformSamples(waveform)));
      addWaveform(samples, 0, waveform);
      const file = write("odd.cf32", serialiseSamples(samples, "cf32"));
      const { frames } = JSON.parse(demodulate(file, "--sample-rate", String(sampleRateHz), "--json").stdout);
      expect(frames).toMatchObject([{ payloadHex: "48656c6c6f204c6f526121", crcOk: true }]);
      expect(Math.abs(frames[0].startS - 1000.3 / sampleRateHz)).toBeLessThan(0.8e-6);
    },
  );
});

describe("modem demodulate on bad input", () => {
  const zeros = write("zeros.cf32", new Uint8Array(8000));
  const RATE = ["--sample-rate", "500kHz"];

  it.each([
    ["a file cut in its only sample", [write("m.cf32", "12345"), ...RATE], "m.cf32"],
    ["a file cut in its last sample", [write("n.cf32", new Uint8Array(8001)), ...RATE], "n.cf32"],
    ["an empty file", [write("empty.cf32", ""), ...RATE], "empty.cf32"],
    ["no such file", [path.join(folder, "nowhere.cf32"), ...RATE], "nowhere.cf32"],
    ["an unknown layout", [write("a.iq", "12345678"), ...RATE], "--format"],
    ["a sample rate below the bandwidth", [zeros, "--sample-rate", "100kHz"], "--sample-rate"],
    ["no sample rate", [zeros], "--sample-rate"],
    ["a spreading factor that is none", [zeros, ...RATE, "--sf", "7,13"], "--sf"],
    ["a header where there can be none", [zeros, ...RATE, "--sf", "6", "--chip", "sx127x"], "--implicit-header"],
    ["a length that is missing", [zeros, ...RATE, "--implicit-header"], "--payload"],
    ["a sync word that is none", [zeros, ...RATE, "--sync-word", "0x123"], "--sync-word"],
    ["a channel in a recording without a place", [zeros, ...RATE, "--frequency", "868MHz"], "--frequency"],
    ["a channel outside", [zeros, ...RATE, "--frequency", "868MHz", "--center", "867.8MHz"], "--frequency"],
    ["two forms of JSON", [zeros, ...RATE, "--ndjson", "--json"], "--ndjson"],
    [
      "integers read as floating point",
      [write("noise.cf32", Buffer.alloc(8000, "\x80\x80\x7f\x7f", "latin1")), ...RATE],
      "noise.cf32",
    ],
    [
      "metadata of another layout",
      [write("x.sigmf-meta", '{"global":{"core:datatype":"rf32_le"}}')],
      "x.sigmf-meta#/global/core:datatype",
    ],
  ])("refuses %s", (_, args, where) => {
    const { status, stdout, stderr } = demodulate(...args, ...(args.includes("--json") ? [] : ["--json"]));
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.where).toContain(where);
    expect(stderr).toMatch(/^error: /);
  });

  it("warns of silence and of an overdriven receiver, and finds nothing", () => {
    const silent = demodulate(zeros, ...RATE);
    expect(silent).toMatchObject({ status: 0, stdout: "0 frames in 2 ms (1000 samples)\n" });
    expect(silent.stderr).toContain("all samples are the same");
    const cut = samplesOf(OVERSAMPLED).map((value) => 3 * value);
    const overdriven = JSON.parse(demodulate(write("cut.ci8", serialiseSamples(cut, "ci8")), ...RATE, "--json").stdout);
    expect(overdriven.warnings).toEqual([expect.stringContaining("cut off at full scale")]);
    expect(overdriven.frames).toMatchObject([{ crcOk: true }]);
  });

  it("says when flag and recording disagree, and follows the flag", () => {
    write("d.sigmf-data", serialiseSamples(samplesOf(CLEAN), "ci16"));
    const meta = write(
      "d.sigmf-meta",
      formatSigmf({ format: "ci16", sampleRateHz: 1e6, frequencyHz: null, recorder: "x" }),
    );
    const { warnings, sampleRateHz, frames } = JSON.parse(demodulate(meta, "--sample-rate", "125kHz", "--json").stdout);
    expect(warnings).toEqual([expect.stringContaining("--sample-rate is 125000 Hz, although")]);
    expect(sampleRateHz).toBe(125_000);
    expect(frames).toHaveLength(1);
  });

  it("fails under --require when there is no frame, and gives the document all the same", () => {
    const { status, stdout } = demodulate(zeros, ...RATE, "--require", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ frames: [], samples: 1000, error: { code: "nothing-decoded" } });
    expect(demodulate(CLEAN, "--sample-rate", "125kHz", "--require").status).toBe(0);
  });
});
