import { describe, expect, it } from "vitest";
import { laneCount, placeInLanes } from "../../../src/report/modem/frame-lanes.ts";
import { powerRange } from "../../../src/report/modem/power-image.ts";
import { createSpectrogram } from "../../../src/report/modem/spectrogram.ts";
import { spectrogramScene } from "../../../src/report/modem/spectrogram-scene.ts";
import { scenePng } from "../../../src/report/plot/scene-png.ts";
import { sceneSvg } from "../../../src/report/plot/scene-svg.ts";
import { decodePng } from "../../support/decode-png.ts";
import { expectGolden } from "../../support/golden.ts";
import { madeChirps } from "../../support/made-chirps.ts";

const { samples, sampleRateHz, frame } = madeChirps();
const accumulator = createSpectrogram({ sampleRateHz, bandwidthHz: 125_000, sf: 7, columns: 60, spanHz: 250_000 });
accumulator.push(samples);
const spectrogram = accumulator.end();
const scene = spectrogramScene({ title: "File <1>", subtitle: "a & b", spectrogram, frames: [frame] });
const svg = sceneSvg(scene);

describe("spectrogramScene", () => {
  it("draws as before", () => {
    // The raster is deflated, which another version of the packer may do otherwise
    expectGolden("spectrogram.svg", svg.replaceAll(/base64,[^"]*/g, "base64,..."));
  });

  it("embeds the raster, whose pixels are the columns and rows", () => {
    const data = /data:image\/png;base64,([^"]*)/.exec(svg)?.[1] ?? "";
    const { width, height } = decodePng(Buffer.from(data, "base64"));
    expect([width, height]).toEqual([spectrogram.columns, spectrogram.rows]);
  });

  it("stands alone, and escapes title and payload", () => {
    expect(svg).toContain("File &lt;1&gt;");
    expect(svg).toContain("SF7 4/5, CRC ok, &quot;&lt;b&gt;&amp;&quot;");
    expect(svg.replaceAll(/href="data:[^"]*"/g, "")).not.toMatch(/(?:href|src)=|@import|url\(/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("puts the box over the frame's time and band", () => {
    const box = /<path class="s-bright"[^>]* d="M([\d.]+) ([\d.]+)L([\d.]+) [\d.]+L[\d.]+ ([\d.]+)/.exec(svg);
    const [left, top, right, bottom] = (box ?? []).slice(1).map(Number);
    const scale = (874 - 64) / (spectrogram.toS - spectrogram.fromS);
    expect(left).toBeCloseTo(64 + scale * frame.startS, 0);
    expect(right).toBeCloseTo(64 + scale * frame.endS, 0);
    // Half of the band of 250 kHz
    expect(bottom - top).toBeCloseTo(150, -1);
  });

  it("shows a strong chirp where it is, in the PNG too", () => {
    const { width, rgba } = decodePng(scenePng(scene));
    const at = (x: number, y: number) => [
      ...rgba.subarray(4 * (2 * y * width + 2 * x), 4 * (2 * y * width + 2 * x) + 3),
    ];
    // Outside of the frame's band there is nothing: the darkest colour
    expect(at(100, 135)).toEqual([68, 1, 84]);
  });

  it("marks a frame that is a few pixels wide above the raster only, so that it can be seen", () => {
    const long = { ...spectrogram, toS: 100 * spectrogram.toS };
    const picture = sceneSvg(spectrogramScene({ title: "", spectrogram: long, frames: [frame] }));
    expect(picture).not.toContain('class="s-bright"');
    expect(picture).toContain("payload: SF7");
  });

  it("leaves out frames beyond the stretch, and their legend", () => {
    const later = { ...frame, startS: 1, endS: 1.1 };
    const alone = sceneSvg(spectrogramScene({ title: "", spectrogram, frames: [later] }));
    expect(alone).not.toContain("preamble");
    expect(alone).toContain("No frame was decoded.");
  });
});

describe("placeInLanes", () => {
  const at = (startS: number, endS: number) => ({ ...frame, startS, endS });
  it("gives frames that overlap lanes of their own, and the first lane back when it is free", () => {
    const placed = placeInLanes([at(2, 4), at(0, 3), at(3.5, 5)]);
    expect(placed.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(laneCount(placed)).toBe(2);
    expect(laneCount([])).toBe(0);
  });

  it("does not grow beyond what a picture holds", () => {
    expect(laneCount(placeInLanes(Array.from({ length: 40 }, (_, i) => at(i / 100, 9))))).toBe(6);
  });
});

describe("powerRange", () => {
  it("starts at the noise, and spans 8 to 40 dB", () => {
    expect(powerRange({ power: Float32Array.of(1e-2, 1e-2, 1) })).toEqual({ lowDb: expect.closeTo(-20, 5), highDb: 0 });
    expect(powerRange({ power: Float32Array.of(1e-9, 1e-9, 1) })).toEqual({ lowDb: -40, highDb: 0 });
    expect(powerRange({ power: Float32Array.of(1, 1, 2) })).toEqual({ lowDb: 0, highDb: 8 });
    expect(powerRange({ power: new Float32Array(3) })).toEqual({ lowDb: -200, highDb: -192 });
  });
});
