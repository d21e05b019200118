/**
 * Kaiser's window, 1 in its middle and 0 outside.
 *
 * @param x place in it, −1 to 1 from edge to edge
 * @param beta shape: 0 is the rectangle; a filter cut with it has about 8.7 + 9.1·beta dB of attenuation
 * @see J. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974
 */
export function kaiserWindow(x: number, beta: number): number {
  const inside = 1 - x * x;
  return inside < 0 ? 0 : besselI0(beta * Math.sqrt(inside)) / besselI0(beta);
}

/** The power series, ample for a window's arguments. @see Abramowitz & Stegun 9.6.10 */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
