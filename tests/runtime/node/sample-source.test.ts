import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/math/errors.ts";
import { serialiseSamples } from "../../../src/modem/files/serialise-samples.ts";
import { formatSigmf } from "../../../src/modem/files/sigmf.ts";
import { CHUNK_BYTES } from "../../../src/runtime/node/read-chunks.ts";
import { openSampleSource, type SourceFormat } from "../../../src/runtime/node/sample-source.ts";
import { temporaryFolder } from "../../support/cli.ts";

const folder = temporaryFolder();
const write = (name: string, content: string | Uint8Array): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

async function collect(file: string, format: SourceFormat = null, signal?: AbortSignal) {
  const source = await openSampleSource(file, format);
  const values: number[] = [];
  const pieces: number[] = [];
  for await (const samples of source.read(signal)) {
    for (const value of samples) values.push(value);
    pieces.push(samples.length / 2);
  }
  return { source, values, pieces };
}

const RAMP = Float32Array.from({ length: 200 }, (_, k) => k / 256);

describe("openSampleSource", () => {
  it("reads a raw file by its name, or by the format that is given", async () => {
    const file = write("ramp.cf32", serialiseSamples(RAMP, "cf32"));
    const { source, values } = await collect(file);
    expect(source).toMatchObject({ name: file, format: "cf32", totalSamples: 100, sampleRateHz: null, centreHz: null });
    expect(values).toEqual(Array.from(RAMP));
    expect((await collect(write("ramp.iq", serialiseSamples(RAMP, "ci16")), "ci16")).values).toEqual(Array.from(RAMP));
  });

  it("reads a file that is longer than its buffers", async () => {
    const bytes = new Uint8Array(2.5 * CHUNK_BYTES);
    for (let k = 0; k < bytes.length; k++) bytes[k] = (k * 7 + (k >> 20)) % 256;
    const { values, pieces } = await collect(write("long.cu8", bytes));
    expect(pieces).toEqual([CHUNK_BYTES / 2, CHUNK_BYTES / 2, CHUNK_BYTES / 4]);
    expect(values.every((value, k) => Math.round(value * 127.5 + 127.5) === bytes[k])).toBe(true);
  });

  it.each([
    ["an empty file", () => write("empty.cf32", ""), null, "empty-file", "empty.cf32"],
    ["less than a sample", () => write("five.cf32", "12345"), null, "cut-sample", "five.cf32"],
    ["a cut last sample", () => write("cut.ci16", new Uint8Array(402)), null, "cut-sample", "cut.ci16"],
    ["a missing file", () => path.join(folder, "nowhere.cf32"), null, "no-such-file", "nowhere.cf32"],
    ["a folder", () => folder, "cf32", "not-a-file", folder],
    ["a name that says nothing", () => write("a.iq", "12345678"), null, "missing-format", "format"],
    ["stdin without a format", () => "-", null, "missing-format", "format"],
    ["SigMF on stdin", () => "-", "sigmf", "bad-value", "format"],
    ["SigMF by another name", () => write("b.iq", "12345678"), "sigmf", "bad-value", "format"],
    ["metadata that is missing", () => write("c.sigmf-data", "12345678"), null, "no-such-file", "c.sigmf-meta"],
    ["metadata that is no JSON", () => write("d.sigmf-meta", "{oops"), null, "not-json", "d.sigmf-meta:1:2"],
    ["no WAV", () => write("e.wav", "12345678"), null, "not-wav", "e.wav"],
  ] as [string, () => string, SourceFormat, string, string][])("refuses %s", async (_, file, format, code, where) => {
    const error = await collect(file(), format).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).issues[0]).toMatchObject({ code, where: expect.stringContaining(where) });
  });

  it("opens a SigMF recording by either of its files", async () => {
    const meta = write(
      "r.sigmf-meta",
      formatSigmf({ format: "ci16", sampleRateHz: 1e6, frequencyHz: 868e6, recorder: "x" }),
    );
    const data = write("r.sigmf-data", serialiseSamples(RAMP, "ci16"));
    for (const file of [meta, data]) {
      const { source, values } = await collect(file);
      expect(source).toMatchObject({ name: data, format: "ci16", sampleRateHz: 1e6, centreHz: 868e6, warnings: [] });
      expect(values).toEqual(Array.from(RAMP));
    }
    const other = await openSampleSource(meta, "cu8");
    expect(other).toMatchObject({ format: "cu8", totalSamples: 200 });
    expect(other.warnings).toEqual(["read as cu8, although the metadata says ci16"]);
    await other.close();
  });

  it("finds samples by another name, leaves out what is none, and tells of a retuning", async () => {
    const json = {
      global: { "core:datatype": "cf32_le", "core:dataset": "other.bin", "core:trailing_bytes": 3 },
      captures: [
        { "core:sample_start": 0, "core:header_bytes": 5, "core:frequency": 1e6 },
        { "core:sample_start": 50, "core:frequency": 2e6 },
      ],
    };
    const meta = write("s.sigmf-meta", JSON.stringify(json));
    write("other.bin", Buffer.concat([Buffer.alloc(5, 1), serialiseSamples(RAMP, "cf32"), Buffer.alloc(3, 2)]));
    const { source, values } = await collect(meta);
    expect(values).toEqual(Array.from(RAMP));
    expect(source.warnings).toEqual([expect.stringContaining("from sample 50 on")]);
  });

  it("reads the samples of a SigMF recording whose metadata was lost, when their format is given", async () => {
    const { source, values } = await collect(write("lost.sigmf-data", serialiseSamples(RAMP, "cf32")), "cf32");
    expect(values).toHaveLength(200);
    expect(source.warnings).toEqual([expect.stringContaining("lost.sigmf-meta is missing")]);
  });

  it("reads a WAV file that was cut", async () => {
    const head = Buffer.alloc(44);
    head.write("RIFF\0\0\0\0WAVEfmt ", "latin1");
    head.writeUInt32LE(16, 16);
    head.writeUInt16LE(1, 20);
    head.writeUInt16LE(2, 22);
    head.writeUInt32LE(48_000, 24);
    head.writeUInt16LE(16, 34);
    head.write("data", 36, "latin1");
    head.writeUInt32LE(1000, 40);
    const file = write("cut.wav", Buffer.concat([head, serialiseSamples(RAMP, "ci16"), Buffer.of(1)]));
    const { source, values } = await collect(file);
    expect(values).toEqual(Array.from(RAMP));
    expect(source).toMatchObject({ sampleRateHz: 48_000, warnings: [expect.stringContaining("is cut")] });
  });

  it("stops when it is told to", async () => {
    const abort = new AbortController();
    const source = await openSampleSource(write("zeros.cu8", new Uint8Array(8 * CHUNK_BYTES)), null);
    let pieces = 0;
    const read = async () => {
      for await (const _ of source.read(abort.signal)) {
        pieces++;
        abort.abort();
      }
    };
    await expect(read()).rejects.toMatchObject({ name: "InterruptedError" });
    expect(pieces).toBe(1);
  });

  it.runIf(existsSync("/usr/bin/mkfifo"))("reads a named pipe, and warns of the cut sample at its end", async () => {
    const pipe = path.join(folder, "pipe");
    spawnSync("mkfifo", [pipe]);
    const bytes = Buffer.concat([serialiseSamples(RAMP, "cf32"), Buffer.of(1, 2, 3)]);
    const writing = import("node:fs/promises").then(({ writeFile }) => writeFile(pipe, bytes));
    const { source, values } = await collect(pipe, "cf32");
    await writing;
    expect(source.totalSamples).toBeNull();
    expect(values).toEqual(Array.from(RAMP));
    expect(source.warnings).toEqual([`${pipe} ended in the middle of a sample: 3 bytes were left out`]);
  });

  it("takes a reference recording as it is", async () => {
    const file = path.join(import.meta.dirname, "../../reference/modem/iq/s06_sf9_os1_implicit_nocrc.cf32");
    const { samples } = JSON.parse(readFileSync(file.replace(".cf32", ".json"), "utf8"));
    expect((await collect(file)).values).toHaveLength(2 * samples);
  });
});
