const NICE = [1, 2, 2.5, 5, 10];

/**
 * Round values for an axis: multiples of 1, 2, 2.5 or 5 times a power of ten within the range, its ends included when round.
 *
 * @param count about how many; there may be fewer, never more than twice as many
 * @returns ascending; one value when the range is empty
 */
export function niceTicks(min: number, max: number, count: number): number[] {
  const span = max - min;
  if (!(span > 0)) return [min];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (NICE.find((nice) => nice * power >= rough * (1 - 1e-9)) ?? 10);
  const ticks: number[] = [];
  for (let n = Math.ceil(min / step - 1e-9); n * step <= max + step * 1e-9; n++) ticks.push(n * step);
  return ticks;
}
