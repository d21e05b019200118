/** What a quantity measures, as powers of length and time: enough for distances, heights and frequencies. */
export interface PhysicalDimension {
  readonly length: number;
  readonly time: number;
}

export const PLAIN: PhysicalDimension = { length: 0, time: 0 };
export const LENGTH: PhysicalDimension = { length: 1, time: 0 };
export const TIME: PhysicalDimension = { length: 0, time: 1 };
export const FREQUENCY: PhysicalDimension = { length: 0, time: -1 };

export function isSameDimension(a: PhysicalDimension, b: PhysicalDimension): boolean {
  return a.length === b.length && a.time === b.time;
}

/** Of a product with the second factor raised to a power: 1 for a product, −1 for a quotient. */
export function productDimension(a: PhysicalDimension, b: PhysicalDimension, power: number): PhysicalDimension {
  return { length: a.length + power * b.length, time: a.time + power * b.time };
}

export function raisedDimension(a: PhysicalDimension, exponent: number): PhysicalDimension {
  return { length: a.length * exponent, time: a.time * exponent };
}

const NOUNS: readonly (readonly [PhysicalDimension, string])[] = [
  [PLAIN, "a plain number"],
  [LENGTH, "a length"],
  [TIME, "a time"],
  [FREQUENCY, "a frequency"],
  [{ length: 2, time: 0 }, "an area"],
  [{ length: 1, time: -1 }, "a speed"],
];

/** For an error: "a length", or in units "m^2·s^-1". */
export function describeDimension(dimension: PhysicalDimension): string {
  const noun = NOUNS.find(([known]) => isSameDimension(known, dimension))?.[1];
  if (noun !== undefined) return noun;
  const part = (unit: string, power: number) => (power === 0 ? [] : [power === 1 ? unit : `${unit}^${power}`]);
  return `a quantity in ${[...part("m", dimension.length), ...part("s", dimension.time)].join("·")}`;
}
