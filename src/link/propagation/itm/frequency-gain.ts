// Curves of H₀ for η = 1 … 5: 10 log(1 + a/r⁴ + b/r²) [Algorithm, 6.13].
const A = [25, 80, 177, 395, 705] as const;
const B = [24, 45, 68, 80, 105] as const;

/**
 * Troposcatter's frequency gain H₀(r, η) for one antenna, dB [TN101, §9.2]: linear between the curves of whole η.
 *
 * @param r height of the antenna in wavelengths seen at the scattering angle, > 0
 * @param eta scattering efficiency; outside 1–5 the nearest curve stands
 */
export function frequencyGainDb(r: number, eta: number): number {
  const bounded = Math.min(Math.max(eta, 1), 5);
  const lower = Math.trunc(bounded);
  const share = bounded - lower;
  const lowerDb = curveDb(lower - 1, r);
  return share === 0 ? lowerDb : (1 - share) * lowerDb + share * curveDb(lower, r);
}

function curveDb(index: number, r: number): number {
  const inverseSquare = 1 / (r * r);
  return 10 * Math.log10(1 + A[index] * inverseSquare * inverseSquare + B[index] * inverseSquare);
}

/** H₀ of both antennas where the efficiency is zero, dB [TN101, 9.6]. */
export function frequencyGainAtZeroDb(txR: number, rxR: number): number {
  const product = (1 + Math.SQRT2 / txR) * (1 + Math.SQRT2 / rxR);
  return 10 * Math.log10((product * product * (txR + rxR)) / (txR + rxR + 2 * Math.SQRT2));
}
