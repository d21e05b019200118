import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createLossStore, PARTIAL_FOLDER } from "../../../src/runtime/node/loss-store.ts";
import { seededRandom } from "../../support/random.ts";

const root = await mkdtemp(path.join(tmpdir(), "chirpscape-store-"));
afterAll(() => rm(root, { recursive: true, force: true }));
let folder = "";
let runs = 0;
beforeEach(() => {
  folder = path.join(root, `run${runs++}`);
});
const fileOf = (key: string) => path.join(folder, PARTIAL_FOLDER, `${key}.loss`);
const random = seededRandom(1);
const losses = Float32Array.from({ length: 5000 }, (_, i) => (i % 7 === 0 ? Number.NaN : 80 + 100 * random()));

describe("loss store", () => {
  it("gives back what was written, to the bit", async () => {
    const store = createLossStore(folder);
    // A part of shared memory, as a plan has it
    const shared = new Float32Array(new SharedArrayBuffer(4 * (losses.length + 3)), 12);
    shared.set(losses);
    await store.write("a1", shared);
    const read = await createLossStore(folder).read("a1", losses.length);
    expect(Buffer.compare(Buffer.from(read?.buffer ?? new ArrayBuffer(0)), Buffer.from(losses.buffer))).toBe(0);
  });

  it("has nothing under another key, or of another length", async () => {
    const store = createLossStore(folder);
    await store.write("a1", losses);
    expect(await store.read("a2", losses.length)).toBeNull();
    expect(await store.read("a1", losses.length - 1)).toBeNull();
    expect(await store.read("a1", losses.length + 1)).toBeNull();
    expect(await store.read("a1", 1)).toBeNull();
  });

  it("has nothing where the file is damaged", async () => {
    const store = createLossStore(folder);
    await store.write("a1", losses);
    const whole = await readFile(fileOf("a1"));
    await writeFile(fileOf("a1"), whole.subarray(0, whole.length >> 1));
    expect(await store.read("a1", losses.length)).toBeNull();
    for (const at of [2, whole.length >> 2, whole.length >> 1, whole.length - 10]) {
      const bytes = Buffer.from(whole);
      bytes[at] ^= 0x10;
      await writeFile(fileOf("a1"), bytes);
      expect(await store.read("a1", losses.length)).toBeNull();
    }
    await writeFile(fileOf("a1"), "not a loss");
    expect(await store.read("a1", losses.length)).toBeNull();
  });

  it("keeps one file for each key and removes them all when cleared", async () => {
    const store = createLossStore(folder);
    await store.write("a1", losses);
    await store.write("a1", losses.slice(0, 10));
    await store.write("b2", losses);
    expect((await readdir(path.join(folder, PARTIAL_FOLDER))).sort()).toEqual(["a1.loss", "b2.loss"]);
    expect(await store.read("a1", 10)).toHaveLength(10);
    await store.clear();
    expect(await readdir(folder)).toEqual([]);
    await store.clear();
  });
});
