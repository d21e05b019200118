import { describe, expect, it } from "vitest";
import { linearScale, linearTicks } from "../../../src/report/plot/frame.ts";
import type { Mark, Scene } from "../../../src/report/plot/scene.ts";
import { scenePng } from "../../../src/report/plot/scene-png.ts";
import { sceneSvg } from "../../../src/report/plot/scene-svg.ts";
import { decodePng } from "../../support/decode-png.ts";

const BLUE = [0, 98, 160];
const WHITE = [255, 255, 255];

function scene(...marks: Mark[]): Scene {
  return { title: "T <&>", description: 'D "x"', width: 40, height: 20, marks };
}

/** Colour of the pixel of the file that holds a place of the picture. */
function pixelAt(drawn: Scene, x: number, y: number): number[] {
  const { width, rgba } = decodePng(scenePng(drawn));
  const i = 4 * (Math.floor(2 * y) * width + Math.floor(2 * x));
  return [...rgba.subarray(i, i + 3)];
}

describe("sceneSvg", () => {
  it("says what it is, and names only the colours it uses, light and dark", () => {
    const svg = sceneSvg(scene({ kind: "line", points: [0, 0, 9, 9], colour: "blue" }));
    expect(svg).toContain("<title>T &lt;&amp;&gt;</title>");
    expect(svg).toContain("<desc>D &quot;x&quot;</desc>");
    expect(svg).toContain(".plot .s-blue{stroke:#0062a0}");
    expect(svg).toMatch(/prefers-color-scheme:dark.*\.plot \.s-blue\{stroke:#7abef5\}/);
    expect(svg).not.toContain("s-orange");
  });

  it("leaves out points that add nothing at a tenth of a pixel", () => {
    const points = [1, 1, 1.01, 1.02, 2, 2, Number.NaN, Number.NaN, 3, 3, 4, 4];
    expect(sceneSvg(scene({ kind: "line", points, colour: "blue" }))).toContain('d="M1 1L2 2M3 3L4 4"');
  });

  it("draws dots as strokes without length", () => {
    const points = [1, 2, Number.NaN, 3, 4, 5];
    expect(sceneSvg(scene({ kind: "dots", points, colour: "blue", diameter: 3 }))).toContain('d="M1 2h0M4 5h0"');
  });

  it("escapes texts and hints", () => {
    const text: Mark = { kind: "text", text: "<b>", x: 0, y: 9, halo: "page" };
    const polygon: Mark = { kind: "polygon", points: [0, 0, 1, 0, 1, 1], colour: "blue", hint: "a&b" };
    const svg = sceneSvg(scene(text, polygon));
    expect(svg).toContain(">&lt;b&gt;</text>");
    expect(svg).toContain("<title>a&amp;b</title>");
  });
});

describe("scenePng", () => {
  it("puts marks where the SVG has them", () => {
    const drawn = scene(
      { kind: "polygon", points: [10, 5, 20, 5, 20, 15, 10, 15], colour: "blue" },
      { kind: "line", points: [30, 2, 30, 18], colour: "blue", width: 2 },
      { kind: "dots", points: [5, 5], colour: "blue", diameter: 3 },
    );
    for (const [x, y] of [
      [10, 5],
      [19.9, 14.9],
      [30, 10],
      [5, 5],
    ]) {
      expect(pixelAt(drawn, x, y), `${x}, ${y}`).toEqual(BLUE);
    }
    for (const [x, y] of [
      [9, 10],
      [21, 10],
      [27, 10],
      [8, 5],
    ]) {
      expect(pixelAt(drawn, x, y), `${x}, ${y}`).toEqual(WHITE);
    }
  });

  it("stretches an image by its nearest pixels", () => {
    const data = Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255);
    const drawn = scene({ kind: "image", x: 10, y: 4, width: 20, height: 10, pixels: { width: 2, height: 1, data } });
    expect(pixelAt(drawn, 11, 5)).toEqual([255, 0, 0]);
    expect(pixelAt(drawn, 19.5, 13)).toEqual([255, 0, 0]);
    expect(pixelAt(drawn, 20, 13)).toEqual([0, 255, 0]);
    expect(pixelAt(drawn, 31, 8)).toEqual(WHITE);
  });

  it("aligns texts by their anchor", () => {
    const inked = (anchor: "start" | "end") => {
      const { width, rgba } = decodePng(scenePng(scene({ kind: "text", text: "HH", x: 20, y: 15, anchor })));
      const columns = Array.from({ length: rgba.length / 4 }, (_, i) => i).filter((i) => rgba[4 * i] < 100);
      return columns.map((i) => (i % width) / 2);
    };
    expect(Math.min(...inked("start"))).toBeGreaterThanOrEqual(20);
    expect(Math.max(...inked("end"))).toBeLessThan(20);
  });
});

describe("scales", () => {
  it("map ends on ends, also where they are equal", () => {
    const { at } = linearScale({ min: 2, max: 4 }, 100, 0);
    expect([2, 3, 4].map(at)).toEqual([100, 50, 0]);
    expect(linearScale({ min: 5, max: 5 }, 0, 10).at(5)).toBe(0);
  });

  it("label ticks with equal digits and a minus as long as a plus", () => {
    const ticks = linearTicks(linearScale({ min: -0.5, max: 0.5 }, 0, 1), 4);
    expect(ticks.map(({ label }) => label)).toEqual(["−0.5", "0.0", "0.5"]);
  });
});
