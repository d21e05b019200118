// Fits smooth curves to simulated block error rates, for make-error-rate-tables.js.

/** Powers of the amplitude. A degree less leaves two standard errors on average, one more changes nothing. */
const DEGREE = 4;
/** Where the powers are taken from: the middle of the range of interest. */
export const MIDDLE = 3.25;
/** What no polynomial can follow is as good as so much uncertainty of the log-odds: 0.003 dB. */
const FLOOR = 0.01;

/**
 * The log-odds of a block error as a polynomial in the amplitude, √(symbol SNR), less `MIDDLE`: least squares, each point weighed by
 * its own uncertainty.
 *
 * @param points `{amplitude, blocks, errors}`, the last entry of `errors` counting wrong blocks
 */
export function fitLogOdds(points) {
  const data = points.map(({ amplitude, blocks, errors }) => {
    const rate = errors.at(-1) / blocks;
    const error = Math.hypot(1 / Math.sqrt(blocks * rate * (1 - rate)), FLOOR);
    return { x: amplitude - MIDDLE, y: Math.log(rate / (1 - rate)), error };
  });
  const size = DEGREE + 1;
  const matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (const { x, y, error } of data) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i][j] += x ** (i + j) / error ** 2;
      matrix[i][size] += (y * x ** i) / error ** 2;
    }
  }
  const logOdds = solve(matrix);
  const value = (x) => logOdds.reduce((sum, factor, i) => sum + factor * x ** i, 0);
  requireFalling(value, data);
  const deviation = Math.sqrt(
    data.reduce((sum, { x, y, error }) => sum + ((y - value(x)) / error) ** 2, 0) / data.length,
  );
  return { from: points[0].amplitude, to: points.at(-1).amplitude, logOdds, deviation };
}

/** Gauss's elimination with pivots, in place. */
function solve(matrix) {
  const size = matrix.length;
  for (let i = 0; i < size; i++) {
    const pivot = matrix.reduce(
      (best, row, r) => (r >= i && Math.abs(row[i]) > Math.abs(matrix[best][i]) ? r : best),
      i,
    );
    [matrix[i], matrix[pivot]] = [matrix[pivot], matrix[i]];
    for (let r = 0; r < size; r++) {
      if (r === i) continue;
      const factor = matrix[r][i] / matrix[i][i];
      for (let c = i; c <= size; c++) matrix[r][c] -= factor * matrix[i][c];
    }
  }
  return matrix.map((row, i) => row[size] / row[i]);
}

function requireFalling(value, data) {
  for (let x = data[0].x; x < data.at(-1).x; x += 0.01) {
    if (value(x + 0.01) >= value(x)) throw new Error(`the fitted error rate rises at the amplitude ${x + MIDDLE}`);
  }
}

/** Where errors are frequent no one cares which part of a block is used. */
const FREQUENT = 0.5;

/**
 * How the code words of a block share their errors: the number a with which −ln(1 − P) of the first u of n code words is
 * (1 − aᵘ)/(1 − aⁿ) of the whole block's. At a = 1 each errs for itself, at 0 all err together.
 */
export function fitSharing(points) {
  const misfit = (a) =>
    points.reduce((sum, { blocks, errors }) => {
      const hazards = Array.from(errors, (count) => -Math.log1p(-count / blocks));
      const words = hazards.length - 1;
      if (errors[words] > FREQUENT * blocks) return sum;
      return hazards.slice(1, words).reduce((part, hazard, i) => {
        const share = (1 - a ** (i + 1)) / (1 - a ** words);
        return part + errors[words] * Math.log(hazard / hazards[words] / share) ** 2;
      }, sum);
    }, 0);
  let best = 0.3;
  for (let a = 0.3; a < 0.98; a += 0.001) if (misfit(a) < misfit(best)) best = a;
  return best;
}
