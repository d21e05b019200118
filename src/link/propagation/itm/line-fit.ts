/** The two ends of a fitted line: its values at the first and the last point of the whole profile. */
export interface LineEnds {
  first: number;
  last: number;
}

/**
 * Straight line through a stretch of a profile by least squares, with the end points counted half [Algorithm, 6.15 to 6.18].
 *
 * The stretch is widened to whole steps (and to at least one), then the line is carried on to both ends of the profile.
 *
 * @param values at equal steps; entries 0 … `steps` are read
 * @param steps of the whole profile, ≥ 1
 * @param start of the stretch, in steps from the first value
 * @param end of the stretch, in steps, ≥ start
 * @param out receives the values at both ends of the profile
 */
export function fitLine(values: Float64Array, steps: number, start: number, end: number, out: LineEnds): void {
  let from = Math.trunc(Math.max(start, 0));
  let to = steps - Math.trunc(Math.max(steps - end, 0));
  if (to <= from) {
    from = Math.max(from - 1, 0);
    to = Math.min(to + 1, steps);
  }
  const length = to - from;
  const half = length / 2;
  let sum = (values[from] + values[to]) / 2;
  let moment = ((values[to] - values[from]) / 2) * half;
  for (let i = from + 1; i < to; i++) {
    sum += values[i];
    moment += values[i] * (i - from - half);
  }
  const mean = sum / length;
  const slope = (12 * moment) / ((length * length + 2) * length);
  const centre = from + half;
  out.first = mean - slope * centre;
  out.last = mean + slope * (steps - centre);
}
