import { expect, test } from "vitest";
import { hexColour, marginColour, mix, powerColour, type Rgb, serverColour } from "../../src/report/colours.ts";

/** CIE lightness of an sRGB colour (IEC 61966-2-1 and CIE 15), 0–100. */
function lightness(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27;
}

test("received power rises evenly in lightness, so that it reads in grey as well", () => {
  const steps = Array.from({ length: 17 }, (_, i) => lightness(powerColour(i / 16)));
  const rises = steps.slice(1).map((value, i) => value - steps[i]);
  const even = (steps[16] - steps[0]) / 16;
  for (const rise of rises) expect(Math.abs(rise - even)).toBeLessThan(0.5 * even);
});

test("margin is palest where it is just met and darkens both ways", () => {
  for (const side of [-1, 1]) {
    const steps = [0, 0.25, 0.5, 0.75, 1].map((part) => lightness(marginColour(side * part)));
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
  }
});

test("what lies beyond the scale has its last colour", () => {
  expect(powerColour(7)).toEqual(powerColour(1));
  expect(powerColour(-7)).toEqual(powerColour(0));
  expect(marginColour(-7)).toEqual(marginColour(-1));
});

test("the first sixteen stations have sixteen colours", () => {
  const colours = Array.from({ length: 16 }, (_, i) => hexColour(serverColour(i)));
  expect(new Set(colours).size).toBe(16);
});

test("a colour is written as six digits", () => {
  expect(hexColour([0, 9.6, 255])).toBe("#000aff");
  expect(mix([0, 0, 0], [100, 200, 50], 0.5)).toEqual([50, 100, 25]);
});
