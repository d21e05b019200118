import { type CoverFrame, type CoverGrid, highestCover } from "../../geo/cover/cover-grid.ts";
import type { GridLine } from "./radials/radial.ts";

/** A line of samples in a cover grid's columns and rows: half a step before sample 0, and a step. Filled again for each line. */
export interface CoverLine {
  x: number;
  y: number;
  dx: number;
  dy: number;
}

export function createCoverLine(): CoverLine {
  return { x: 0, y: 0, dx: 0, dy: 0 };
}

/** Takes a line over the elevation grid into the cover's columns and rows. */
export function setCoverLine(
  to: CoverLine,
  { columnScale, columnOffset, rowScale, rowOffset }: CoverFrame,
  { column, row, columnStep, rowStep }: GridLine,
): void {
  to.dx = columnStep * columnScale;
  to.dy = rowStep * rowScale;
  to.x = column * columnScale + columnOffset - to.dx / 2;
  to.y = row * rowScale + rowOffset - to.dy / 2;
}

/** What stands on sample k, m above ground: the highest thing on the stretch nearest to it. */
export function coverOn(cover: CoverGrid, { x, y, dx, dy }: CoverLine, k: number): number {
  return highestCover(cover, x + k * dx, y + k * dy, x + (k + 1) * dx, y + (k + 1) * dy);
}
