import { errorStatistics, quantileOfSorted } from "../../math/error-statistics.ts";
import type { CoverageComparison } from "../../network/compare.ts";
import { niceStep } from "../axis.ts";

/** A comparison with what its pixels come to: what every file of it is made from. */
export interface DescribedComparison extends CoverageComparison {
  readonly statistics: DifferenceStatistics;
}

export function describeComparison(comparison: CoverageComparison): DescribedComparison {
  return { ...comparison, statistics: differenceStatistics(comparison.differenceDb) };
}

/** What the pixels of a difference map come to, dB; NaN where there is no pixel. */
export interface DifferenceStatistics {
  readonly pixels: number;
  readonly meanDb: number;
  readonly standardDeviationDb: number;
  readonly rmseDb: number;
  readonly minDb: number;
  readonly maxDb: number;
  /** By percent: so many percent of the pixels lie below. */
  readonly percentilesDb: ReadonlyMap<number, number>;
  /** The same of the difference without its sign. */
  readonly absolutePercentilesDb: ReadonlyMap<number, number>;
  readonly histogram: Histogram;
}

export interface Histogram {
  /** Left edge of the first bar. */
  readonly fromDb: number;
  readonly widthDb: number;
  /** Pixels by bar; the first and the last also count what lies beyond them. */
  readonly counts: readonly number[];
}

const PERCENTS = [1, 5, 25, 50, 75, 95, 99];
const ABSOLUTE_PERCENTS = [50, 90, 95, 99];
/** About so many bars, over all but the outermost pixels: a single spike must not press the rest into one bar. */
const BARS = 40;
const TAIL = 0.01;

/** @param differenceDb NaN where nothing was computed */
export function differenceStatistics(differenceDb: Float32Array): DifferenceStatistics {
  const sorted = differenceDb.filter((value) => !Number.isNaN(value)).sort();
  const absolute = sorted.map(Math.abs).sort();
  const { count, mean, standardDeviation, rmse } = errorStatistics(sorted);
  const percentilesOf = (values: Float32Array, percents: readonly number[]) =>
    new Map(percents.map((percent) => [percent, quantileOfSorted(values, percent / 100)]));
  return {
    pixels: count,
    meanDb: mean,
    standardDeviationDb: standardDeviation,
    rmseDb: rmse,
    minDb: quantileOfSorted(sorted, 0),
    maxDb: quantileOfSorted(sorted, 1),
    percentilesDb: percentilesOf(sorted, PERCENTS),
    absolutePercentilesDb: percentilesOf(absolute, ABSOLUTE_PERCENTS),
    histogram: histogramOf(sorted),
  };
}

function histogramOf(sorted: Float32Array): Histogram {
  if (sorted.length === 0) return { fromDb: 0, widthDb: 1, counts: [] };
  const low = quantileOfSorted(sorted, TAIL);
  const high = quantileOfSorted(sorted, 1 - TAIL);
  const widthDb = niceStep(Math.max((high - low) / BARS, 0.01));
  const first = Math.floor(low / widthDb);
  const counts = new Array<number>(Math.floor(high / widthDb) - first + 1).fill(0);
  for (const value of sorted) {
    counts[Math.min(counts.length - 1, Math.max(0, Math.floor(value / widthDb) - first))]++;
  }
  return { fromDb: first * widthDb, widthDb, counts };
}
