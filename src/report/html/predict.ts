/**
 * Replaces each value of a raster by its difference from the mean of its left and upper neighbours, so that deflate finds small,
 * repeated numbers. Modular in the array's own word, hence exactly undone by {@link unpredict}.
 *
 * @returns a new array of the same kind
 * @see PNG (ISO/IEC 15948) §9.2, filter type "Average"
 */
export function predict<A extends Uint8Array | Uint16Array>(values: A, width: number): A {
  const residuals = values.slice() as A;
  for (let i = 0; i < values.length; i++) residuals[i] = values[i] - guess(values, i, width);
  return residuals;
}

/** Undoes {@link predict} in place. */
export function unpredict(residuals: Uint8Array | Uint16Array, width: number): void {
  for (let i = 0; i < residuals.length; i++) residuals[i] += guess(residuals, i, width);
}

/** From values before the i-th only. At the edges, where a neighbour is missing, the other alone. */
function guess(values: Uint8Array | Uint16Array, i: number, width: number): number {
  const column = i % width;
  if (i < width) return column === 0 ? 0 : values[i - 1];
  if (column === 0) return values[i - width];
  return (values[i - 1] + values[i - width]) >> 1;
}
