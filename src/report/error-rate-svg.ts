import { type AxisScale, linearScale, linearTicks, type PlotArea, plotAxes } from "./plot/frame.ts";
import { markerPoints } from "./plot/markers.ts";
import { type ColourName, seriesColour } from "./plot/palette.ts";
import { heading, line, type Mark, type Scene } from "./plot/scene.ts";
import { sceneSvg } from "./plot/scene-svg.ts";
import { percentText } from "./si-text.ts";

/** Where a simulation stands. */
export interface ErrorRatePoint {
  /** In the signal's bandwidth. */
  readonly snrDb: number;
  /** 0 to 1. */
  readonly rate: number;
  /** The ends of its confidence interval, 0 to 1. */
  readonly low: number;
  readonly high: number;
}

export interface ErrorRatePicture {
  readonly title: string;
  /** A second, smaller line: settings, number of frames, … */
  readonly subtitle?: string;
  /** What is counted; default "packet error rate". */
  readonly rateTitle?: string;
  /** What was simulated: points with bars. */
  readonly series: readonly { readonly name: string; readonly points: readonly ErrorRatePoint[] }[];
  /** What is expected: dashed lines. */
  readonly theory: readonly TheoryCurve[];
}

export interface TheoryCurve {
  readonly name: string;
  readonly points: readonly { readonly snrDb: number; readonly rate: number }[];
  /** Name of the series whose colour it takes; default: the series at the same place in the list, if there is one. */
  readonly of?: string;
}

const WIDTH = 820;
const HEIGHT = 500;
const MARGIN = { left: 74, top: 88, bottom: 62, right: 24 };
/** Of the names beside the plot: a sample of the line, and about so many pixels a letter. */
const LEGEND = { sample: 30, letter: 7, least: 110, most: 280, row: 24 };
/** No simulation here goes lower, and a theory's tail should not press the rest against the top. */
const LOWEST_RATE = 1e-6;
const MARKER_RADIUS = 4;
const CAP = 4;

/**
 * Error rates by SNR on a logarithmic axis: what was simulated as points with their confidence intervals, theory as dashed lines.
 * A point at which no error was seen has no place on such an axis: it is drawn as a bar from the lower edge to the interval's upper end.
 *
 * @returns the picture, to be written by `sceneSvg` or `scenePng`
 */
export function errorRateScene(picture: ErrorRatePicture): Scene {
  const { title, subtitle = "", rateTitle = "packet error rate", series, theory } = picture;
  const names = [...series, ...theory].map(({ name }) => name);
  const legendWidth = Math.min(
    LEGEND.most,
    Math.max(LEGEND.least, LEGEND.sample + 10 + LEGEND.letter * Math.max(0, ...names.map((name) => name.length))),
  );
  const area: PlotArea = {
    left: MARGIN.left,
    right: WIDTH - MARGIN.right - legendWidth,
    top: MARGIN.top,
    bottom: HEIGHT - MARGIN.bottom,
  };
  const x = linearScale(snrRange(picture), area.left, area.right);
  const y = rateScale(picture, area);
  const colours = theory.map((curve, i) => colourOfTheory(curve, i, series));
  return {
    title,
    description: describe(picture, rateTitle),
    width: WIDTH,
    height: HEIGHT,
    marks: [
      ...heading(title, subtitle, MARGIN.left),
      ...plotAxes({
        area,
        x,
        y,
        xTicks: linearTicks(x, 8),
        yTicks: decades(y),
        xTitle: "SNR in the signal's bandwidth, dB",
        yTitle: rateTitle,
        grid: true,
      }),
      ...theory.map(({ points }, i) => theoryLine(points, colours[i], { x, y })),
      ...series.flatMap(({ name, points }, i) => seriesMarks(name, points, i, { x, y })),
      ...legend(picture, colours, { x: area.right + 18, y: area.top + 12 }),
    ],
  };
}

/** {@link errorRateScene} as an SVG file. */
export function errorRateSvg(picture: ErrorRatePicture): string {
  return sceneSvg(errorRateScene(picture));
}

interface Scales {
  readonly x: AxisScale;
  readonly y: AxisScale;
}

/** What was simulated says how far the axis goes; theory alone does it where nothing was. */
function snrRange({ series, theory }: ErrorRatePicture): { min: number; max: number } {
  const lists = series.some(({ points }) => points.length > 0) ? series : theory;
  const all = lists.flatMap(({ points }) => points.map(({ snrDb }) => snrDb));
  if (all.length === 0) return { min: -20, max: 0 };
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(0.25, 0.03 * (max - min));
  return { min: min - room, max: max + room };
}

/** Whole decades from 1 down to the lowest that was seen. */
function rateScale({ series, theory }: ErrorRatePicture, area: PlotArea): AxisScale {
  const simulated = series.flatMap(({ points }) => points.map(({ rate, high }) => (rate > 0 ? rate : high)));
  const rates = simulated.length > 0 ? simulated : theory.flatMap(({ points }) => points.map(({ rate }) => rate));
  const lowest = Math.max(LOWEST_RATE, Math.min(0.1, ...rates.filter((rate) => rate > 0)));
  // Half a decade below the lowest point, so that its bar is seen
  const min = 10 ** Math.floor(Math.log10(lowest) - (simulated.length > 0 ? 0.2 : 0));
  const span = -Math.log10(min);
  const at = (rate: number) => area.top - ((area.bottom - area.top) * Math.log10(Math.max(rate, min))) / span;
  return { min, max: 1, at };
}

function decades({ min }: AxisScale): { value: number; label: string }[] {
  const count = Math.round(-Math.log10(min));
  return Array.from({ length: count + 1 }, (_, i) => ({
    value: 10 ** -i,
    label: `${Number((100 * 10 ** -i).toFixed(8))} %`,
  }));
}

function colourOfTheory({ of }: TheoryCurve, index: number, series: ErrorRatePicture["series"]): ColourName {
  const owner = of === undefined ? index : series.findIndex(({ name }) => name === of);
  return seriesColour(owner >= 0 ? owner : series.length + index);
}

/** As far as it lies within the plot, with one point beyond the edge interpolated so that the line ends at it. */
function theoryLine(points: TheoryCurve["points"], colour: ColourName, { x, y }: Scales): Mark {
  const drawn: number[] = [];
  const sorted = [...points].sort((a, b) => a.snrDb - b.snrDb);
  sorted.forEach((point, i) => {
    const before = sorted[i - 1];
    if (before !== undefined && before.rate >= y.min && point.rate < y.min) {
      const part = Math.log(before.rate / y.min) / Math.log(before.rate / Math.max(point.rate, 1e-300));
      const snrDb = before.snrDb + part * (point.snrDb - before.snrDb);
      if (snrDb >= x.min && snrDb <= x.max) drawn.push(x.at(snrDb), y.at(y.min));
    }
    if (point.rate >= y.min && point.snrDb >= x.min && point.snrDb <= x.max) {
      drawn.push(x.at(point.snrDb), y.at(point.rate));
    }
  });
  return line(drawn, colour, { width: 1.5, dashed: true });
}

function seriesMarks(name: string, points: readonly ErrorRatePoint[], index: number, { x, y }: Scales): Mark[] {
  const colour = seriesColour(index);
  const seen = [...points].sort((a, b) => a.snrDb - b.snrDb);
  const stroke = seen.flatMap(({ snrDb, rate }) => (rate > 0 ? [x.at(snrDb), y.at(rate)] : [Number.NaN, Number.NaN]));
  return [
    line(stroke, colour, { width: 2 }),
    ...seen.flatMap((point): Mark[] => {
      const [at, top, bottom] = [x.at(point.snrDb), y.at(point.high), y.at(point.low)];
      const stem = [at, top, at, bottom, Number.NaN, Number.NaN, at - CAP, top, at + CAP, top];
      if (!(point.rate > 0)) return [line(stem, colour)];
      const bar = line(stem, colour, { width: 1.5 });
      const caps = line([at - CAP, bottom, at + CAP, bottom], colour, { width: 1.5 });
      const interval = `${percentText(point.low)} to ${percentText(point.high)}`;
      const hint = `${name}, ${point.snrDb} dB: ${percentText(point.rate)} (${interval})`;
      const outlineOf = markerPoints(index, at, y.at(point.rate), MARKER_RADIUS);
      return [bar, caps, { kind: "polygon", points: outlineOf, colour, hint }];
    }),
  ];
}

function legend(
  { series, theory }: ErrorRatePicture,
  colours: readonly ColourName[],
  at: { x: number; y: number },
): Mark[] {
  const sample = (row: number) => [at.x, at.y + row * LEGEND.row, at.x + LEGEND.sample, at.y + row * LEGEND.row];
  const label = (name: string, row: number): Mark => ({
    kind: "text",
    text: name,
    x: at.x + LEGEND.sample + 8,
    y: at.y + row * LEGEND.row + 4,
  });
  return [
    ...series.flatMap(({ name }, i): Mark[] => [
      line(sample(i), seriesColour(i), { width: 2 }),
      {
        kind: "polygon",
        points: markerPoints(i, at.x + LEGEND.sample / 2, at.y + i * LEGEND.row, MARKER_RADIUS),
        colour: seriesColour(i),
      },
      label(name, i),
    ]),
    ...theory.flatMap(({ name }, i): Mark[] => {
      const row = series.length + i;
      return [line(sample(row), colours[i], { width: 1.5, dashed: true }), label(name, row)];
    }),
  ];
}

function describe({ series, theory }: ErrorRatePicture, rateTitle: string): string {
  const texts = series.map(({ name, points }) => {
    const sorted = [...points].sort((a, b) => a.snrDb - b.snrDb);
    const rates = sorted.map(({ snrDb, rate }) => `${percentText(rate)} at ${snrDb} dB`);
    return `${name}: ${rates.join(", ")}.`;
  });
  const beside = theory.length > 0 ? ` Beside it, dashed: ${theory.map(({ name }) => name).join(", ")}.` : "";
  return `The ${rateTitle} by signal-to-noise ratio. ${texts.join(" ")}${beside}`;
}
