/** How values lie around zero: of errors, or of one field less another. */
export interface ErrorStatistics {
  /** How many values there are; without any, the others are NaN. */
  readonly count: number;
  readonly mean: number;
  /** Around the mean, over all values (divided by their count). */
  readonly standardDeviation: number;
  /** Root of the mean square: mean² + standardDeviation². */
  readonly rmse: number;
}

/**
 * Mean, standard deviation and root mean square of the values that exist.
 *
 * @param values NaN counts as missing
 */
export function errorStatistics(values: ArrayLike<number>): ErrorStatistics {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    count++;
    sum += values[i];
  }
  const mean = sum / count;
  // Around the mean in a second pass: the difference of large sums would lose the digits of a small spread
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) squares += (values[i] - mean) ** 2;
  }
  const variance = squares / count;
  return { count, mean, standardDeviation: Math.sqrt(variance), rmse: Math.sqrt(mean * mean + variance) };
}

/**
 * The value below which a share of the values lies, interpolated between neighbours.
 *
 * @param sorted ascending, finite; NaN is returned for none
 * @param share 0 to 1
 * @see Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996), definition 7
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const lower = Math.floor(at);
  const upper = Math.min(sorted.length - 1, lower + 1);
  return sorted[lower] + (at - lower) * (sorted[upper] - sorted[lower]);
}
