/** Ends of a stretch of an axis, in its unit. */
export interface Stretch {
  readonly min: number;
  readonly max: number;
}

/** A vertical axis, pixels growing downwards, that leaves out what lies between its stretches. */
export interface BrokenScale {
  /** From above; one or two. */
  readonly stretches: readonly Stretch[];
  readonly y: (value: number) => number;
  /** Middle of the gap, pixels; null without one. */
  readonly breakY: number | null;
}

interface BrokenScaleRequest {
  readonly upper: Stretch;
  readonly lower: Stretch;
  /** Pixels. */
  readonly top: number;
  readonly bottom: number;
  readonly gap: number;
}

/**
 * An axis of two stretches of the same scale with a gap between them; where they touch or overlap, one of both together.
 *
 * @param request `top` < `bottom`, the gap smaller than what lies between
 */
export function brokenScale({ upper, lower, top, bottom, gap }: BrokenScaleRequest): BrokenScale {
  if (upper.min <= lower.max) {
    const whole = { min: Math.min(upper.min, lower.min), max: Math.max(upper.max, lower.max) };
    const perUnit = (bottom - top) / (whole.max - whole.min);
    return { stretches: [whole], y: (value) => top + (whole.max - value) * perUnit, breakY: null };
  }
  const perUnit = (bottom - top - gap) / (upper.max - upper.min + lower.max - lower.min);
  const upperEnd = top + (upper.max - upper.min) * perUnit;
  const between = gap / (upper.min - lower.max);
  return {
    stretches: [upper, lower],
    y: (value) => {
      if (value >= upper.min) return top + (upper.max - value) * perUnit;
      if (value <= lower.max) return upperEnd + gap + (lower.max - value) * perUnit;
      return upperEnd + (upper.min - value) * between;
    },
    breakY: upperEnd + gap / 2,
  };
}
