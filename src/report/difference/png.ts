import { isPixelCovered } from "../../network/compare.ts";
import { niceTicks } from "../axis.ts";
import { Canvas, type Pixel } from "../canvas.ts";
import type { Rgb } from "../colours.ts";
import { drawScaleBar, TITLE_HEIGHT } from "../coverage-legend.ts";
import { drawGateways } from "../coverage-png.ts";
import { type MapFrame, mapFrame, nearestCells } from "../map-frame.ts";
import { INK, PAPER } from "../marks.ts";
import { textWidth } from "../pixel-font.ts";
import { encodePng } from "../png.ts";
import { paintRelief } from "../relief.ts";
import { sideNames } from "./names.ts";
import { type DifferenceScale, differenceScale } from "./scale.ts";
import type { DescribedComparison } from "./statistics.ts";

/** As the map of coverage, so that both can be laid beside each other. */
const WIDTH_PIXELS = 1400;
const LEGEND_HEIGHT = 116;
const BAR = { x: 24, y: 40, width: 620, height: 22 };
/** Where the coverage of each ends: dark for the first, purple for the second, which no colour of the scale resembles. */
const RIMS: readonly [Rgb, Rgb] = [INK, [150, 0, 150]];

/** A picture that can be shown alone: relief, difference of path loss in diverging colours, the rim of both coverages, legend. */
export function differencePng(comparison: DescribedComparison): Uint8Array {
  const frame = mapFrame(comparison.lattice, WIDTH_PIXELS);
  const { width, height } = frame.lattice;
  const canvas = new Canvas(width, TITLE_HEIGHT + height + LEGEND_HEIGHT, PAPER);
  const scale = differenceScale(comparison.statistics);
  drawDifference(canvas, comparison, frame, scale);
  drawGateways(canvas, comparison.plans[0], frame);
  drawScaleBar(canvas, frame);
  // Last, so that nothing from the map's rim reaches into them.
  drawTitle(canvas, comparison);
  drawLegend(canvas, comparison, scale, TITLE_HEIGHT + height);
  return encodePng(canvas);
}

function drawDifference(
  canvas: Canvas,
  { plans, lattice, differenceDb }: DescribedComparison,
  frame: MapFrame,
  scale: DifferenceScale,
): void {
  const { width, height } = frame.lattice;
  const cells = nearestCells(lattice, frame.lattice);
  const valueAt = (i: number) => (cells[i] < 0 ? Number.NaN : differenceDb[cells[i]]);
  const rgb = paintRelief(plans[0].elevation, frame.lattice, (i) => {
    const value = valueAt(i);
    return Number.isNaN(value) ? null : scale.colourOf(value);
  });
  for (let i = 0; i < cells.length; i++) {
    canvas.dot(onPage(i, width), [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]]);
  }
  plans.forEach((plan, side) => {
    const covered = (i: number) => isPixelCovered(plan, cells[i]);
    /** Where coverage ends, not where the computed discs do. */
    const isRim = (i: number, other: number) =>
      !Number.isNaN(valueAt(i)) && !Number.isNaN(valueAt(other)) && covered(i) !== covered(other);
    for (let y = 0; y + 1 < height; y++) {
      for (let x = 0; x + 1 < width; x++) {
        const i = y * width + x;
        if (isRim(i, i + 1) || isRim(i, i + width)) canvas.dot(onPage(i, width), RIMS[side], 0.85);
      }
    }
  });
}

function onPage(i: number, width: number): Pixel {
  return { x: i % width, y: TITLE_HEIGHT + Math.floor(i / width) };
}

function drawTitle(canvas: Canvas, { plans, statistics, ...comparison }: DescribedComparison): void {
  canvas.fill({ x: 0, y: 0, width: canvas.width, height: TITLE_HEIGHT }, PAPER);
  const { meanDb, standardDeviationDb } = statistics;
  const right = `mean ${signed(meanDb)} dB, spread ${standardDeviationDb.toFixed(1)} dB`;
  const rightX = canvas.width - 24 - 2 * textWidth(right);
  const [a, b] = sideNames(comparison);
  const title = `${b} less ${a}: ${plans[0].scenario.name}`;
  const room = Math.floor((rightX - 48) / 18);
  const shown = title.length > room ? `${title.slice(0, Math.max(1, room - 2))}..` : title;
  canvas.text(shown, { x: 24, y: 18 }, { colour: INK, scale: 3 });
  canvas.text(right, { x: rightX, y: 22 }, { colour: INK });
}

function drawLegend(canvas: Canvas, comparison: DescribedComparison, scale: DifferenceScale, top: number): void {
  canvas.fill({ x: 0, y: top, width: canvas.width, height: LEGEND_HEIGHT }, PAPER);
  const { x: left, y, width, height } = BAR;
  const { endDb } = scale;
  const [a, b] = sideNames(comparison);
  canvas.text(`Path loss of ${b} less that of ${a}, dB`, { x: left, y: top + 16 }, { colour: INK });
  for (let column = 0; column < width; column++) {
    const valueDb = ((2 * (column + 0.5)) / width - 1) * endDb;
    canvas.fill({ x: left + column, y: top + y, width: 1, height }, scale.colourOf(valueDb));
  }
  for (const tick of niceTicks({ min: -endDb, max: endDb, count: 8 })) {
    const x = left + (width * (tick + endDb)) / (2 * endDb);
    canvas.fill({ x, y: top + y + height, width: 2, height: 5 }, INK);
    const label = signed(tick, decimalsOf(endDb));
    canvas.text(label, { x: x - textWidth(label), y: top + y + height + 10 }, { colour: INK });
  }
  const rims = [a, b].map((name, side) => [`coverage ends, ${name}`, RIMS[side]] as const);
  rims.forEach(([label, colour], row) => {
    const at = { x: left + width + 80, y: top + 30 + 30 * row };
    canvas.line({ x: at.x, y: at.y + 7 }, { x: at.x + 24, y: at.y + 7 }, { colour, thickness: 3 });
    canvas.text(label, { x: at.x + 36, y: at.y }, { colour: INK });
  });
}

function decimalsOf(endDb: number): number {
  return endDb >= 4 ? 0 : endDb >= 0.4 ? 1 : 2;
}

function signed(valueDb: number, digits = 1): string {
  const text = valueDb.toFixed(digits);
  return valueDb > 0 ? `+${text}` : text;
}
