import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseInterferer } from "../../src/cli/modem/interferer-text.ts";
import { PROJECT, runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
const REFERENCES = path.join(PROJECT, "tests/reference/modem/iq");

function modulate(line: string, out = "out.cf32") {
  return runCli(["modem", "modulate", ...line.split(" "), "--out", path.join(folder, out)]);
}

function floats(file: string): Float32Array {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function power(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i] ** 2;
  return sum / (samples.length / 2);
}

describe("modem modulate", () => {
  it("writes a reference recording again", () => {
    const lead = "--lead 2.222ms";
    const frame = "--sf 7 --cr 4/8 --payload-text oversampled";
    const { status } = modulate(`${frame} --sample-rate 500kHz ${lead}`);
    expect(status).toBe(0);
    // s02 has another payload: the eight up-chirps, the sync word and the down-chirps are the same
    const made = floats(path.join(folder, "out.cf32"));
    const reference = floats(path.join(REFERENCES, "s02_sf7_os4_clean.cf32"));
    const alike = 2 * (1111 + 12.25 * 512);
    for (let i = 0; i < alike; i++) expect(Math.abs(made[i] - reference[i])).toBeLessThan(1e-4);
  });

  it("tells what it has written", () => {
    const line = "--sf 7 --payload-hex c0ffee,01 --repeat 2 --gap 10ms --timing-offset 0.5 --sample-rate 300kHz --json";
    const { status, stdout, stderr } = modulate(line);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const { frames, samples, format, amplitude } = JSON.parse(stdout);
    expect(frames.map((frame: { payloadHex: string }) => frame.payloadHex)).toEqual(["c0ffee", "01", "c0ffee", "01"]);
    expect(frames[0].startSample).toBe(0.5);
    expect(frames[1].startS - frames[0].endS).toBeCloseTo(0.01, 9);
    expect({ format, amplitude }).toEqual({ format: "cf32", amplitude: 1 });
    const written = floats(path.join(folder, "out.cf32"));
    expect(written.length / 2).toBe(samples);
    expect([written[0], written[1]]).toEqual([0, 0]);
  });

  it("makes noise of the stated power, the same for a seed", () => {
    modulate("--sf 7 --payload-hex 00 --lead 1 --snr -3dB --sample-rate 250kHz", "noisy.cf32");
    const noise = floats(path.join(folder, "noisy.cf32")).subarray(0, 500_000);
    // Twice the noise in the bandwidth
    expect(10 * Math.log10(power(noise))).toBeCloseTo(3 + 10 * Math.log10(2), 1);
    modulate("--sf 7 --payload-hex 00 --lead 1 --snr -3dB --sample-rate 250kHz --seed 1", "again.cf32");
    expect(readFileSync(path.join(folder, "again.cf32"))).toEqual(readFileSync(path.join(folder, "noisy.cf32")));
    modulate("--sf 7 --payload-hex 00 --lead 1 --snr -3dB --sample-rate 250kHz --seed 2", "other.cf32");
    expect(readFileSync(path.join(folder, "other.cf32"))).not.toEqual(readFileSync(path.join(folder, "noisy.cf32")));
  });

  it("sets the level of integer formats so that nothing is cut off, and says where it is", () => {
    const quiet = modulate("--sf 7 --payload-hex 00 --snr -10dB", "level.ci16");
    expect(quiet.stderr).toBe("");
    const bytes = readFileSync(path.join(folder, "level.ci16"));
    const codes = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    expect(Math.sqrt(power(codes)) / 32768).toBeCloseTo(0.25, 2);
    expect(modulate("--sf 7 --payload-hex 00 --snr -10dB --amplitude 1", "level.ci16").stderr).toContain("cut off");
  });

  it("writes a SigMF recording that says where the frames are", () => {
    const { status } = modulate(
      "--sf 8 --payload-hex beef --lead 10ms --center 868.1MHz --datatype ci16",
      "a.sigmf-meta",
    );
    expect(status).toBe(0);
    const meta = JSON.parse(readFileSync(path.join(folder, "a.sigmf-meta"), "utf8"));
    expect(meta.global).toMatchObject({ "core:datatype": "ci16_le", "core:sample_rate": 500_000 });
    expect(meta.annotations).toEqual([
      {
        "core:sample_start": 5000,
        // 8 + 4.25 + 13 symbols of 1024 samples (SF8, 4/5, 2 bytes with CRC: Semtech AN1200.13)
        "core:sample_count": 25.25 * 1024,
        "core:freq_lower_edge": 868.1e6 - 62_500,
        "core:freq_upper_edge": 868.1e6 + 62_500,
        "core:label": "LoRa SF8",
        "core:comment": "payload beef",
      },
    ]);
    expect(readFileSync(path.join(folder, "a.sigmf-data")).length).toBe(4 * (5000 + 25.25 * 1024));
  });

  it("lets every impairment work at once", () => {
    const line =
      "--sf 7 --payload-hex 00 --cfo 1kHz --drift 50 --clock-ppm 10 --timing-offset 0.3 --fading rician --k-factor 3dB " +
      "--doppler 10Hz --multipath itu-vehicular-a --interferer tone:sir=3dB:offset=20kHz lora:sir=6dB:sf=9:delay=1ms " +
      "--snr 3dB --iq-imbalance 0.5dB,2deg --dc 0.01,-0.02 --quantise 8 --json";
    const { status, stdout } = modulate(line);
    expect(status).toBe(0);
    const { stages, multipath } = JSON.parse(stdout);
    expect(stages.map((stage: { kind: string }) => stage.kind)).toEqual([
      "fading",
      "tone",
      "lora",
      "noise",
      "iq-imbalance",
      "dc",
      "quantise",
    ]);
    expect(multipath).toMatchObject({ dopplerHz: 10, normalise: true });
  });

  it("reads channels and taps from files", () => {
    const examples = path.join(PROJECT, "scenarios/examples");
    expect(modulate(`--sf 7 --payload-hex 00 --channel ${examples}/modem-channel.json`).status).toBe(0);
    expect(modulate(`--sf 7 --payload-hex 00 --multipath ${examples}/modem-taps.csv`).status).toBe(0);
  });
});

describe("modem modulate refuses", () => {
  const taps = path.join(folder, "taps.json");
  writeFileSync(taps, '[{"delayS": -1, "gainDb": 0}]');

  it.each([
    ["--payload-hex 00", "--sf"],
    ["--sf 7", "--payload-hex"],
    ["--sf 7 --payload-hex 00,zz", "--payload-hex"],
    ["--sf 7 --payload-hex 00 --sample-rate 124kHz", "--sample-rate"],
    ["--sf 7 --payload-hex 00 --cfo 300kHz", "--cfo"],
    ["--sf 7 --payload-hex 00 --amplitude 0", "--amplitude"],
    ["--sf 7 --payload-hex 00 --gap -1", "--gap"],
    ["--sf 7 --payload-hex 00 --doppler 5", "--doppler"],
    ["--sf 7 --payload-hex 00 --k-factor 5", "--k-factor"],
    ["--sf 7 --payload-hex 00 --multipath itu", "--multipath"],
    [`--sf 7 --payload-hex 00 --multipath ${taps}`, `${taps}: /0/delayS`],
    ["--sf 7 --payload-hex 00 --multipath no/such.csv", "no/such.csv"],
    ["--sf 7 --payload-hex 00 --interferer wifi:sir=3", "--interferer"],
    ["--sf 7 --payload-hex 00 --interferer lora:sir=3dB:sf=13", "--interferer sf"],
    ["--sf 7 --payload-hex 00 --interferer lora:sir=3dB", "--interferer sf"],
    ["--sf 7 --payload-hex 00 --interferer lora:sir=3dB:sf=7:period=1ms", "periodS"],
    ["--sf 7 --payload-hex 00 --dc 1", "--dc"],
    ["--sf 7 --payload-hex 00 --iq-imbalance 1,x", "--iq-imbalance"],
    ["--sf 7 --payload-hex 00 --quantise 0", "--quantise"],
    ["--sf 7 --payload-hex 00 --center 868MHz", "--center"],
  ])("%s: %s is named, and nothing is written", (line, place) => {
    const { status, stderr } = modulate(line, "refused/out.cf32");
    expect(stderr).toContain(place);
    expect(status).toBe(2);
    expect(existsSync(path.join(folder, "refused"))).toBe(false);
  });

  it("a name that tells no format", () => {
    const { status, stderr } = modulate("--sf 7 --payload-hex 00", "samples.bin");
    expect(status).toBe(2);
    expect(stderr).toContain("--format");
    expect(readdirSync(folder)).not.toContain("samples.bin");
  });
});

describe("parseInterferer", () => {
  it("reads quantities", async () => {
    expect(await parseInterferer("lora:sir=-3dB:sf=12:bw=250kHz:period=2s", "--interferer")).toEqual({
      kind: "lora",
      sirDb: -3,
      sf: 12,
      bandwidthHz: 250_000,
      periodS: 2,
    });
  });

  it.each(["lora:sri=3", "tone:sf=7", "tone:sir", "tone:sir=5kHz", ""])("refuses %s", async (text) => {
    await expect(parseInterferer(text, "--interferer")).rejects.toThrow("--interferer");
  });
});
