import type { Plan } from "../network/result.ts";
import { niceStep, niceTicks } from "./axis.ts";
import type { Canvas, Pixel } from "./canvas.ts";
import { goalWords } from "./goal-words.ts";
import type { MapFrame } from "./map-frame.ts";
import { INK, MARK, PAPER } from "./marks.ts";
import { textWidth } from "./pixel-font.ts";
import { powerScale } from "./power-scale.ts";

export const TITLE_HEIGHT = 56;
export const LEGEND_HEIGHT = 138;
const BAR = { x: 24, y: 40, width: 620, height: 22 };

/** The scenario's name and how much is covered, over the map. */
export function drawTitle(canvas: Canvas, plan: Plan): void {
  canvas.fill({ x: 0, y: 0, width: canvas.width, height: TITLE_HEIGHT }, PAPER);
  const percent = (100 * plan.coverage.weightFraction).toFixed(1);
  const right = `${percent} % covered with ${goalWords(plan)}`;
  const rightX = canvas.width - 24 - 2 * textWidth(right);
  const room = Math.floor((rightX - 48) / 18);
  const name =
    plan.scenario.name.length > room ? `${plan.scenario.name.slice(0, Math.max(1, room - 2))}..` : plan.scenario.name;
  canvas.text(name, { x: 24, y: 18 }, { colour: INK, scale: 3 });
  canvas.text(right, { x: rightX, y: 22 }, { colour: INK });
}

/** A bar of round length in the lower left corner of the map. */
export function drawScaleBar(canvas: Canvas, frame: MapFrame): void {
  const lengthKm = niceStep(80 / frame.pixelsPerKm);
  const length = Math.round(lengthKm * frame.pixelsPerKm);
  const y = TITLE_HEIGHT + frame.lattice.height - 24;
  canvas.fill({ x: 22, y: y - 2, width: length + 4, height: 9 }, PAPER);
  canvas.fill({ x: 24, y, width: length, height: 5 }, INK);
  const label = lengthKm < 1 ? `${Math.round(1000 * lengthKm)} m` : `${lengthKm} km`;
  canvas.text(label, { x: 24, y: y - 20 }, { colour: INK, halo: PAPER });
}

/** The colours of received power, the sensitivity, and every mark, under the map. */
export function drawLegend(canvas: Canvas, plan: Plan, top: number): void {
  canvas.fill({ x: 0, y: top, width: canvas.width, height: LEGEND_HEIGHT }, PAPER);
  const scale = powerScale(plan);
  const { x: left, y, width, height } = BAR;
  const columnOf = (powerDbm: number) =>
    left + (width * (powerDbm - scale.sensitivityDbm)) / (scale.strongestDbm - scale.sensitivityDbm);
  canvas.text("Received power at the device, dBm", { x: left, y: top + 16 }, { colour: INK });
  for (let column = 0; column < width; column++) {
    const powerDbm = scale.sensitivityDbm + ((column + 0.5) / width) * (scale.strongestDbm - scale.sensitivityDbm);
    canvas.fill({ x: left + column, y: top + y, width: 1, height }, scale.colourOf(powerDbm));
  }
  for (const tick of niceTicks({ min: scale.sensitivityDbm, max: scale.strongestDbm, count: 6 })) {
    const x = columnOf(tick);
    canvas.fill({ x, y: top + y + height, width: 2, height: 5 }, INK);
    const label = String(tick);
    canvas.text(label, { x: x - textWidth(label), y: top + y + height + 10 }, { colour: INK });
  }
  canvas.fill({ x: left - 2, y: top + y - 4, width: 3, height: height + 8 }, MARK.missed);
  const { radio } = plan.scenario;
  const note = `where both directions work at SF${radio.sf}; sensitivity ${scale.sensitivityDbm.toFixed(1)} dBm`;
  canvas.text(note, { x: left, y: top + y + height + 38 }, { colour: INK });
  drawKey(canvas, plan, { x: left + width + 100, y: top + 14 }, Number(plan.success.requiredMarginDb.toFixed(1)));
}

function drawKey(canvas: Canvas, plan: Plan, at: Pixel, marginDb: number): void {
  const rows: [string, (centre: Pixel) => void][] = [
    ["gateway in use", (centre) => drawGateway(canvas, centre)],
    ["candidate not chosen", (centre) => canvas.disc(centre, 5, MARK.notChosen)],
    ["device covered", (centre) => square(canvas, centre, MARK.covered)],
    ["device not covered", (centre) => square(canvas, centre, MARK.missed)],
    [
      `margin ${marginDb} dB`,
      ({ x, y }) => canvas.line({ x: x - 9, y }, { x: x + 9, y }, { colour: INK, opacity: 0.8 }),
    ],
    ["area to cover", ({ x, y }) => canvas.line({ x: x - 9, y }, { x: x + 9, y }, { colour: INK, thickness: 2 })],
    [
      "no gateway here",
      ({ x, y }) => canvas.line({ x: x - 9, y }, { x: x + 9, y }, { colour: MARK.exclusion, thickness: 3, dash: 5 }),
    ],
  ];
  if (plan.elevation.assumedFlat) rows.push(["terrain assumed flat", (centre) => hatch(canvas, centre)]);
  rows.forEach(([label, draw], i) => {
    const x = at.x + 310 * Math.floor(i / 4);
    const y = at.y + 26 * (i % 4);
    draw({ x, y: y + 7 });
    canvas.text(label, { x: x + 22, y }, { colour: INK });
  });
}

function drawGateway(canvas: Canvas, centre: Pixel): void {
  canvas.disc(centre, 8, INK);
  canvas.disc(centre, 3, MARK.gateway);
}

function square(canvas: Canvas, { x, y }: Pixel, colour: readonly [number, number, number]): void {
  canvas.fill({ x: x - 3, y: y - 3, width: 7, height: 7 }, colour);
}

function hatch(canvas: Canvas, { x, y }: Pixel): void {
  for (let from = -9; from <= 9; from += 6) {
    canvas.line({ x: x + from - 4, y: y + 6 }, { x: x + from + 4, y: y - 6 }, { colour: MARK.flat });
  }
}
