import { describe, expect, it } from "vitest";
import { frequencyScene, frequencyStretch } from "../../../src/report/modem/frequency-scene.ts";
import { idealFrequency, measureFrequency } from "../../../src/report/modem/instantaneous-frequency.ts";
import { scenePng } from "../../../src/report/plot/scene-png.ts";
import { sceneSvg } from "../../../src/report/plot/scene-svg.ts";
import { decodePng } from "../../support/decode-png.ts";
import { madeChirps } from "../../support/made-chirps.ts";

describe("measureFrequency", () => {
  it.each([-40_000, 0, 100, 62_400])("is that of a tone at %i Hz", (hz) => {
    const values = new Float64Array(2 * 500);
    for (let n = 0; n < 500; n++) {
      values[2 * n] = 3 * Math.cos((2 * Math.PI * hz * n) / 125_000);
      values[2 * n + 1] = 3 * Math.sin((2 * Math.PI * hz * n) / 125_000);
    }
    const line = measureFrequency(values, 125_000, 100);
    expect(line).toHaveLength(2 * 99);
    for (let i = 0; i < line.length; i += 2) expect(line[i + 1]).toBeCloseTo(hz, 3);
  });

  it("has nothing to say of silence, or of a single sample", () => {
    expect(measureFrequency(new Float64Array(20), 1000, 5).filter((_, i) => i % 2 === 1)).toEqual(
      Float64Array.from({ length: 4 }, () => Number.NaN),
    );
    expect(measureFrequency(Float64Array.of(1, 0), 1000, 5)).toHaveLength(0);
  });
});

describe("idealFrequency", () => {
  it("rises by a band a symbol, folds where the upper edge is reached, and falls in down-chirps", () => {
    const chirps = { values: Int32Array.of(32, 0), kinds: Uint8Array.of(0, 1), chips: Int32Array.of(128, 32) };
    // By hand: bin 32 of 128 at 128 Hz is −32 Hz; the edge is reached after 96 chips; the quarter down-chirp falls to half
    const gap = [Number.NaN, Number.NaN];
    expect([...idealFrequency(chirps, 7, 128)]).toEqual(
      [0, -32, 0.75, 64, ...gap, 0.75, -64, 1, -32, ...gap, 1, 64, 1.25, 32, ...gap].map((value) => value),
    );
  });
});

describe("frequencyScene", () => {
  const made = madeChirps();
  const picture = { ...made, title: "A <frame>", samplesFromS: 0, ...frequencyStretch(made.frame, null) };
  const scene = frequencyScene(picture);
  const svg = sceneSvg(scene);

  it("shows the preamble's eight chirps and the first symbols with their values", () => {
    const symbolS = 128 / 125_000;
    expect(picture.fromS).toBeCloseTo(made.frame.startS - symbolS / 2, 9);
    expect(picture.toS).toBeCloseTo(made.frame.startS + (12.25 + 4.5) * symbolS, 9);
    for (const value of made.frame.symbols.slice(0, 4)) expect(svg).toContain(`>${value}</text>`);
    expect(svg).toContain("A &lt;frame&gt;");
    expect(svg).toContain("&quot;&lt;b&gt;&amp;&quot;");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("measures what the ideal line says, but where a chirp ends", () => {
    const dots = [...svg.matchAll(/M([\d.]+) ([\d.]+)h0/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    const strokes = [...svg.matchAll(/M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g)].map((all) => all.slice(1).map(Number));
    const near = dots.filter(({ x, y }) =>
      strokes.some(
        ([x0, y0, x1, y1]) => x >= x0 && x <= x1 && Math.abs(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) - y) < 4,
      ),
    );
    expect(dots.length).toBeGreaterThan(900);
    expect(near.length / dots.length).toBeGreaterThan(0.9);
  });

  it("goes to PNG as well, at twice the size", () => {
    const { width, height, rgba } = decodePng(scenePng(scene));
    expect([width, height]).toEqual([2 * scene.width, 2 * scene.height]);
    // The ideal line's blue and the dots' orange
    const colours = new Set(Array.from({ length: width * height }, (_, i) => rgba.subarray(4 * i, 4 * i + 3).join()));
    expect(colours).toContain("0,98,160");
    expect(colours).toContain("196,82,0");
  });
});
