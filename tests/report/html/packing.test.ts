import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteStore } from "../../../src/report/html/byte-store.ts";
import { predict, unpredict } from "../../../src/report/html/predict.ts";
import { MAX_POSTS_PER_STATION, thinLattice, thinLoss } from "../../../src/report/html/thin-lattice.ts";

describe("predict", () => {
  it("is undone by unpredict, for bytes and for words of any shape", () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (values, width) => {
          for (const original of [values, Uint8Array.from(values)]) {
            const coded = predict(original, width);
            unpredict(coded, width);
            expect(coded).toEqual(original);
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe("ByteStore", () => {
  it("finds each array again at its span, wherever a typed array may lie", () => {
    const store = new ByteStore();
    const arrays = [new Uint8Array([1, 2, 3]), new Uint16Array([500, 600, 700]), new Float32Array([1.5, -2.5])];
    const spans = arrays.map((array) => store.add(array));
    const { base64, length } = store.pack();
    const bytes = Uint8Array.from(inflateRawSync(Buffer.from(base64, "base64")));
    expect(bytes.length).toBe(length);
    spans.forEach(({ offset, length: size }, i) => {
      expect(offset % 4).toBe(0);
      expect([...bytes.subarray(offset, offset + size)]).toEqual([...new Uint8Array(arrays[i].buffer)]);
    });
  });
});

describe("thinLattice", () => {
  const window = { westDeg: 8, northDeg: 45, lonStepDeg: 0.001, latStepDeg: 0.001 };
  /** A value that tells the post's place: its column and row on the common lattice. */
  const siteAt = (column: number, row: number, width: number, height: number) => ({
    station: 0,
    window: { ...window, width, height, westDeg: 8 + column / 1000, northDeg: 45 - row / 1000 },
    lossDb: Float32Array.from(
      { length: width * height },
      (_, i) => 1000 * (row + Math.floor(i / width)) + column + (i % width),
    ),
    demandLossDb: new Float32Array(),
  });
  const sites = [siteAt(0, 5, 700, 650), siteAt(401, 0, 640, 660)];
  const thin = thinLattice(sites);

  it("keeps at most the allowed posts across a station and spans them all", () => {
    expect(thin.step).toBe(Math.ceil(700 / MAX_POSTS_PER_STATION));
    expect(thin.lattice.width * thin.step).toBeGreaterThanOrEqual(1041);
    expect(thin.lattice.height * thin.step).toBeGreaterThanOrEqual(660);
    expect(thin.lattice.lonStepDeg).toBeCloseTo(0.003, 12);
  });

  it("keeps posts with the values that they had, at their places", () => {
    for (const site of sites) {
      const { window: part, lossDb } = thinLoss(thin, site.window, site.lossDb);
      expect(lossDb.length).toBe(part.width * part.height);
      expect(part.column + part.width).toBeLessThanOrEqual(thin.lattice.width);
      expect(part.row + part.height).toBeLessThanOrEqual(thin.lattice.height);
      lossDb.forEach((value, i) => {
        const column = (part.column + (i % part.width)) * thin.step;
        const row = (part.row + Math.floor(i / part.width)) * thin.step;
        expect(value).toBe(1000 * row + column);
      });
    }
  });
});
