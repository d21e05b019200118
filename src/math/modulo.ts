/** The rest of a division that is never negative: from 0 up to the period. */
export function modulo(value: number, period: number): number {
  const rest = value % period;
  return rest < 0 ? rest + period : rest;
}

/** The same value modulo the period, from −period/2 up to period/2. */
export function signedModulo(value: number, period: number): number {
  return modulo(value + period / 2, period) - period / 2;
}

/** The shorter way round from one to the other, 0 to period/2. */
export function circularDistance(a: number, b: number, period: number): number {
  return Math.abs(signedModulo(a - b, period));
}
