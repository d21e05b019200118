import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { measuredPattern } from "../../../../src/link/antennas/cuts.ts";
import { antennaFigures } from "../../../../src/link/antennas/figures.ts";
import { parseAntennaFile } from "../../../../src/link/antennas/formats/read.ts";
import { InputError } from "../../../../src/math/errors.ts";

/** Attenuations of a made-up antenna at steps of 10°: a digit that tells the angle. */
const angles = Array.from({ length: 36 }, (_, i) => 10 * i);
const cut = (keyword: string, valueAt = (deg: number) => deg / 10) =>
  [`${keyword} 36`, ...angles.map((deg) => `${deg} ${valueAt(deg).toFixed(1)}`)].join("\n");
const msi = (header: string, horizontal = cut("HORIZONTAL"), vertical = cut("VERTICAL")) =>
  `${header}\n${horizontal}\n${vertical}\n`;

function caught(text: string, name: string): InputError {
  try {
    parseAntennaFile(text, name);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("expected an InputError");
}

describe("MSI Planet", () => {
  it("reads header and cuts, turning the vertical one upwards", () => {
    const cuts = parseAntennaFile(msi("NAME Panel 7\nMAKE nobody\nGAIN 12 dBd\nCOMMENT"), "x.msi");
    expect(cuts.title).toBe("Panel 7");
    expect(cuts.gainDbi).toBeCloseTo(14.15, 9);
    expect(cuts.remarks).toEqual({ make: "nobody" });
    expect(cuts.horizontalDb.slice(0, 3)).toEqual([0, -1, -2]);
    // 10° upwards is 350° downwards
    expect(cuts.verticalDb.slice(0, 3)).toEqual([0, -35, -34]);
  });

  it.each([
    ["12", 14.15],
    ["12 dBi", 12],
    ["12dBi", 12],
    ["12,5 dBd", 14.65],
  ])("reads a gain of %s", (text, gainDbi) => {
    expect(parseAntennaFile(msi(`GAIN ${text}`), "x.msi").gainDbi).toBeCloseTo(gainDbi, 9);
  });

  it("takes 360° as 0° said again", () => {
    const closed = cut("HORIZONTAL").replace("HORIZONTAL 36", "HORIZONTAL 37").concat("\n360 0.0");
    expect(parseAntennaFile(msi("NAME a", closed), "x.msi").horizontalDb).toHaveLength(36);
  });

  it("reads the example, an antenna whose numbers are known", () => {
    const file = new URL("../../../../scenarios/examples/sector.msi", import.meta.url);
    const cuts = parseAntennaFile(readFileSync(file, "utf8"), "sector.msi");
    const figures = antennaFigures(measuredPattern(cuts, cuts.gainDbi ?? Number.NaN));
    expect(figures.gainDbi).toBeCloseTo(14, 9);
    expect(figures.peakElevationDeg).toBe(-4);
    expect(figures.beamwidthDeg).toBeCloseTo(65, 0);
    expect(figures.verticalBeamwidthDeg).toBeCloseTo(15, 0);
    expect(figures.frontToBackDb).toBeCloseTo(25, 6);
  });

  const text = msi("NAME a");
  it.each([
    [
      "cut short in a cut",
      text.split("\n").slice(0, 50).join("\n"),
      "line 50",
      /expected 36 angles of the vertical cut, got 11/,
    ],
    ["cut short between the cuts", `NAME a\n${cut("HORIZONTAL")}`, "line 38", /ends without its VERTICAL cut/],
    [
      "an angle left out",
      text.replace("50 5.0\n", ""),
      "line 38",
      /expected 36 angles of the horizontal cut, got 35 before VERTICAL/,
    ],
    [
      "an angle twice",
      text.replace("50 5.0", "40 5.0"),
      "line 8",
      /40° of the horizontal cut stands already in line 7/,
    ],
    ["an uneven angle", text.replace("50 5.0", "53 5.0"), "line 8", /no value for 50°/],
    [
      "gains in place of attenuations",
      text.replace("50 5.0", "50 -5.0"),
      "line 8",
      /expected an attenuation in dB from 0 to 200, got -5/,
    ],
    ["a unit in the table", text.replace("50 5.0", "50 5.0 dB"), "line 8", /expected an angle and an attenuation/],
    ["no number", text.replace("50 5.0", "50 x"), "line 8", /expected an attenuation in dB, got "x"/],
    ["a gain in dBm", msi("GAIN 12 dBm"), "line 1", /expected a gain in dBd or dBi, got "12 dBm"/],
    [
      "a cut twice",
      msi("NAME a", cut("HORIZONTAL"), cut("HORIZONTAL")),
      "line 39",
      /there is a horizontal cut already/,
    ],
    ["more angles than said", text.replace("HORIZONTAL 36", "HORIZONTAL 18"), "line 20", /no value for 180°/],
    [
      "no count",
      text.replace("VERTICAL 36", "VERTICAL"),
      "line 39",
      /expected the number of angles of the vertical cut/,
    ],
  ])("refuses %s and says where", (_what, broken, place, message) => {
    const error = caught(broken, "x.msi");
    expect(error.code).toBe("bad-antenna-file");
    expect(error.issues[0].where).toBe(`x.msi: ${place}`);
    expect(error.message).toMatch(message);
  });
});

describe("Radio Mobile", () => {
  const lines = [
    ...Array.from({ length: 360 }, (_, i) => (-i / 100).toFixed(2)),
    ...Array.from({ length: 360 }, (_, i) => (-i / 10).toFixed(1)),
  ];

  it("reads 720 values; the vertical cut begins at the zenith", () => {
    const cuts = parseAntennaFile(lines.join("\r\n"), "x.ant");
    expect(cuts.gainDbi).toBeNull();
    expect(cuts.horizontalDb[90]).toBe(-0.9);
    // Zenith, ahead, nadir, behind: values 0, 90, 180 and 270 of the second half
    expect([90, 0, 270, 180].map((up) => cuts.verticalDb[up])).toEqual([0, -9, -18, -27]);
  });

  it("reads decimal commas", () => {
    expect(parseAntennaFile(lines.join("\n").replaceAll(".", ","), "x.ant").horizontalDb[359]).toBe(-3.59);
  });

  it.each([
    ["cut short", lines.slice(0, 700), "x.ant: line 700", /expected 720 values, .* got 700/, "cut short"],
    ["of an older version", lines.slice(0, 541), "x.ant: line 541", /got 541/, "version 3"],
    [
      "with gains above the peak",
      lines.with(4, "3.0"),
      "x.ant: line 5",
      /expected 0 or a negative number/,
      "given apart",
    ],
    ["with two columns", lines.with(4, "4 -3.0"), "x.ant: line 5", /expected one relative gain in dB/, ""],
  ])("refuses a file %s", (_what, broken, where, message, hint) => {
    const error = caught(broken.join("\n"), "x.ant");
    expect(error.issues[0].where).toBe(where);
    expect(error.message).toMatch(message);
    expect(error.issues[0].hint ?? "").toContain(hint);
  });
});

describe("CSV", () => {
  const table = (column: string, valueAt: (deg: number) => number, separator = ",") =>
    [
      "# made up",
      ["cut", "angleDeg", column].join(separator),
      ...["horizontal", "vertical"].flatMap((name) =>
        angles.map((deg) => [name, deg > 180 ? deg - 360 : deg, valueAt(deg)].join(separator)),
      ),
    ].join("\n");

  it("reads gains, whose peak is the antenna's", () => {
    const cuts = parseAntennaFile(
      table("gainDbi", (deg) => 7 - deg / 10),
      "x.csv",
    );
    expect(cuts.gainDbi).toBe(7);
    expect(cuts.horizontalDb[35]).toBe(-35);
    expect(cuts.verticalDb[1]).toBe(-1);
  });

  it("reads attenuations, parted by semicolons as well", () => {
    const text = table("attenuationDb", (deg) => deg / 10 + 0.5, ";").replaceAll(".", ",");
    const cuts = parseAntennaFile(text, "x.csv");
    expect(cuts.gainDbi).toBeNull();
    expect(cuts.horizontalDb[1]).toBe(-1.5);
  });

  const good = table("gainDbi", () => 0);
  it.each([
    ["a column in dBd", good.replace("gainDbi", "gainDbd"), "line 2", /expected the columns cut, angleDeg/],
    ["no header", good.split("\n").slice(2).join("\n"), "line 1", /expected the columns/],
    [
      "an unknown cut",
      good.replace("horizontal,50", "sideways,50"),
      "line 8",
      /expected horizontal or vertical, got "sideways"/,
    ],
    [
      "an angle twice",
      good.replace("horizontal,50", "horizontal,40"),
      "line 8",
      /40° of the horizontal cut stands already in line 7/,
    ],
    ["a missing cell", good.replace("horizontal,50,0", "horizontal,50"), "line 8", /expected gainDbi, got ""/],
    ["an angle left out", good.replace("horizontal,50,0\n", ""), "line 8", /no value for 50°/],
    ["one cut alone", good.replace(/vertical.*\n?/g, ""), "line 38", /no vertical cut/],
    ["a half circle", good.replace(/vertical,-.*\n?/g, ""), "line 57", /no value for 190°/],
  ])("refuses %s and says where", (_what, broken, place, message) => {
    const error = caught(broken, "x.csv");
    expect(error.issues[0].where).toBe(`x.csv: ${place}`);
    expect(error.message).toMatch(message);
  });
});

it("refuses an empty file", () => {
  expect(caught("\n\n", "x.msi").message).toBe("x.msi: the file is empty");
});
