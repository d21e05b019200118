import type { DegreeBounds } from "../geodesy.ts";
import type { Building } from "./building.ts";

/**
 * Buildings by the cells of a flat grid that their boxes touch: `items` from `starts[cell]` to `starts[cell + 1]`. A town's
 * buildings are of one size and lie evenly, so that a grid serves as well as a tree and is built in two passes.
 */
export interface BuildingIndex {
  readonly buildings: readonly Building[];
  readonly bounds: DegreeBounds;
  readonly columns: number;
  readonly rows: number;
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** Wanted buildings a cell; cells then are larger than most of them. */
const PER_CELL = 2;
const MAX_SIDE = 2048;

/** The cells of a box, ends included. */
interface CellRange {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function indexBuildings(buildings: readonly Building[]): BuildingIndex {
  const bounds = { west: 180, south: 90, east: -180, north: -90 };
  for (const { bounds: box } of buildings) {
    bounds.west = Math.min(bounds.west, box.west);
    bounds.east = Math.max(bounds.east, box.east);
    bounds.south = Math.min(bounds.south, box.south);
    bounds.north = Math.max(bounds.north, box.north);
  }
  const side = Math.max(1, Math.min(MAX_SIDE, Math.ceil(Math.sqrt(buildings.length / PER_CELL))));
  const frame = { bounds, columns: side, rows: side };
  const starts = new Uint32Array(side * side + 1);
  for (const { bounds: box } of buildings) forEachCell(frame, box, (cell) => starts[cell + 1]++);
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1] += starts[cell];
  const next = starts.slice();
  const items = new Uint32Array(starts[side * side]);
  buildings.forEach(({ bounds: box }, i) => {
    forEachCell(frame, box, (cell) => {
      items[next[cell]++] = i;
    });
  });
  return { ...frame, buildings, starts, items };
}

/** Adds to `found` the numbers of the buildings whose box touches the rectangle. */
export function findBuildings(index: BuildingIndex, box: DegreeBounds, found: Set<number>): void {
  if (!overlaps(index.bounds, box)) return;
  forEachCell(index, box, (cell) => {
    for (let k = index.starts[cell]; k < index.starts[cell + 1]; k++) {
      if (overlaps(index.buildings[index.items[k]].bounds, box)) found.add(index.items[k]);
    }
  });
}

type Frame = Pick<BuildingIndex, "bounds" | "columns" | "rows">;

function forEachCell(frame: Frame, box: DegreeBounds, visit: (cell: number) => void): void {
  const { left, right, top, bottom } = cellRange(frame, box);
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) visit(row * frame.columns + column);
  }
}

function cellRange({ bounds, columns, rows }: Frame, box: DegreeBounds): CellRange {
  // A single point has no extent: everything falls into its one cell
  const perDegreeX = columns / (bounds.east - bounds.west || 1);
  const perDegreeY = rows / (bounds.north - bounds.south || 1);
  return {
    left: clamp((box.west - bounds.west) * perDegreeX, columns),
    right: clamp((box.east - bounds.west) * perDegreeX, columns),
    top: clamp((bounds.north - box.north) * perDegreeY, rows),
    bottom: clamp((bounds.north - box.south) * perDegreeY, rows),
  };
}

function clamp(position: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(position)));
}

function overlaps(a: DegreeBounds, b: DegreeBounds): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}
