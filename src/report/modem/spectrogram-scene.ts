import { type AxisScale, linearScale, linearTicks, type PlotArea, plotAxes } from "../plot/frame.ts";
import { heading, line, type Mark, outline, type Scene } from "../plot/scene.ts";
import { LANE, laneCount, laneMarks, partsLegend, placeInLanes } from "./frame-lanes.ts";
import { type ChannelPlace, frameLabel, frameMiddleHz, frameParts, type MarkedFrame } from "./frame-parts.ts";
import { colourBar, type PowerRange, powerImage, powerRange } from "./power-image.ts";
import type { Spectrogram } from "./spectrogram.ts";

export interface SpectrogramPicture extends ChannelPlace {
  readonly title: string;
  /** A second, smaller line: file, sample rate, … */
  readonly subtitle?: string;
  readonly spectrogram: Spectrogram;
  /** Those outside the stretch are left out. */
  readonly frames: readonly MarkedFrame[];
}

const WIDTH = 960;
const PLOT_HEIGHT = 300;
const HEAD = 62;
/** Room for the vertical axis' title. */
const AXIS_TITLE = 22;
const MARGIN = { left: 64, right: 86, bottom: 58 };
const LEGEND_HEIGHT = 26;
const BAR = { gap: 14, width: 12 };
/** On the box about a frame, where one part ends. */
const TICK = 10;
/** A narrower box would hide what it is about, pixels. */
const LEAST_BOX = 16;
/** Between two strokes of a line. */
const GAP = [Number.NaN, Number.NaN];

/**
 * A spectrogram with the decoded frames marked: above it a bar for each frame with its parts and what it says, on it a box over
 * the frame's band.
 *
 * @returns the picture, to be written by `sceneSvg` or `scenePng`
 */
export function spectrogramScene(picture: SpectrogramPicture): Scene {
  const { title, subtitle = "", spectrogram } = picture;
  const { fromS, toS, lowHz, highHz } = spectrogram;
  const frames = picture.frames.filter(({ startS, endS }) => endS > fromS && startS < toS);
  const placed = placeInLanes(frames);
  const lanesHeight = laneCount(placed) * LANE.height;
  const top = HEAD + AXIS_TITLE + lanesHeight;
  const area: PlotArea = { left: MARGIN.left, right: WIDTH - MARGIN.right, top, bottom: top + PLOT_HEIGHT };
  // Short stretches are read in milliseconds, long ones in seconds
  const [unit, unitS] = toS - fromS < 1 ? ["ms", 1e-3] : ["s", 1];
  const x = linearScale({ min: fromS, max: toS }, area.left, area.right);
  const xUnit = linearScale({ min: fromS / unitS, max: toS / unitS }, area.left, area.right);
  const y = linearScale({ min: lowHz / 1000, max: highHz / 1000 }, area.bottom, area.top);
  const range = powerRange(spectrogram);
  const marks: Mark[] = [
    ...heading(title, subtitle, MARGIN.left),
    ...laneMarks(placed, area, x, HEAD),
    {
      kind: "image",
      x: area.left,
      y: area.top,
      width: area.right - area.left,
      height: PLOT_HEIGHT,
      pixels: powerImage(spectrogram, range),
    },
    ...plotAxes({
      area,
      x: xUnit,
      y,
      xTicks: linearTicks(xUnit, 12),
      yTicks: linearTicks(y, 7),
      xTitle: `time, ${unit}`,
      yTitle: "kHz",
      grid: false,
    }),
    ...frames.flatMap((frame) => frameBox(frame, frameMiddleHz(frame, picture), { area, x, y })),
    ...powerLegend(range, area),
    ...(frames.length > 0 ? partsLegend({ x: MARGIN.left, y: area.bottom + MARGIN.bottom + 8 }) : []),
  ];
  const height = area.bottom + MARGIN.bottom + (frames.length > 0 ? LEGEND_HEIGHT : 0);
  return { title, description: describe(spectrogram, frames), width: WIDTH, height, marks };
}

interface Plane {
  readonly area: PlotArea;
  readonly x: AxisScale;
  readonly y: AxisScale;
}

/** Around the frame, with a mark on both edges where a part ends: the raster inside stays free. */
function frameBox(frame: MarkedFrame, middleHz: number, { area, x, y }: Plane): Mark[] {
  const within = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value));
  const left = within(x.at(frame.startS), area.left, area.right);
  const right = within(x.at(frame.endS), area.left, area.right);
  const top = within(y.at((middleHz + frame.bandwidthHz / 2) / 1000), area.top, area.bottom);
  const bottom = within(y.at((middleHz - frame.bandwidthHz / 2) / 1000), area.top, area.bottom);
  if (right - left < LEAST_BOX) return [];
  const edges = outline({ x: left, y: top }, { x: right, y: bottom });
  const borders = frameParts(frame)
    .slice(1)
    .map(({ fromS }) => x.at(fromS))
    .filter((at) => at > left && at < right);
  const ticks = borders.flatMap((at) => [...GAP, at, top, at, top + TICK, ...GAP, at, bottom, at, bottom - TICK]);
  const points = [...edges, ...ticks];
  return [line(points, "night", { width: 3 }), line(points, "bright", { width: 1.2 })];
}

function powerLegend(range: PowerRange, area: PlotArea): Mark[] {
  const left = area.right + BAR.gap;
  const scale = linearScale({ min: range.lowDb, max: range.highDb }, area.bottom, area.top);
  const labels = linearTicks(scale, 5).map(({ value, label }): Mark => {
    const y = scale.at(value) + 4;
    return { kind: "text", text: label, x: left + BAR.width + 6, y, colour: "soft", size: "small" };
  });
  return [
    { kind: "image", x: left, y: area.top, width: BAR.width, height: PLOT_HEIGHT, pixels: colourBar() },
    ...labels,
    { kind: "text", text: "dBFS", x: left, y: area.top - 10, colour: "soft", size: "small" },
  ];
}

function describe({ fromS, toS, lowHz, highHz }: Spectrogram, frames: readonly MarkedFrame[]): string {
  const stretch = `Power by frequency, ${(lowHz / 1000).toFixed(0)} to ${(highHz / 1000).toFixed(0)} kHz, and time, ${fromS.toFixed(3)} to ${toS.toFixed(3)} s.`;
  const first = frames.slice(0, 10).map((frame) => `${frame.startS.toFixed(3)} s: ${frameLabel(frame)}`);
  if (frames.length === 0) return `${stretch} No frame was decoded.`;
  return `${stretch} Frames decoded: ${frames.length}. ${first.join("; ")}${frames.length > 10 ? "; ..." : "."}`;
}
