import { type CoverFrame, coverFrame } from "../../../geo/cover/cover-grid.ts";
import { coverOn, createCoverLine, setCoverLine } from "../cover-line.ts";
import type { GridLine } from "../radials/radial.ts";
import type { CoverageTask } from "../task.ts";

/** What stands on the ground of a task: a height a cell, or one for everywhere. */
export interface Standing {
  readonly cover: CoverageTask["cover"];
  readonly frame: CoverFrame | null;
  /** Where there is no cover grid. */
  readonly clutterHeightM: number;
}

const standingLine = createCoverLine();

/** @returns null where the earth is bare */
export function createStanding({ cover, elevation }: CoverageTask, clutterHeightM: number): Standing | null {
  if (cover === null) return clutterHeightM > 0 ? { cover, frame: null, clutterHeightM } : null;
  return { cover, frame: coverFrame(cover, elevation), clutterHeightM: 0 };
}

/**
 * Puts what stands there on samples from … to of a line: each takes the highest thing on the stretch nearest to it.
 *
 * @param line where sample 0 lies in the elevation grid, and how far a step goes
 */
export function standOn(
  { cover, frame, clutterHeightM }: Standing,
  line: GridLine,
  groundM: Float64Array,
  surfaceM: Float64Array,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  if (cover === null || frame === null) {
    for (let i = from; i <= to; i++) surfaceM[i] = groundM[i] + clutterHeightM;
    return;
  }
  setCoverLine(standingLine, frame, line);
  for (let i = from; i <= to; i++) surfaceM[i] = groundM[i] + coverOn(cover, standingLine, i);
}
