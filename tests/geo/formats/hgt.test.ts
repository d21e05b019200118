import { gunzipSync, gzipSync, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { decodeHgt } from "../../../src/geo/formats/hgt.ts";
import { inputErrorOf, readTerrain } from "../terrain-reference.ts";

const SIDE = 121; // the smallest tile that is read, 30″
/** A tile whose elevations count the posts from the north-west, the last of them void. */
function countingTile(): Uint8Array {
  const bytes = new Uint8Array(SIDE * SIDE * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < SIDE * SIDE; i++) view.setInt16(2 * i, i === SIDE * SIDE - 1 ? -32_768 : i - 100, false);
  return bytes;
}

describe("decodeHgt on real tiles", () => {
  it("reads a zipped 3″ tile from its north-west", () => {
    const tile = decodeHgt({ name: "dem/N36W123.hgt.zip", bytes: readTerrain("N36W123.hgt.zip") });
    expect(tile).toMatchObject({ width: 1201, height: 1201, westDeg: -123, northDeg: 37, lonStepDeg: 1 / 1200 });
    const raw = unzipSync(readTerrain("N36W123.hgt.zip"))["N36W123.hgt"];
    const view = new DataView(raw.buffer, raw.byteOffset);
    expect(tile?.data.every((elevation, i) => elevation === view.getInt16(2 * i, false))).toBe(true);
  });

  it("reads a gzipped 1″ tile, and of it only what is needed", () => {
    const bytes = readTerrain("S46W066.hgt.gz");
    const window = { west: -65.75, east: -65.5, south: -45.3, north: -45.2 };
    const part = decodeHgt({ name: "s46w066.HGT.GZ", bytes, window });
    expect(part).toMatchObject({ width: 901, height: 361, lonStepDeg: 1 / 3600 });
    expect(part?.westDeg).toBeCloseTo(-65.75, 12);
    expect(part?.northDeg).toBeCloseTo(-45.2, 12);
    const raw = gunzipSync(bytes);
    const view = new DataView(raw.buffer, raw.byteOffset);
    // 0.25° east and 0.2° south of the corner at −66°, −45°.
    for (const [row, column] of [
      [0, 0],
      [100, 300],
      [360, 900],
    ]) {
      const offset = 2 * ((720 + row) * 3601 + 900 + column);
      expect(part?.data[row * 901 + column]).toBe(view.getInt16(offset, false));
    }
  });
});

describe("decodeHgt", () => {
  it.each([
    ["N36W122.hgt", -122, 37],
    ["s34e018.hgt", 18, -33],
    ["N00E006.SRTMGL3.hgt", 6, 1],
    ["folder.zip/S01W180.hgt", -180, 0],
  ])("takes the corner from the name %s", (name, westDeg, northDeg) => {
    expect(decodeHgt({ name, bytes: countingTile() })).toMatchObject({ westDeg, northDeg, name, format: "hgt" });
  });

  it("reads big-endian signed posts and turns voids into gaps", () => {
    const data = decodeHgt({ name: "N00E000.hgt", bytes: countingTile() })?.data;
    expect(data?.[0]).toBe(-100);
    expect(data?.[SIDE]).toBe(SIDE - 100);
    expect(data?.at(-1)).toBeNaN();
  });

  it("prefers the name inside a zip archive to that of the archive", () => {
    const bytes = zipSync({ "__MACOSX/._N10E020.hgt": new Uint8Array(4), "data/N10E020.hgt": countingTile() });
    expect(decodeHgt({ name: "tile.zip", bytes })).toMatchObject({ westDeg: 20, northDeg: 11, name: "tile.zip" });
  });

  it("unpacks gzip that was packed in several members", () => {
    const tile = countingTile();
    const [first, second] = [gzipSync(tile.subarray(0, 999)), gzipSync(tile.subarray(999))];
    const bytes = new Uint8Array([...first, ...second]);
    expect(decodeHgt({ name: "N00E000.hgt.gz", bytes })?.data[SIDE]).toBe(SIDE - 100);
  });

  it("gives nothing when the tile lies outside the window", () => {
    const window = { west: 10, east: 11, south: 3, north: 4 };
    expect(decodeHgt({ name: "N00E000.hgt", bytes: countingTile(), window })).toBeNull();
  });

  it("cuts a tile for a window across the antimeridian at the window's turn of longitude", () => {
    const window = { west: 179.5, east: 180.25, south: 0.25, north: 0.75 };
    const part = decodeHgt({ name: "N00W180.hgt", bytes: countingTile(), window });
    expect(part).toMatchObject({ width: 31, height: 61, westDeg: 180 });
  });
});

describe("decodeHgt on bad files", () => {
  it("names a truncated tile with the sizes expected and got", async () => {
    const error = await inputErrorOf(() => decodeHgt({ name: "dem/N45E005.hgt", bytes: new Uint8Array(2_884_000) }));
    expect(error.code).toBe("truncated-tile");
    expect(error.message).toMatch(/^dem\/N45E005\.hgt: .*2884802 bytes.*25934402 bytes.*got 2884000 bytes/);
    const empty = await inputErrorOf(() => decodeHgt({ name: "N45E005.hgt", bytes: new Uint8Array(0) }));
    expect(empty.code).toBe("truncated-tile");
  });

  it("refuses a name without a corner on the earth", async () => {
    for (const name of ["tile.hgt", "N95E005.hgt", "N45E180.hgt", "N45E0055.hgt"]) {
      const error = await inputErrorOf(() => decodeHgt({ name, bytes: countingTile() }));
      expect([error.code, error.issues[0].where]).toEqual(["unknown-tile", name]);
    }
  });

  it("refuses cut-off and damaged archives", async () => {
    const zip = readTerrain("N36W123.hgt.zip");
    const gzip = readTerrain("S46W066.hgt.gz");
    for (const [name, bytes] of [
      ["N36W123.hgt.zip", zip.subarray(0, zip.length - 30)],
      ["N36W123.hgt.zip", new Uint8Array(100)],
      ["S46W066.hgt.gz", gzip.subarray(0, 70_000)],
      ["S46W066.hgt.gz", gzip.subarray(0, gzip.length - 9)],
      ["S46W066.hgt.gz", new Uint8Array(100)],
      ["S46W066.hgt.gz", new Uint8Array(0)],
    ] as const) {
      const error = await inputErrorOf(() => decodeHgt({ name, bytes }));
      expect([error.issues[0].where, ["damaged-file", "truncated-tile"].includes(error.code)]).toEqual([name, true]);
    }
  });

  it("refuses an archive with no tile or with two", async () => {
    const none = zipSync({ "readme.txt": new Uint8Array(3) });
    const two = zipSync({ "N00E000.hgt": countingTile(), "N01E000.hgt": countingTile() });
    for (const bytes of [none, two]) {
      const error = await inputErrorOf(() => decodeHgt({ name: "a.zip", bytes }));
      expect(error.code).toBe("wrong-archive");
    }
  });

  it("stops unpacking what is larger than any tile", async () => {
    const zeros = new Uint8Array(40_000_000);
    for (const [name, bytes] of [
      ["N00E000.hgt.gz", gzipSync(zeros)],
      ["N00E000.hgt.zip", zipSync({ "N00E000.hgt": zeros })],
    ] as const) {
      const error = await inputErrorOf(() => decodeHgt({ name, bytes }));
      expect(error.code).toBe("too-large");
    }
  });
});
