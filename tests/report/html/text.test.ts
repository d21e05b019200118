import { describe, expect, it } from "vitest";
import {
  formatCost,
  formatCount,
  formatDistance,
  formatNumber,
  formatPercent,
  formatPosition,
  formatQuantity,
} from "../../../src/report/html/format.ts";
import { html } from "../../../src/report/html/markup.ts";

/** The narrow space that keeps a number and its unit together. */
const NARROW = "\u202f";

describe("numbers for people", () => {
  it("have a true minus, spaced thousands and a dash for what does not exist", () => {
    expect(formatNumber(-12345.67, 1)).toBe(`\u221212${NARROW}345.7`);
    expect(formatNumber(1234.5, 1)).toBe("1234.5");
    expect(formatNumber(-0.04, 1)).toBe("0.0");
    expect(formatNumber(null)).toBe("–");
    expect(formatQuantity(Number.NaN, "dB")).toBe("–");
  });

  it("never say all for less than all, nor nothing for something", () => {
    expect(formatPercent(1)).toBe(`100.0${NARROW}%`);
    expect(formatPercent(0.9996)).toBe(`>${NARROW}99.9${NARROW}%`);
    expect(formatPercent(0.0002)).toBe(`<${NARROW}0.1${NARROW}%`);
    expect(formatPercent(0)).toBe(`0.0${NARROW}%`);
  });

  it("name units, hemispheres and counts", () => {
    expect(formatDistance(940)).toBe(`940${NARROW}m`);
    expect(formatDistance(4230)).toBe(`4.2${NARROW}km`);
    expect(formatPosition(-121.895, 36.595)).toBe("36.5950° N 121.8950° W");
    expect(formatCost(1500.5)).toBe("1500.50");
    expect(formatCount(1, "gateway")).toBe("1 gateway");
    expect(formatCount(2, "gateway")).toBe("2 gateways");
  });
});

describe("html", () => {
  it("escapes texts, keeps markup, joins lists and leaves out null", () => {
    const items = ["a<b", `"c" & 'd'`].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}${null}</ul>${3}`.text).toBe(
      "<ul><li>a&lt;b</li><li>&quot;c&quot; &amp; &#39;d&#39;</li></ul>3",
    );
  });
});
