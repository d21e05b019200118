import { InputError } from "../math/errors.ts";

export interface TickRange {
  readonly min: number;
  /** ≥ min. */
  readonly max: number;
  /** About so many intervals; default 5. */
  readonly count?: number;
}

/**
 * The smallest step of 1, 2 or 5 times a power of ten that is not below a wanted one.
 *
 * @param wanted > 0
 * @throws {InputError} `out-of-range` otherwise
 */
export function niceStep(wanted: number): number {
  if (!(wanted > 0 && wanted < Number.POSITIVE_INFINITY)) {
    throw new InputError({
      code: "out-of-range",
      where: "wanted",
      message: `expected a number above 0, got ${wanted}`,
    });
  }
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * decade >= wanted * (1 - 1e-9)) ?? 10;
  return factor * decade;
}

/**
 * Round numbers for an axis, ascending, all within the range.
 *
 * @example niceTicks({ min: 0, max: 9.3 }) // [0, 2, 4, 6, 8]
 * @throws {InputError} `out-of-range` unless both ends are finite and in order
 */
export function niceTicks({ min, max, count = 5 }: TickRange): number[] {
  if (!(Number.isFinite(min) && Number.isFinite(max) && max >= min)) {
    throw new InputError({ code: "out-of-range", where: "max", message: `expected min <= max, got ${min} and ${max}` });
  }
  if (max === min) return [min];
  const step = niceStep((max - min) / count);
  const ticks: number[] = [];
  // Counting in whole steps keeps 0.1 + 0.2 from becoming 0.30000000000000004 at the far end; the slack keeps the ends.
  const last = Math.floor(max / step + 1e-9);
  for (let i = Math.ceil(min / step - 1e-9); i <= last; i++) ticks.push(Number((i * step).toPrecision(12)) + 0);
  return ticks;
}
