import { niceTicks } from "../axis.ts";
import { line, type Mark, outline } from "./scene.ts";

/** Where a diagram's plane lies in the picture, pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** From a quantity to pixels, along one axis. */
export interface AxisScale {
  readonly min: number;
  readonly max: number;
  /** Pixels; not held within the plot. */
  readonly at: (value: number) => number;
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** An even scale; equal ends are taken a little apart. */
export function linearScale(range: { min: number; max: number }, from: number, to: number): AxisScale {
  const min = range.min;
  const max = range.max > min ? range.max : min + 1;
  return { min, max, at: (value) => from + ((value - min) / (max - min)) * (to - from) };
}

/** Round values with labels of equal length. */
export function linearTicks({ min, max }: AxisScale, count: number): Tick[] {
  const values = niceTicks({ min, max, count });
  const digits = Math.max(0, ...values.map((value) => (String(value).split(".")[1] ?? "").length));
  return values.map((value) => ({ value, label: value.toFixed(digits).replace("-", "−") }));
}

export interface PlotAxes {
  readonly area: PlotArea;
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** With the unit: "time, ms". */
  readonly xTitle: string;
  readonly yTitle: string;
  /** Whether lines cross the plot at the ticks: not over a raster. */
  readonly grid: boolean;
}

const TICK = 5;

/** Frame, ticks, their labels and the titles of both axes. */
export function plotAxes({ area, x, y, xTicks, yTicks, xTitle, yTitle, grid }: PlotAxes): Mark[] {
  const { left, right, top, bottom } = area;
  const columns = xTicks.flatMap(({ value, label }): Mark[] => {
    const at = x.at(value);
    return [
      line([at, grid ? top : bottom, at, bottom + TICK], "grid"),
      { kind: "text", text: label, x: at, y: bottom + 19, colour: "soft", size: "small", anchor: "middle" },
    ];
  });
  const rows = yTicks.flatMap(({ value, label }): Mark[] => {
    const at = y.at(value);
    return [
      line([left - TICK, at, grid ? right : left, at], "grid"),
      { kind: "text", text: label, x: left - 9, y: at + 4, colour: "soft", size: "small", anchor: "end" },
    ];
  });
  return [
    ...columns,
    ...rows,
    line(outline({ x: left, y: top }, { x: right, y: bottom }), "grid"),
    { kind: "text", text: xTitle, x: (left + right) / 2, y: bottom + 40, colour: "soft", anchor: "middle" },
    { kind: "text", text: yTitle, x: left - 9, y: top - 10, colour: "soft", anchor: "start" },
  ];
}
