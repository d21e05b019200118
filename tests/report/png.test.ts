import { expect, test } from "vitest";
import { InputError } from "../../src/math/errors.ts";
import { encodePng } from "../../src/report/png.ts";
import { crc32OfBytes } from "../support/crc32.ts";
import { decodePng } from "../support/decode-png.ts";
import { hasProgram, runOn } from "../support/external.ts";

function image(width: number, height: number, colour: (i: number) => readonly number[]) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set(colour(i), 4 * i);
  return { width, height, data };
}

test("the test's own checksum gives the published check value", () => {
  // Check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
  expect(crc32OfBytes(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test.each([
  ["palette with opacity", 3, image(13, 7, (i) => [i % 5, 2 * (i % 5), 200, i % 5 === 0 ? 0 : 166])],
  ["opaque colours", 2, image(40, 20, (i) => [i % 256, (i * 7) % 251, i >> 3, 255])],
  ["colours with opacity", 6, image(40, 20, (i) => [i % 256, (i * 7) % 251, i >> 3, i % 200])],
])("%s come back as they went in", (_name, colourType, picture) => {
  const read = decodePng(encodePng(picture));
  expect(read).toMatchObject({ width: picture.width, height: picture.height, colourType });
  expect(read.rgba).toEqual(Uint8Array.from(picture.data));
});

test.skipIf(!hasProgram("gdalinfo"))("GDAL reads the picture", () => {
  const content = encodePng(image(40, 20, (i) => [i % 256, (i * 7) % 251, i >> 3, 255]));
  const { stdout } = runOn({ name: "a.png", content }, "gdalinfo", ["-checksum", "{}"]);
  expect(stdout).toContain("Size is 40, 20");
  expect(stdout.match(/Checksum=/g)).toHaveLength(3);
});

test("data that do not fill the picture are refused", () => {
  expect(() => encodePng({ width: 2, height: 2, data: new Uint8ClampedArray(15) })).toThrow(InputError);
});
