import type { Pixel, Rectangle } from "../canvas.ts";
import { DASH, type Points } from "./scene.ts";

/** Points joined without a gap. */
export type Stroke = readonly Pixel[];

/** The strokes of a line: it is broken where a point is NaN. */
export function strokes(points: Points): Stroke[] {
  const all: Pixel[][] = [[]];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i], points[i + 1]];
    if (Number.isFinite(x) && Number.isFinite(y)) all[all.length - 1].push({ x, y });
    else all.push([]);
  }
  return all.filter((stroke) => stroke.length > 0);
}

/** A stroke cut into dashes, whose lengths run on over its corners. */
export function dashes(stroke: Stroke): Stroke[] {
  const cut: Pixel[][] = [[stroke[0]]];
  let isOn = true;
  let left: number = DASH.on;
  for (let i = 1; i < stroke.length; i++) {
    const [from, to] = [stroke[i - 1], stroke[i]];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    let done = 0;
    while (length - done > left) {
      done += left;
      const at = { x: from.x + ((to.x - from.x) * done) / length, y: from.y + ((to.y - from.y) * done) / length };
      if (isOn) cut[cut.length - 1].push(at);
      else cut.push([at]);
      isOn = !isOn;
      left = isOn ? DASH.on : DASH.off;
    }
    left -= length - done;
    if (isOn) cut[cut.length - 1].push(to);
  }
  return cut;
}

/**
 * The inside of a polygon, a row of pixels at a time.
 *
 * @param points corners, x and y in turn; closed by itself
 * @param fill gets runs one pixel high: those whose middle lies inside, by the even-odd rule
 */
export function fillPolygon(points: readonly number[], fill: (area: Rectangle) => void): void {
  const ys = points.filter((_, i) => i % 2 === 1);
  for (let row = Math.floor(Math.min(...ys)); row <= Math.ceil(Math.max(...ys)); row++) {
    const crossings = crossingsOf(points, row + 0.5).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.round(crossings[i]);
      const width = Math.round(crossings[i + 1]) - from;
      if (width > 0) fill({ x: from, y: row, width, height: 1 });
    }
  }
}

function crossingsOf(points: readonly number[], y: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x1, y1] = [points[i], points[i + 1]];
    const [x2, y2] = [points[(i + 2) % points.length], points[(i + 3) % points.length]];
    if (y1 <= y !== y2 <= y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found;
}
