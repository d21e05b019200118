import type { Plan } from "../network/result.ts";
import type { MultiPolygonCoordinates } from "../scenario/scenario.ts";
import { Canvas, type Pixel } from "./canvas.ts";
import type { Rgb } from "./colours.ts";
import { drawLegend, drawScaleBar, drawTitle, LEGEND_HEIGHT, TITLE_HEIGHT } from "./coverage-legend.ts";
import { deviceResults } from "./device-results.ts";
import { type MapFrame, mapFrame, nearestCells } from "./map-frame.ts";
import { INK, MARK, PAPER } from "./marks.ts";
import { textWidth } from "./pixel-font.ts";
import { encodePng } from "./png.ts";
import { powerScale } from "./power-scale.ts";
import { paintRelief } from "./relief.ts";
import { stationUse } from "./station-use.ts";

/** Fills a screen, leaves room for the legend, and makes a file of about a megabyte. */
const WIDTH_PIXELS = 1400;
/** Distance of the hatching lines over ground that was assumed flat, pixels. */
const HATCH_PIXELS = 9;

/** A picture that can be shown alone: relief, received power where the link works both ways, gateways, devices, legend. */
export function coveragePng(plan: Plan): Uint8Array {
  const frame = mapFrame(plan.maps, WIDTH_PIXELS);
  const { width, height } = frame.lattice;
  const canvas = new Canvas(width, TITLE_HEIGHT + height + LEGEND_HEIGHT, PAPER);
  drawGround(canvas, plan, frame);
  drawPolygons(canvas, plan, frame);
  drawDevices(canvas, plan, frame);
  drawCandidates(canvas, plan, frame);
  drawGateways(canvas, plan, frame);
  drawScaleBar(canvas, frame);
  // Last, so that nothing from the map's rim reaches into them.
  drawTitle(canvas, plan);
  drawLegend(canvas, plan, TITLE_HEIGHT + height);
  return encodePng(canvas);
}

function drawGround(canvas: Canvas, plan: Plan, frame: MapFrame): void {
  const { width, height } = frame.lattice;
  const { maps, elevation, success } = plan;
  const scale = powerScale(plan);
  const cells = nearestCells(maps, frame.lattice);
  const posts = elevation.assumedFlat ? nearestCells(elevation, frame.lattice) : null;
  const works = (i: number) => maps.marginDb[cells[i]] >= 0;
  const served = (i: number) => maps.marginDb[cells[i]] >= success.requiredMarginDb;
  const rgb = paintRelief(elevation, frame.lattice, (i) =>
    works(i) ? scale.colourOf(maps.receivedPowerDbm[cells[i]]) : null,
  );
  for (let i = 0; i < cells.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const at = { x, y: y + TITLE_HEIGHT };
    canvas.dot(at, [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]]);
    const isFlat = posts !== null && posts[i] >= 0 && elevation.assumedFlat?.[posts[i]] === 1;
    if (isFlat && (x + y) % HATCH_PIXELS === 0) canvas.dot(at, MARK.flat);
    const rim = (x + 1 < width && served(i) !== served(i + 1)) || (y + 1 < height && served(i) !== served(i + width));
    if (rim) canvas.dot(at, INK, 0.75);
  }
}

function drawPolygons(canvas: Canvas, plan: Plan, frame: MapFrame): void {
  for (const { polygons } of plan.scenario.areas)
    outline(canvas, frame, polygons, { colour: INK, thickness: 2, opacity: 0.7 });
  for (const { polygons } of plan.scenario.exclusions) {
    outline(canvas, frame, polygons, { colour: MARK.exclusion, thickness: 3, dash: 8 });
  }
}

type LineStyle = Parameters<Canvas["line"]>[2];

function outline(canvas: Canvas, frame: MapFrame, polygons: MultiPolygonCoordinates, style: LineStyle): void {
  for (const ring of polygons.flat()) {
    const pixels = ring.map(([longitudeDeg, latitudeDeg]) => onPage(frame, longitudeDeg, latitudeDeg));
    for (let i = 1; i < pixels.length; i++) canvas.line(pixels[i - 1], pixels[i], style);
  }
}

function drawDevices(canvas: Canvas, plan: Plan, frame: MapFrame): void {
  for (const { device, covered } of deviceResults(plan)) {
    drawDevice(canvas, onPage(frame, device.longitudeDeg, device.latitudeDeg), covered ? MARK.covered : MARK.missed);
  }
}

function drawDevice(canvas: Canvas, { x, y }: Pixel, colour: Rgb): void {
  canvas.fill({ x: x - 5, y: y - 5, width: 11, height: 11 }, PAPER);
  canvas.fill({ x: x - 3, y: y - 3, width: 7, height: 7 }, colour);
}

function drawCandidates(canvas: Canvas, plan: Plan, frame: MapFrame): void {
  for (const { station } of stationUse(plan).notUsed) {
    const at = onPage(frame, station.longitudeDeg, station.latitudeDeg);
    canvas.disc(at, 7, PAPER);
    canvas.disc(at, 5, MARK.notChosen);
  }
}

/** Gateways in use with their names, on a map below a title. */
export function drawGateways(canvas: Canvas, plan: Plan, frame: MapFrame): void {
  for (const { station } of stationUse(plan).inUse) {
    const at = onPage(frame, station.longitudeDeg, station.latitudeDeg);
    canvas.disc(at, 10, PAPER);
    canvas.disc(at, 8, INK);
    canvas.disc(at, 3, MARK.gateway);
    const widthPixels = 2 * textWidth(station.name);
    const right = at.x + 16 + widthPixels < canvas.width;
    const x = right ? at.x + 16 : Math.max(4, at.x - 16 - widthPixels);
    canvas.text(station.name, { x, y: at.y - 6 }, { colour: INK, halo: PAPER });
  }
}

function onPage(frame: MapFrame, longitudeDeg: number, latitudeDeg: number): Pixel {
  const { x, y } = frame.pixelOf(longitudeDeg, latitudeDeg);
  return { x, y: y + TITLE_HEIGHT };
}
