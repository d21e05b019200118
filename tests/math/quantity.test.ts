import { describe, expect, it } from "vitest";
import { baseUnit, type Dimension, parseQuantity } from "../../src/math/quantity.ts";

const read = (text: string, dimension: Dimension) => parseQuantity(text, dimension, "--flag");

describe("parseQuantity", () => {
  it.each<[string, Dimension, number]>([
    ["125kHz", "frequency", 125_000],
    ["868.1MHz", "frequency", 868_100_000],
    ["2.4 GHz", "frequency", 2_400_000_000],
    ["868100000", "frequency", 868_100_000],
    ["8.681e8Hz", "frequency", 868_100_000],
    ["30m", "length", 30],
    ["-3.5m", "length", -3.5],
    [".5km", "length", 500],
    // International foot, inch, mile and nautical mile: NIST Special Publication 811, appendix B.8
    ["36ft", "length", 10.9728],
    ["1in", "length", 0.0254],
    ["1mi", "length", 1609.344],
    ["1nmi", "length", 1852],
    ["20s", "time", 20],
    ["250ms", "time", 0.25],
    ["5us", "time", 5e-6],
    ["5µs", "time", 5e-6],
    ["5μs", "time", 5e-6],
    ["1.5h", "time", 5400],
    ["2d", "time", 172_800],
    ["45deg", "angle", 45],
    ["3.141592653589793rad", "angle", 180],
    ["2400mAh", "charge", 2400],
    ["2.4Ah", "charge", 2400],
    ["3600C", "charge", 1000],
    ["20", "data", 20],
    ["20bytes", "data", 20],
    ["50%", "percent", 50],
    ["50", "percent", 50],
    ["95%", "fraction", 0.95],
    ["0.95", "fraction", 0.95],
    ["0.005S/m", "conductivity", 0.005],
    ["14dBm", "power", 14],
    ["-120", "power", -120],
    ["3dB", "level", 3],
    ["2.15dBi", "gain", 2.15],
    ["0dBd", "gain", 2.15],
    ["15", "scalar", 15],
  ])("%s is a %s of %d", async (text, dimension, expected) => {
    expect(await read(text, dimension)).toBeCloseTo(expected, 9);
  });

  // By hand: 10 log10(25) = 13.9794, 10 log10(1000) = 30, 10 log10(0.001) = -30
  it.each([
    ["25mW", 13.9794],
    ["1W", 30],
    ["1uW", -30],
    ["1kW", 60],
  ])("%s is %d dBm", async (text, expected) => {
    expect(await read(text, "power")).toBeCloseTo(expected, 4);
  });

  // NIST Special Publication 811, appendix B.8: chain (of 66 feet), week
  it.each<[string, Dimension, number]>([
    ["10chains", "length", 201.168],
    ["2weeks", "time", 1_209_600],
    ["3megahertz", "frequency", 3e6],
    ["1hm", "length", 100],
  ])("%s is found in the long table", async (text, dimension, expected) => {
    expect(await read(text, dimension)).toBeCloseTo(expected, 2);
  });

  it.each<[string, Dimension, string]>([
    ["125 m", "frequency", 'expected a frequency such as 868.1MHz, got "125 m", a length'],
    ["5kg", "length", "expected a length such as 30m"],
    ["5weeks", "length", "expected a length"],
    ["14dB", "power", 'expected a power such as 14dBm, got "14dB", a ratio in decibels'],
    ["0mW", "power", "expected a power"],
    ["-1W", "power", "expected a power"],
    ["", "length", "expected a length"],
    ["m", "length", "expected a length"],
    ["1,5km", "length", "expected a length"],
    ["5 km north", "length", "expected a length"],
    ["1e999m", "length", "expected a length"],
    ["NaN", "length", "expected a length"],
    ["Infinity", "length", "expected a length"],
    ["0x10", "length", "expected a length"],
    ["5constructor", "length", "expected a length"],
    ["5m+3m", "length", "expected a length"],
    ["5createUnit", "length", "expected a length"],
    ["20m", "scalar", "expected a number"],
  ])("refuses %j as a %s", async (text, dimension, message) => {
    await expect(read(text, dimension)).rejects.toMatchObject({
      code: "bad-quantity",
      message: expect.stringContaining(`--flag: ${message}`),
    });
  });

  it.each<[string, Dimension, string]>([
    ["868mhz", "frequency", "write 868MHz"],
    ["868mHz", "frequency", "write 868MHz"],
    ["5KM", "length", "write 5km"],
    ["14dbm", "power", "write 14dBm"],
  ])("asks for %j to be written as a unit", async (text, dimension, hint) => {
    await expect(read(text, dimension)).rejects.toMatchObject({ issues: [{ hint }] });
  });

  it("takes a bare number in the base unit", () => {
    const dimensions: Dimension[] = ["frequency", "power", "gain", "level", "length", "time", "data", "angle"];
    expect(dimensions.map(baseUnit)).toEqual(["Hz", "dBm", "dBi", "dB", "m", "s", "bytes", "deg"]);
  });
});
