import { frameChirps } from "../../modem/waveform/frame-chirps.ts";
import { linearScale, linearTicks, type PlotArea, plotAxes } from "../plot/frame.ts";
import { heading, line, type Mark, type Scene } from "../plot/scene.ts";
import { LANE, laneMarks, partsLegend } from "./frame-lanes.ts";
import { type ChannelPlace, frameMiddleHz, type MarkedFrame, symbolStartS, symbolTimeS } from "./frame-parts.ts";
import { type FrequencyLine, idealFrequency, measureFrequency } from "./instantaneous-frequency.ts";
import { resampleBand } from "./resample.ts";

export interface FrequencyPicture extends ChannelPlace {
  readonly title: string;
  readonly subtitle?: string;
  /** Interleaved; should hold some dozen chips more than is drawn. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** When the first of the samples was taken, on the frame's clock. */
  readonly samplesFromS: number;
  readonly frame: MarkedFrame;
  /** What is drawn. */
  readonly fromS: number;
  readonly toS: number;
}

const WIDTH = 960;
const HEAD = 62;
const LEGEND_HEIGHT = 30;
const AXIS_TITLE = 22;
const PLOT_HEIGHT = 300;
const MARGIN = { left: 64, right: 24, bottom: 58 };
/** So many dots at most: a chirp is still a dense row of them. */
const POINTS = 1200;
/** Of the bandwidth: what is measured, and what is drawn. */
const PASS = 2;
const DRAWN = 1.2;
/** Symbols about the first one of the header: eight of the preamble, sync word, delimiter, and some that carry bits. */
const SHOWN = { before: 12.25, after: 4 };
/** Symbols narrower than this get no number, pixels. */
const LEAST_WIDTH = 30;

/**
 * How a frame's frequency runs: measured from the samples by the phase from one to the next, beside the ideal chirps.
 *
 * @returns the picture, to be written by `sceneSvg` or `scenePng`
 */
export function frequencyScene(picture: FrequencyPicture): Scene {
  const { title, subtitle = "", frame, fromS, toS } = picture;
  const top = HEAD + LEGEND_HEIGHT + LANE.height + AXIS_TITLE;
  const area: PlotArea = { left: MARGIN.left, right: WIDTH - MARGIN.right, top, bottom: top + PLOT_HEIGHT };
  const x = linearScale({ min: fromS, max: toS }, area.left, area.right);
  const xMs = linearScale({ min: fromS * 1000, max: toS * 1000 }, area.left, area.right);
  const halfKhz = (DRAWN * frame.bandwidthHz) / 2000;
  const y = linearScale({ min: -halfKhz, max: halfKhz }, area.bottom, area.top);
  // What noise throws out of the plot is left out
  const yWithin = (khz: number) => (Math.abs(khz) <= halfKhz ? y.at(khz) : Number.NaN);
  const place = (points: FrequencyLine) =>
    points.map((value, i) => (i % 2 === 0 ? x.at(value) : yWithin(value / 1000)));
  return {
    title,
    description: `The frequency of ${frame.symbols.length} symbols at SF${frame.sf} over time: each chirp rises through ${frame.bandwidthHz / 1000} kHz from its own start and goes on at the lower edge where it reaches the upper one.`,
    width: WIDTH,
    height: area.bottom + MARGIN.bottom + LEGEND_HEIGHT,
    marks: [
      ...heading(title, subtitle, MARGIN.left),
      ...curvesLegend(),
      ...laneMarks([{ frame, lane: 0 }], area, x, HEAD + LEGEND_HEIGHT),
      ...plotAxes({
        area,
        x: xMs,
        y,
        xTicks: linearTicks(xMs, 12),
        yTicks: linearTicks(y, 6),
        xTitle: "time, ms",
        yTitle: "frequency in the channel, kHz",
        grid: true,
      }),
      { kind: "dots", points: place(measured(picture)), colour: "orange", diameter: 3 },
      line(place(ideal(picture)), "blue", { width: 1.2 }),
      ...symbolNumbers(picture, area, x.at),
      ...partsLegend({ x: MARGIN.left, y: area.bottom + MARGIN.bottom + 8 }),
    ],
  };
}

function measured(picture: FrequencyPicture): FrequencyLine {
  const { samples, sampleRateHz, samplesFromS, frame, fromS, toS, invertIq = false } = picture;
  const { bandwidthHz } = frame;
  const rateHz = sampleRateHz < 2 * bandwidthHz ? bandwidthHz : 2 * bandwidthHz;
  const values = resampleBand(samples, {
    sampleRateHz,
    middleHz: frameMiddleHz(frame, picture),
    passHz: Math.min(sampleRateHz, PASS * bandwidthHz),
    startSample: (fromS - samplesFromS) * sampleRateHz,
    rateHz,
    count: Math.ceil((toS - fromS) * rateHz),
    invertIq,
  });
  return measureFrequency(values, rateHz, POINTS).map((value, i) => (i % 2 === 0 ? value + fromS : value));
}

/** The stretch of a frame that shows how it begins, or one of its symbols (from 0), with a little before and after. */
export function frequencyStretch(frame: MarkedFrame, symbol: number | null): { fromS: number; toS: number } {
  const symbolS = symbolTimeS(frame);
  if (symbol !== null) {
    const startS = symbolStartS(frame, symbol);
    return { fromS: startS - 0.1 * symbolS, toS: startS + 1.1 * symbolS };
  }
  const firstS = symbolStartS(frame, 0);
  return {
    fromS: Math.max(frame.startS, firstS - SHOWN.before * symbolS) - 0.5 * symbolS,
    toS: Math.min(frame.endS, firstS + SHOWN.after * symbolS) + 0.5 * symbolS,
  };
}

/** The part of the ideal line that is drawn; it is straight between its points, so that its ends are found on it. */
function ideal({ frame, fromS, toS }: FrequencyPicture): FrequencyLine {
  const settings = { ...frame, crc: frame.crcOk !== null, lowDataRate: false };
  const chirps = frameChirps(settings, { ...frame, invertIq: false }, frame.symbols);
  const whole = idealFrequency(chirps, frame.sf, frame.bandwidthHz);
  // The symbols are what was found most exactly: the preamble's beginning follows from them
  const startS =
    frame.endS - chirps.chips.reduce((sum, chips) => sum + chips, 0) / frame.bandwidthHz / (1 + frame.clockPpm * 1e-6);
  const pace = 1 / (1 + frame.clockPpm * 1e-6);
  const out: number[] = [];
  for (let i = 0; i + 3 < whole.length; i += 2) {
    const [t0, f0, t1, f1] = [whole[i] * pace + startS, whole[i + 1], whole[i + 2] * pace + startS, whole[i + 3]];
    const [a, b] = [Math.max(fromS, t0), Math.min(toS, t1)];
    if (!(b > a)) continue;
    const at = (timeS: number) => f0 + ((f1 - f0) * (timeS - t0)) / (t1 - t0);
    out.push(a, at(a), b, at(b), Number.NaN, Number.NaN);
  }
  return Float64Array.from(out);
}

/** The values of header and payload, each over the middle of its chirp. */
function symbolNumbers(picture: FrequencyPicture, area: PlotArea, x: (timeS: number) => number): Mark[] {
  const { frame } = picture;
  const symbolS = symbolTimeS(frame);
  if (x(symbolS) - x(0) < LEAST_WIDTH) return [];
  return Array.from(frame.symbols, (value, i): Mark => {
    const at = x(symbolStartS(frame, i) + symbolS / 2);
    return {
      kind: "text",
      text: String(value),
      x: at,
      y: area.top + 13,
      size: "small",
      anchor: "middle",
      halo: "page",
    };
  }).filter((mark) => mark.kind === "text" && mark.x > area.left && mark.x < area.right);
}

function curvesLegend(): Mark[] {
  const y = HEAD + 10;
  const dots = [0, 6, 12, 18, 24].flatMap((step) => [MARGIN.left + 1 + step, y]);
  return [
    { kind: "dots", points: dots, colour: "orange", diameter: 3 },
    { kind: "text", text: "measured, from sample to sample", x: MARGIN.left + 34, y: y + 4 },
    line([MARGIN.left + 290, y, MARGIN.left + 316, y], "blue", { width: 1.2 }),
    { kind: "text", text: "ideal chirps", x: MARGIN.left + 324, y: y + 4 },
  ];
}
