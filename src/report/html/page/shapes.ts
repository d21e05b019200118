import type { Lattice } from "../../../geo/grid.ts";
import type { Payload } from "../payload.ts";
import type { Palette } from "./palette.ts";
import type { Viewport } from "./viewport.ts";

type Polygons = Payload["areas"][number]["polygons"];

/** Outlines of the areas to cover. */
export function drawAreas(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  areas: Payload["areas"],
): void {
  context.save();
  context.lineJoin = "round";
  for (const { polygons } of areas) {
    tracePolygons(context, view, polygons);
    context.strokeStyle = palette.halo;
    context.lineWidth = 4;
    context.stroke();
    context.strokeStyle = palette.area;
    context.lineWidth = 1.6;
    context.stroke();
  }
  context.restore();
}

/** Zones in which no gateway may stand: hatched, dashed. */
export function drawExclusions(
  context: CanvasRenderingContext2D,
  view: Viewport,
  palette: Palette,
  exclusions: Payload["exclusions"],
): void {
  context.save();
  for (const { polygons } of exclusions) {
    tracePolygons(context, view, polygons);
    context.fillStyle = hatch(context, palette.exclusion, { spacing: 9, slope: -1, weight: 0.7 });
    context.fill("evenodd");
    context.strokeStyle = palette.exclusion;
    context.lineWidth = 1.4;
    context.setLineDash([6, 4]);
    context.stroke();
  }
  context.restore();
}

/** Hatches the posts that are 1 in `mask`: terrain that was not there and was taken as flat. */
export function drawFlat(context: CanvasRenderingContext2D, view: Viewport, palette: Palette, flat: FlatRuns): void {
  context.save();
  context.beginPath();
  for (const { west, north, east, south } of flat) {
    const x = view.x(west);
    const y = view.y(north);
    context.rect(x, y, view.x(east) - x, view.y(south) - y);
  }
  context.fillStyle = hatch(context, palette.flat, { spacing: 7, slope: 1, weight: 1.4 });
  context.fill();
  context.restore();
}

type FlatRuns = readonly {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}[];

/** Rectangles in degrees that together cover the posts that are 1: runs of a row, joined with an equal run above. */
export function findRuns(lattice: Lattice, mask: Uint8Array): FlatRuns {
  const { width, height, westDeg, northDeg, lonStepDeg, latStepDeg } = lattice;
  const runs: { west: number; north: number; east: number; south: number }[] = [];
  let above = new Map<string, (typeof runs)[number]>();
  for (let row = 0; row < height; row++) {
    const here: typeof above = new Map();
    for (let column = 0; column < width; column++) {
      if (mask[row * width + column] !== 1) continue;
      const start = column;
      while (column < width && mask[row * width + column] === 1) column++;
      const key = `${start}-${column}`;
      const south = northDeg - (row + 0.5) * latStepDeg;
      const run = above.get(key) ?? {
        west: westDeg + (start - 0.5) * lonStepDeg,
        east: westDeg + (column - 0.5) * lonStepDeg,
        north: northDeg - (row - 0.5) * latStepDeg,
        south,
      };
      if (!above.has(key)) runs.push(run);
      run.south = south;
      here.set(key, run);
    }
    above = here;
  }
  return runs;
}

function tracePolygons(context: CanvasRenderingContext2D, view: Viewport, polygons: Polygons): void {
  context.beginPath();
  for (const ring of polygons.flat()) {
    ring.forEach(([longitudeDeg, latitudeDeg], i) => {
      if (i === 0) context.moveTo(view.x(longitudeDeg), view.y(latitudeDeg));
      else context.lineTo(view.x(longitudeDeg), view.y(latitudeDeg));
    });
    context.closePath();
  }
}

interface HatchStyle {
  readonly spacing: number;
  /** 1 rising to the right, −1 falling. */
  readonly slope: 1 | -1;
  readonly weight: number;
}

const hatches = new Map<string, CanvasPattern>();

function hatch(context: CanvasRenderingContext2D, colour: string, style: HatchStyle): CanvasPattern | string {
  const { spacing, slope, weight } = style;
  const key = `${colour} ${spacing} ${slope} ${weight}`;
  const known = hatches.get(key);
  if (known) return known;
  const oversampling = 2;
  const tile = document.createElement("canvas");
  tile.width = tile.height = spacing * oversampling;
  const pen = tile.getContext("2d") as CanvasRenderingContext2D;
  pen.scale(oversampling, oversampling);
  pen.strokeStyle = colour;
  pen.lineWidth = weight;
  pen.beginPath();
  for (const shift of [-spacing, 0, spacing]) {
    pen.moveTo(shift - 1, slope > 0 ? spacing + 1 : -1);
    pen.lineTo(shift + spacing + 1, slope > 0 ? -1 : spacing + 1);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, "repeat");
  if (!pattern) return colour;
  pattern.setTransform(new DOMMatrix().scale(1 / oversampling));
  hatches.set(key, pattern);
  return pattern;
}
