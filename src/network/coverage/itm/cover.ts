import { type CoverGrid, coverFrame, highestCover } from "../../../geo/cover/cover-grid.ts";
import type { GridLine } from "../radials/radial.ts";
import type { CoverageTask } from "../task.ts";
import { TAIL_STEPS, TAILS_BYTES } from "./layout.ts";
import type { SweepMemory, TerrainPart } from "./memory.ts";

/** What stands on a sweep's terrain: from the terrain's columns and rows multiply by the scale, then add the offset. */
export interface StandingCover {
  readonly cover: CoverGrid;
  readonly columnScale: number;
  readonly columnOffset: number;
  readonly rowScale: number;
  readonly rowOffset: number;
}

/** @returns null over bare earth */
export function createStandingCover({ cover, elevation }: CoverageTask, part: TerrainPart): StandingCover | null {
  if (cover === null) return null;
  const { columnScale, columnOffset, rowScale, rowOffset } = coverFrame(cover, elevation);
  return {
    cover,
    columnScale,
    columnOffset: columnOffset + part.column * columnScale,
    rowScale,
    rowOffset: rowOffset + part.row * rowScale,
  };
}

/** Puts on samples 1 … last of a radial the highest thing on the stretch nearest to each; the site itself is bare. */
export function raiseLine(standing: StandingCover, line: GridLine, elevationM: Float64Array, last: number): void {
  const { cover, columnScale, columnOffset, rowScale, rowOffset } = standing;
  const dx = line.columnStep * columnScale;
  const dy = line.rowStep * rowScale;
  const x = line.column * columnScale + columnOffset - dx / 2;
  const y = line.row * rowScale + rowOffset - dy / 2;
  for (let k = 1; k <= last; k++) {
    elevationM[k] += highestCover(cover, x + k * dx, y + k * dy, x + (k + 1) * dx, y + (k + 1) * dy);
  }
}

/** The same on the tails of targets `from` to `to` − 1, each on its own line; the receivers themselves are bare. */
export function raiseTails(
  standing: StandingCover,
  site: GridLine,
  { column, row, pathSteps, tails }: SweepMemory,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const { cover, columnScale, columnOffset, rowScale, rowOffset } = standing;
  for (let i = from; i < to; i++) {
    const dx = ((site.column - column[i]) / pathSteps[i]) * columnScale;
    const dy = ((site.row - row[i]) / pathSteps[i]) * rowScale;
    const x = column[i] * columnScale + columnOffset - dx / 2;
    const y = row[i] * rowScale + rowOffset - dy / 2;
    const four = (i - from) >> 2;
    const at = (four * TAILS_BYTES) / 4 + ((i - from) & 3);
    for (let j = 1; j <= TAIL_STEPS; j++) {
      tails[at + 4 * j] += highestCover(cover, x + j * dx, y + j * dy, x + (j + 1) * dx, y + (j + 1) * dy);
    }
  }
}
