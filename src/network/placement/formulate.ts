import type { MipModel } from "./mip.ts";
import { haveWholeSums, type ReducedCover } from "./reduced.ts";
import { RowWriter } from "./row-writer.ts";
import type { CoverState } from "./state.ts";

/** The model of a reduced problem. Columns: a site each, then for each row whether it counts, then helpers. */
interface CoverModel {
  readonly mip: MipModel;
  /** The model's objective is that of the reduced problem times this. */
  readonly scale: number;
  /** The columns' values for a choice: a start for the solver. */
  readonly start: (state: CoverState) => Float64Array;
}

/** Up to this many sites a row of need 2 is written with a constraint for each of them, above with a helper column. */
const MAX_EXPLICIT_SITES = 8;

/** Fractional coefficients are scaled so that their sum is about this: far above the solver's absolute tolerances. */
const SCALED_SUM = 2 ** 20;

/**
 * Writes a reduced problem as a mixed-integer model: x_j opens site j, z_i says that row i counts.
 *
 * @param closed 1 for each site that must stay closed
 */
export function formulateCover(problem: ReducedCover, closed?: Uint8Array): CoverModel {
  const { rows, weights, costs, goal, maxSites, budget } = problem;
  const siteCount = costs.length;
  const mandatory = goal.kind === "min-cost" && goal.coverAll;
  const writer = new RowWriter();
  const { wholeRows, helpedRows } = mandatory
    ? writeMandatoryRows(problem, writer)
    : writeCountingRows(problem, writer);
  if (maxSites !== null) writer.addWeighted(0, new Float64Array(siteCount).fill(1), { upper: maxSites });
  if (budget !== null) writer.addWeighted(0, costs, { upper: budget });
  if (goal.kind === "min-cost" && !goal.coverAll) {
    const scale = scaleFor(weights);
    const scaled = weights.map((weight) => weight * scale);
    writer.addWeighted(siteCount, scaled, { lower: goal.targetWeight * scale });
  }
  const countingRows = mandatory ? 0 : rows.count;
  const helpersFrom = siteCount + countingRows;
  const columnCount = helpersFrom + helpedRows.length;
  const prized = goal.kind === "max-weight" ? weights : costs;
  const scale = scaleFor(prized);
  const columnCosts = new Float64Array(columnCount);
  columnCosts.set(
    prized.map((value) => value * scale),
    goal.kind === "max-weight" ? siteCount : 0,
  );
  const columnUpper = new Float64Array(columnCount).fill(1);
  closed?.forEach((isClosed, site) => {
    if (isClosed === 1) columnUpper[site] = 0;
  });
  const integer = new Uint8Array(columnCount).fill(1, 0, siteCount);
  integer.set(wholeRows, siteCount);
  return {
    scale,
    mip: {
      sense: goal.kind === "max-weight" ? "maximize" : "minimize",
      columnCosts,
      columnLower: new Float64Array(columnCount),
      columnUpper,
      integer,
      ...writer.finish(),
    },
    start(state) {
      const values = new Float64Array(columnCount);
      values.set(state.isOpen);
      for (let row = 0; row < countingRows; row++) values[siteCount + row] = state.isCovered(row) ? 1 : 0;
      for (let i = 0; i < helpedRows.length; i++) values[helpersFrom + i] = state.isTouched(helpedRows[i]) ? 1 : 0;
      return values;
    },
  };
}

interface RowColumns {
  /** For each row that has a column of its own: 1 when that must be whole. */
  readonly wholeRows: Uint8Array;
  /** The rows that have a helper column. */
  readonly helpedRows: number[];
}

/** Every row must have as many open sites as it needs. */
function writeMandatoryRows({ rows, needs }: ReducedCover, writer: RowWriter): RowColumns {
  for (let row = 0; row < rows.count; row++) {
    writer.addSumAtLeast(rows.items.subarray(rows.starts[row], rows.starts[row + 1]), needs[row]);
  }
  return { wholeRows: new Uint8Array(0), helpedRows: [] };
}

/**
 * A row may count when enough of its sites are open. For need n, n·z ≤ Σ x is right but weak: half-open sites add up to a
 * whole row. So no site may stand for more than its share: (n − 1)·z ≤ Σ x − x_m for each m. Together the two describe a row of
 * need 2 exactly, which frees z from having to be whole; HiGHS then takes half the time. As this needs |sites|² coefficients,
 * long rows get a helper y ≥ x_m instead: (n − 1)·z ≤ Σ x − y and z ≤ y.
 */
function writeCountingRows({ rows, needs, costs }: ReducedCover, writer: RowWriter): RowColumns {
  const wholeRows = new Uint8Array(rows.count);
  const helpedRows: number[] = [];
  for (let row = 0; row < rows.count; row++) {
    const sites = rows.items.subarray(rows.starts[row], rows.starts[row + 1]);
    const need = needs[row];
    const z = costs.length + row;
    if (need === 1) {
      writer.addSumAtLeast(sites, 0, [[z, -1]]);
    } else if (need === sites.length) {
      for (const site of sites) writer.addSumAtLeast([site], 0, [[z, -1]]);
    } else if (need === 2 && sites.length <= MAX_EXPLICIT_SITES) {
      writer.addSumAtLeast(sites, 0, [[z, -2]]);
      for (const site of sites)
        writer.addSumAtLeast(
          sites.filter((other) => other !== site),
          0,
          [[z, -1]],
        );
    } else {
      const y = costs.length + rows.count + helpedRows.length;
      helpedRows.push(row);
      writer.addSumAtLeast(sites, 0, [
        [y, -1],
        [z, 1 - need],
      ]);
      writer.addSumAtLeast([y], 0, [[z, -1]]);
      for (const site of sites) writer.addSumAtLeast([y], 0, [[site, -1]]);
      // From need 3 on, these two kinds of constraint do not suffice.
      if (need > 2) wholeRows[row] = 1;
    }
  }
  return { wholeRows, helpedRows };
}

/**
 * A power of two (which loses no digits) that brings coefficients to a size the solver's tolerances suit; 1 for whole ones, as
 * the solver makes use of their being whole.
 */
function scaleFor(values: Float64Array): number {
  const sum = values.reduce((total, value) => total + value, 0);
  if (!(sum > 0) || haveWholeSums(values)) return 1;
  return 2 ** Math.round(Math.log2(SCALED_SUM / sum));
}
