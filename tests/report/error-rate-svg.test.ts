import { describe, expect, it } from "vitest";
import { errorRateSvg } from "../../src/report/error-rate-svg.ts";
import { expectGolden } from "../support/golden.ts";

const svg = errorRateSvg({
  title: "Packets <lost>",
  subtitle: 'SF7 & "16 bytes"',
  series: [
    {
      name: "soft",
      points: [
        { snrDb: -8, rate: 0, low: 0, high: 0.0037 },
        { snrDb: -10, rate: 0.17, low: 0.148, high: 0.194 },
        { snrDb: -9, rate: 0.014, low: 0.0084, high: 0.0234 },
      ],
    },
    { name: "hard", points: [{ snrDb: -9, rate: 0.19, low: 0.167, high: 0.215 }] },
  ],
  theory: [
    {
      name: "symbols",
      points: [
        { snrDb: -10, rate: 0.1 },
        { snrDb: -8, rate: 0.0001 },
      ],
      of: "hard",
    },
  ],
});

/** Corners of every line in a colour. */
function lines(colour: string): string[] {
  return Array.from(svg.matchAll(new RegExp(`<path class="s-${colour}"[^>]* d="([^"]*)"`, "g")), ([, data]) => data);
}

describe("errorRateSvg", () => {
  it("draws as before", () => {
    expectGolden("error-rate.svg", svg);
  });

  it("puts each decade at the same distance, and 100 % on top", () => {
    // By hand: the lowest point is an interval's end of 0.37 %, so three decades lie between 88 and 438 pixels
    const labels = Array.from(svg.matchAll(/y="([\d.]+)" text-anchor="end">([\d.]+ %)</g), ([, y, label]) => [
      label,
      Number(y) - 4,
    ]);
    expect(labels).toEqual([
      ["100 %", 88],
      ["10 %", 204.7],
      ["1 %", 321.3],
      ["0.1 %", 438],
    ]);
  });

  it("orders points by SNR and draws one without errors as a bar from the lower edge", () => {
    const [stroke, ...bars] = lines("blue");
    const xs = Array.from(stroke.matchAll(/[ML]([\d.]+) /g), ([, x]) => Number(x));
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(xs).toHaveLength(2);
    expect(bars.filter((data) => data.includes(" 438"))).toHaveLength(1);
  });

  it("ends theory where it leaves the plot, in the colour of its series", () => {
    const dashed = /<path class="s-orange" stroke-width="1.5" stroke-dasharray="6 4" d="([^"]*)"/.exec(svg)?.[1] ?? "";
    expect(dashed).toMatch(/L[\d.]+ 438$/);
  });

  it("escapes its texts, stands alone, and follows the page's light or dark", () => {
    expect(svg).toContain("Packets &lt;lost&gt;");
    expect(svg).toContain("SF7 &amp; &quot;16 bytes&quot;");
    expect(svg).not.toMatch(/(?:href|src)=|@import|url\(/);
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("says in words what it shows", () => {
    expect(svg).toContain("soft: 17 % at -10 dB, 1.4 % at -9 dB, 0 % at -8 dB.");
  });

  it("draws an empty plane where nothing is given", () => {
    const empty = errorRateSvg({ title: "", series: [], theory: [] });
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
  });
});
