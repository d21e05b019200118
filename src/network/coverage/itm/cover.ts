import { type CoverFrame, type CoverGrid, coverFrame } from "../../../geo/cover/cover-grid.ts";
import { coverOn, createCoverLine, setCoverLine } from "../cover-line.ts";
import type { GridLine } from "../radials/radial.ts";
import type { CoverageTask } from "../task.ts";
import { TAIL_STEPS, TAILS_BYTES } from "./layout.ts";
import type { SweepMemory, TerrainPart } from "./memory.ts";

/** What stands on a sweep's terrain, and how its own columns and rows lead there. */
export interface StandingCover {
  readonly cover: CoverGrid;
  readonly frame: CoverFrame;
}

const standingLine = createCoverLine();
const tailLine: GridLine = { column: 0, row: 0, columnStep: 0, rowStep: 0 };

/** @returns null over bare earth */
export function createStandingCover({ cover, elevation }: CoverageTask, part: TerrainPart): StandingCover | null {
  if (cover === null) return null;
  const whole = coverFrame(cover, elevation);
  const frame = {
    ...whole,
    columnOffset: whole.columnOffset + part.column * whole.columnScale,
    rowOffset: whole.rowOffset + part.row * whole.rowScale,
  };
  return { cover, frame };
}

/** Puts what stands there on samples 1 … last of a radial; the site itself is bare. */
export function raiseLine(
  { cover, frame }: StandingCover,
  line: GridLine,
  elevationM: Float64Array,
  last: number,
): void {
  setCoverLine(standingLine, frame, line);
  for (let k = 1; k <= last; k++) elevationM[k] += coverOn(cover, standingLine, k);
}

/** The same on the tails of targets `from` to `to` − 1, each on its own line; the receivers themselves are bare. */
export function raiseTails(
  { cover, frame }: StandingCover,
  site: GridLine,
  { column, row, pathSteps, tails }: SweepMemory,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  for (let i = from; i < to; i++) {
    tailLine.column = column[i];
    tailLine.row = row[i];
    tailLine.columnStep = (site.column - column[i]) / pathSteps[i];
    tailLine.rowStep = (site.row - row[i]) / pathSteps[i];
    setCoverLine(standingLine, frame, tailLine);
    const four = (i - from) >> 2;
    const at = (four * TAILS_BYTES) / 4 + ((i - from) & 3);
    for (let j = 1; j <= TAIL_STEPS; j++) tails[at + 4 * j] += coverOn(cover, standingLine, j);
  }
}
