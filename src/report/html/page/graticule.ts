import type { Palette } from "./palette.ts";
import type { Viewport } from "./viewport.ts";

const STEPS_DEG = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
const LEAST_SPACING_PX = 90;
const LENGTHS_KM = [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02];
const LONGEST_BAR_PX = 130;
/** Room for a label. */
const LABEL_PX = 60;
/** Kept free of labels at the foot of the map. */
const SCALE_BAR_PX = 40;
const LABEL_FONT = "11px system-ui, sans-serif";

/** Lines of equal longitude and latitude with their degrees at the upper and left edges. */
export function drawGraticule(context: CanvasRenderingContext2D, view: Viewport, palette: Palette): void {
  const step = STEPS_DEG.findLast((deg) => deg * view.scale * view.aspect >= LEAST_SPACING_PX) ?? STEPS_DEG[0];
  const decimals = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  context.save();
  context.lineWidth = 1;
  context.strokeStyle = palette.grid;
  context.font = LABEL_FONT;
  context.beginPath();
  const labels: [string, number, number][] = [];
  for (let n = Math.ceil(view.longitudeAt(0) / step); n * step <= view.longitudeAt(view.width); n++) {
    const x = Math.round(view.x(n * step)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, view.height);
    if (x < view.width - LABEL_PX) labels.push([degrees(n * step, decimals, "E", "W"), x + 4, 13]);
  }
  for (let n = Math.ceil(view.latitudeAt(view.height) / step); n * step <= view.latitudeAt(0); n++) {
    const y = Math.round(view.y(n * step)) + 0.5;
    context.moveTo(0, y);
    context.lineTo(view.width, y);
    if (y > 30 && y < view.height - SCALE_BAR_PX) labels.push([degrees(n * step, decimals, "N", "S"), 5, y - 4]);
  }
  context.stroke();
  for (const [text, x, y] of labels) haloText(context, palette, text, x, y);
  context.restore();
}

/** A bar of a round length, lower left. */
export function drawScaleBar(context: CanvasRenderingContext2D, view: Viewport, palette: Palette): void {
  const km = LENGTHS_KM.find((length) => length * view.pixelsPerKm() <= LONGEST_BAR_PX) ?? LENGTHS_KM.at(-1) ?? 1;
  const x = 14;
  const y = view.height - 16;
  const length = km * view.pixelsPerKm();
  context.save();
  for (const [style, width] of [
    [palette.halo, 5],
    [palette.ink, 2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.lineCap = "square";
    context.beginPath();
    context.moveTo(x, y - 5);
    context.lineTo(x, y);
    context.lineTo(x + length, y);
    context.lineTo(x + length, y - 5);
    context.stroke();
  }
  context.font = LABEL_FONT;
  haloText(context, palette, km < 1 ? `${km * 1000} m` : `${km} km`, x + 5, y - 6);
  context.restore();
}

/** Text with an outline that keeps it readable on any ground. */
export function haloText(
  context: CanvasRenderingContext2D,
  palette: Palette,
  text: string,
  x: number,
  y: number,
): void {
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = palette.halo;
  context.strokeText(text, x, y);
  context.fillStyle = palette.ink;
  context.fillText(text, x, y);
}

function degrees(value: number, decimals: number, positive: string, negative: string): string {
  const text = Math.abs(value).toFixed(decimals);
  return Number(text) === 0 ? "0°" : `${text}° ${value < 0 ? negative : positive}`;
}
