import { Canvas } from "../canvas.ts";
import { GLYPH, textWidth } from "../pixel-font.ts";
import { encodePng } from "../png.ts";
import { dashes, fillPolygon, type Stroke, strokes } from "./geometry.ts";
import { PALETTE } from "./palette.ts";
import type { Mark, Scene } from "./scene.ts";

/** Pixels of the file for one of the picture: sharp on dense screens, and in print. */
const SCALE = 2;
/** Of the pixel font, so that texts are about as large as in the SVG. */
const TEXT_SCALE = { title: 3, normal: 2, small: 2 } as const;

/** A picture as a PNG file, in the colours of a light page, at twice the size. */
export function scenePng({ width, height, marks }: Scene): Uint8Array {
  const canvas = new Canvas(SCALE * width, SCALE * height, PALETTE.page.light);
  for (const mark of marks) draw(canvas, mark);
  return encodePng(canvas);
}

function draw(canvas: Canvas, mark: Mark): void {
  switch (mark.kind) {
    case "line":
      drawLine(canvas, mark);
      break;
    case "dots":
      drawDots(canvas, mark);
      break;
    case "polygon":
      drawPolygon(canvas, mark);
      break;
    case "text":
      drawText(canvas, mark);
      break;
    case "image":
      drawImage(canvas, mark);
  }
}

function drawDots(canvas: Canvas, { points, colour, diameter }: Extract<Mark, { kind: "dots" }>): void {
  const size = Math.round(SCALE * diameter);
  for (const { x, y } of strokes(points).flat()) {
    const corner = { x: SCALE * x - size / 2, y: SCALE * y - size / 2 };
    canvas.fill({ ...corner, width: size, height: size }, PALETTE[colour].light);
  }
}

function drawPolygon(canvas: Canvas, { points, colour, opacity }: Extract<Mark, { kind: "polygon" }>): void {
  const rgb = PALETTE[colour].light;
  const corners = points.map((value) => SCALE * value);
  fillPolygon(corners, (area) => canvas.fill(area, rgb, opacity));
}

function drawLine(
  canvas: Canvas,
  { points, colour, width = 1, dashed = false }: Extract<Mark, { kind: "line" }>,
): void {
  const style = { colour: PALETTE[colour].light, thickness: Math.max(1, Math.round(SCALE * width)) };
  const whole = strokes(points);
  for (const stroke of dashed ? whole.flatMap(dashes) : whole) drawStroke(canvas, stroke, style);
}

function drawStroke(
  canvas: Canvas,
  stroke: Stroke,
  style: { colour: readonly [number, number, number]; thickness: number },
) {
  for (let i = 1; i < stroke.length; i++) {
    const [from, to] = [stroke[i - 1], stroke[i]];
    canvas.line({ x: SCALE * from.x, y: SCALE * from.y }, { x: SCALE * to.x, y: SCALE * to.y }, style);
  }
}

function drawText(canvas: Canvas, mark: Extract<Mark, { kind: "text" }>): void {
  const { text, size = "normal", anchor = "start", colour = "ink", halo } = mark;
  const scale = TEXT_SCALE[size];
  const shift = { start: 0, middle: 0.5, end: 1 }[anchor] * scale * textWidth(text);
  const at = { x: Math.round(SCALE * mark.x - shift), y: Math.round(SCALE * mark.y - scale * GLYPH.height) };
  const rim = halo === undefined ? undefined : PALETTE[halo].light;
  canvas.text(text, at, { colour: PALETTE[colour].light, scale, halo: rim });
}

/** Each pixel of the file takes the nearest of the image: new colours would cost the palette. */
function drawImage(canvas: Canvas, { x, y, width, height, pixels }: Extract<Mark, { kind: "image" }>): void {
  const [left, top] = [Math.round(SCALE * x), Math.round(SCALE * y)];
  const [columns, rows] = [Math.round(SCALE * width), Math.round(SCALE * height)];
  const { data } = pixels;
  for (let row = 0; row < rows; row++) {
    const from = Math.floor(((row + 0.5) * pixels.height) / rows) * pixels.width;
    for (let column = 0; column < columns; column++) {
      const i = 4 * (from + Math.floor(((column + 0.5) * pixels.width) / columns));
      canvas.dot({ x: left + column, y: top + row }, [data[i], data[i + 1], data[i + 2]], data[i + 3] / 255);
    }
  }
}
