import type { Lattice } from "../grid.ts";
import { longitudeInGrid } from "../interpolate.ts";
import type { MultiPolygonRings } from "../polygon.ts";

/** Receives cells of one row, ends included and within the lattice; the same cell may come more than once. */
export type VisitCells = (row: number, first: number, last: number) => void;

/**
 * A wall that crosses its columns (or rows) on more than this fills two cells or more of each, and so shares one with the next
 * column, for at 45° the stretch moves by one.
 */
const THIN = 2;

/**
 * The cells of a lattice that an outline fills, inside being where its rings are crossed an odd number of times.
 *
 * A cell counts when its centre is inside. Where the outline is thin, so that less than two cells' length of a line between
 * cells lies inside, the cells on both sides of the middle of that stretch count as well: then a wall of any width and direction
 * is a chain of cells side by side, through which no path slips, and a shed is at least one cell.
 */
export function fillOutline(lattice: Lattice, polygons: MultiPolygonRings, visit: VisitCells): void {
  const edges = edgesIn(lattice, polygons);
  const box = boxOf(edges);
  if (box.right < -0.5 || box.bottom < -0.5 || box.left > lattice.width - 0.5 || box.top > lattice.height - 0.5) return;
  let isEmpty = true;
  const put = (row: number, first: number, last: number) => {
    const from = Math.max(0, first);
    const to = Math.min(lattice.width - 1, last);
    isEmpty = false;
    if (row >= 0 && row < lattice.height && from <= to) visit(row, from, to);
  };
  forEachSpan(edges, 0, lattice.height, (row, from, to) => {
    if (Math.ceil(from) <= Math.floor(to)) put(row, Math.ceil(from), Math.floor(to));
  });
  forEachSpan(edges, 0.5, lattice.height, (row, from, to) => {
    if (to - from >= THIN) return;
    const column = Math.round((from + to) / 2);
    put(row, column, column);
    put(row + 1, column, column);
  });
  forEachSpan(swapped(edges), 0.5, lattice.width, (column, from, to) => {
    if (to - from >= THIN) return;
    put(Math.round((from + to) / 2), column, column + 1);
  });
  if (!isEmpty) return;
  const column = Math.round((box.left + box.right) / 2);
  put(Math.round((box.top + box.bottom) / 2), column, column);
}

/** x0, y0, x1, y1 of each edge, in the lattice's columns and rows. */
function edgesIn(lattice: Lattice, polygons: MultiPolygonRings): Float64Array {
  let count = 0;
  for (const polygon of polygons) for (const ring of polygon) count += ring.length - 1;
  const edges = new Float64Array(4 * count);
  // One turn for the whole outline: by its first corner, with room for those beside the lattice
  const firstDeg = polygons[0][0][0][0];
  const turnDeg = longitudeInGrid({ ...lattice, data: NO_DATA }, firstDeg) - firstDeg;
  let next = 0;
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i++) {
        for (const [lonDeg, latDeg] of [ring[i - 1], ring[i]]) {
          edges[next++] = (lonDeg + turnDeg - lattice.westDeg) / lattice.lonStepDeg;
          edges[next++] = (lattice.northDeg - latDeg) / lattice.latStepDeg;
        }
      }
    }
  }
  return edges;
}

const NO_DATA = new Float32Array(0);

function boxOf(edges: Float64Array) {
  const box = {
    left: Number.POSITIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  };
  for (let i = 0; i < edges.length; i += 2) {
    box.left = Math.min(box.left, edges[i]);
    box.right = Math.max(box.right, edges[i]);
    box.top = Math.min(box.top, edges[i + 1]);
    box.bottom = Math.max(box.bottom, edges[i + 1]);
  }
  return box;
}

function swapped(edges: Float64Array): Float64Array {
  const turned = new Float64Array(edges.length);
  for (let i = 0; i < edges.length; i += 2) {
    turned[i] = edges[i + 1];
    turned[i + 1] = edges[i];
  }
  return turned;
}

/**
 * The stretches inside of the lines y = line + offset, for lines from −1 to `count`.
 *
 * @param visit receives the line and where the stretch begins and ends
 */
function forEachSpan(
  edges: Float64Array,
  offset: number,
  count: number,
  visit: (line: number, from: number, to: number) => void,
): void {
  const { top, bottom } = boxOf(edges);
  const firstLine = Math.max(-1, Math.ceil(top - offset));
  const lastLine = Math.min(count, Math.floor(bottom - offset));
  if (lastLine < firstLine) return;
  const crossings: number[][] = Array.from({ length: lastLine - firstLine + 1 }, () => []);
  for (let i = 0; i < edges.length; i += 4) {
    const [x0, y0, x1, y1] = [edges[i], edges[i + 1] - offset, edges[i + 2], edges[i + 3] - offset];
    // Half-open, so that a corner on a line is counted once
    const first = Math.max(firstLine, Math.ceil(Math.min(y0, y1)));
    const last = Math.min(lastLine, Math.ceil(Math.max(y0, y1)) - 1);
    const slope = (x1 - x0) / (y1 - y0);
    for (let line = first; line <= last; line++) crossings[line - firstLine].push(x0 + (line - y0) * slope);
  }
  crossings.forEach((places, i) => {
    places.sort((a, b) => a - b);
    for (let k = 0; k + 1 < places.length; k += 2) visit(firstLine + i, places[k], places[k + 1]);
  });
}
