/**
 * A curve over effective distance d that starts at zero and bends at the climate's own distances:
 * (c1 + c2 / (1 + ((d − x2)/x3)²)) · (d/x1)² / (1 + (d/x1)²) [TN101 vol. 2, III.69 and III.70].
 */
export interface ClimateCurve {
  readonly c1Db: number;
  readonly c2Db: number;
  readonly x1M: number;
  readonly x2M: number;
  readonly x3M: number;
}

/** Factor on time variability by wave number k: b1 + b2 / (1 + (b3 · ln(0.133 k))²) [Algorithm, 5.6 and 5.7]. */
export interface FrequencyGain {
  readonly b1: number;
  readonly b2: number;
  readonly b3: number;
}

export interface Climate {
  /** Median over the year, relative to the reference attenuation. */
  readonly median: ClimateCurve;
  /** Standard deviation of the time variability where the deviate is negative (more than half of the time). */
  readonly timeBelow: ClimateCurve;
  /** The same where the deviate is positive. */
  readonly timeAbove: ClimateCurve;
  readonly gainBelow: FrequencyGain;
  readonly gainAbove: FrequencyGain;
  /** Deviate beyond which the tail has another slope, and that slope's ratio (z_D and C_D). */
  readonly tailDeviate: number;
  readonly tailRatio: number;
}

const curve = (c1Db: number, c2Db: number, x1Km: number, x2Km: number, x3Km: number): ClimateCurve => ({
  c1Db,
  c2Db,
  x1M: x1Km * 1e3,
  x2M: x2Km * 1e3,
  x3M: x3Km * 1e3,
});

const gain = (b1: number, b2: number, b3: number): FrequencyGain => ({ b1, b2, b3 });

const FLAT = gain(1, 0, 0);

/**
 * The seven radio climates.
 *
 * Source: G. Hufford, "The ITS Irregular Terrain Model, version 1.2.2: the algorithm" (NTIA/ITS), table 5.1, with the
 * values of the NTIA reference implementation (NTIA/itm v1.4) where digits differ; distances of the curves in km.
 */
export const CLIMATES = {
  equatorial: {
    median: curve(-9.67, 12.7, 144.9, 190.3, 133.8),
    timeBelow: curve(2.13, 159.5, 762.2, 123.6, 94.5),
    timeAbove: curve(2.11, 102.3, 636.9, 134.8, 95.6),
    gainBelow: FLAT,
    gainAbove: FLAT,
    tailDeviate: 1.282,
    tailRatio: 1.224,
  },
  "continental-subtropical": {
    median: curve(-0.62, 9.19, 228.9, 205.2, 143.6),
    timeBelow: curve(2.66, 7.67, 100.4, 172.5, 136.4),
    timeAbove: curve(6.87, 15.53, 138.7, 143.7, 98.6),
    gainBelow: FLAT,
    gainAbove: gain(0.93, 0.31, 2),
    tailDeviate: 2.161,
    tailRatio: 0.801,
  },
  "maritime-subtropical": {
    median: curve(1.26, 15.5, 262.6, 185.2, 99.8),
    timeBelow: curve(6.11, 6.65, 138.2, 242.2, 178.6),
    timeAbove: curve(10.08, 9.6, 165.3, 225.7, 129.7),
    gainBelow: FLAT,
    gainAbove: FLAT,
    tailDeviate: 1.282,
    tailRatio: 1.38,
  },
  desert: {
    median: curve(-9.21, 9.05, 84.1, 101.1, 98.6),
    timeBelow: curve(1.98, 13.11, 139.1, 132.7, 193.5),
    timeAbove: curve(3.68, 159.3, 464.4, 93.1, 94.2),
    gainBelow: FLAT,
    gainAbove: gain(0.93, 0.19, 1.79),
    tailDeviate: 20,
    tailRatio: 1,
  },
  "continental-temperate": {
    median: curve(-0.62, 9.19, 228.9, 205.2, 143.6),
    timeBelow: curve(2.68, 7.16, 93.7, 186.8, 133.5),
    timeAbove: curve(4.75, 8.12, 93.2, 135.9, 113.4),
    gainBelow: gain(0.92, 0.25, 1.77),
    gainAbove: gain(0.93, 0.31, 2),
    tailDeviate: 1.282,
    tailRatio: 1.224,
  },
  "maritime-temperate-land": {
    median: curve(-0.39, 2.86, 141.7, 315.9, 167.4),
    timeBelow: curve(6.86, 10.38, 187.8, 169.6, 108.9),
    timeAbove: curve(8.58, 13.97, 216, 152, 122.7),
    gainBelow: FLAT,
    gainAbove: FLAT,
    tailDeviate: 1.282,
    tailRatio: 1.518,
  },
  "maritime-temperate-sea": {
    median: curve(3.15, 857.9, 2222, 164.8, 116.3),
    timeBelow: curve(8.51, 169.8, 609.8, 119.9, 106.6),
    timeAbove: curve(8.43, 8.19, 136.2, 188.5, 122.9),
    gainBelow: FLAT,
    gainAbove: FLAT,
    tailDeviate: 1.282,
    tailRatio: 1.518,
  },
} as const satisfies Record<string, Climate>;

export type ClimateName = keyof typeof CLIMATES;

/** @param distanceM effective distance, ≥ 0 */
export function climateCurveDb(curve: ClimateCurve, distanceM: number): number {
  const bend = (distanceM - curve.x2M) / curve.x3M;
  const reach = distanceM / curve.x1M;
  const reachSquared = reach * reach;
  return (curve.c1Db + curve.c2Db / (1 + bend * bend)) * (reachSquared / (1 + reachSquared));
}

export function frequencyGain(gain: FrequencyGain, wavenumberPerM: number): number {
  const scaled = gain.b3 * Math.log(0.133 * wavenumberPerM);
  return gain.b1 + gain.b2 / (scaled * scaled + 1);
}
