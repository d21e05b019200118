import type { RadiationPattern } from "./pattern.ts";

const DEG = Math.PI / 180;

/** What a data sheet says of an antenna. */
export interface AntennaFigures {
  readonly gainDbi: number;
  /** Where the peak lies in the antenna's frame. */
  readonly peakBearingDeg: number;
  readonly peakElevationDeg: number;
  /** Full widths at half power (3 dB) through the peak; null where the gain never falls so far. */
  readonly beamwidthDeg: number | null;
  readonly verticalBeamwidthDeg: number | null;
  /** The peak's gain over that in the opposite bearing at the same elevation. */
  readonly frontToBackDb: number;
}

/** Half power, as data sheets round it. */
const HALF_POWER_DB = 3;
/** The finest step of the search. */
const STEP_DEG = 0.1;
/** Gains within this are one: of equal directions the one nearest to straight ahead is the peak. */
const SAME_DB = 1e-9;

/** Finds peak, beamwidths and front-to-back ratio of a pattern, to a tenth of a degree. */
export function antennaFigures(pattern: RadiationPattern): AntennaFigures {
  const { bearingDeg, elevationDeg, gainDbi } = findPeak(pattern);
  const floorDbi = gainDbi - HALF_POWER_DB;
  const around = (offsetDeg: number) => gainAt(pattern, bearingDeg + offsetDeg, elevationDeg);
  const upright = (offsetDeg: number) => gainAlongVertical(pattern, bearingDeg, elevationDeg + offsetDeg);
  return {
    gainDbi,
    peakBearingDeg: bearingDeg,
    peakElevationDeg: elevationDeg,
    beamwidthDeg: widthAbove(around, floorDbi),
    verticalBeamwidthDeg: widthAbove(upright, floorDbi),
    frontToBackDb: gainDbi - gainAt(pattern, bearingDeg + 180, elevationDeg),
  };
}

/** Gain on the circle that goes up from straight ahead: beyond 90° it comes down behind. */
export function gainAlongVertical(pattern: RadiationPattern, bearingDeg: number, angleDeg: number): number {
  const angle = angleDeg - 360 * Math.round(angleDeg / 360);
  if (angle > 90) return gainAt(pattern, bearingDeg + 180, 180 - angle);
  if (angle < -90) return gainAt(pattern, bearingDeg + 180, -180 - angle);
  return gainAt(pattern, bearingDeg, angle);
}

function gainAt(pattern: RadiationPattern, bearingDeg: number, elevationDeg: number): number {
  return pattern.gainDbi(bearingDeg * DEG, elevationDeg * DEG);
}

interface Peak {
  readonly bearingDeg: number;
  readonly elevationDeg: number;
  readonly gainDbi: number;
}

/** By degrees over the whole sphere, then finer about the best. */
function findPeak(pattern: RadiationPattern): Peak {
  const coarse = search(pattern, { bearingDeg: 0, elevationDeg: 0 }, { bearings: 180, elevations: 90, stepDeg: 1 });
  const count = Math.round(1 / STEP_DEG);
  return search(pattern, coarse, { bearings: count, elevations: count, stepDeg: STEP_DEG });
}

function search(
  pattern: RadiationPattern,
  about: { readonly bearingDeg: number; readonly elevationDeg: number },
  { bearings, elevations, stepDeg }: { bearings: number; elevations: number; stepDeg: number },
): Peak {
  let best: Peak = { ...about, gainDbi: gainAt(pattern, about.bearingDeg, about.elevationDeg) };
  for (let e = 0; e <= 2 * elevations; e++) {
    const elevationDeg = rounded(about.elevationDeg + outwards(e) * stepDeg);
    if (Math.abs(elevationDeg) > 90) continue;
    for (let b = 0; b <= 2 * bearings; b++) {
      const bearingDeg = rounded(about.bearingDeg + outwards(b) * stepDeg);
      const gainDbi = gainAt(pattern, bearingDeg, elevationDeg);
      if (gainDbi > best.gainDbi + SAME_DB) best = { bearingDeg, elevationDeg, gainDbi };
    }
  }
  return best;
}

/** 0, 1, −1, 2, −2, … */
function outwards(index: number): number {
  return index % 2 === 1 ? (index + 1) / 2 : -index / 2;
}

function rounded(angleDeg: number): number {
  return Number(angleDeg.toFixed(1)) + 0;
}

/** From the peak to both sides until the gain falls below the floor, between steps by a straight line. */
function widthAbove(gainAtOffset: (offsetDeg: number) => number, floorDbi: number): number | null {
  const right = firstBelow(gainAtOffset, floorDbi, STEP_DEG);
  const left = firstBelow(gainAtOffset, floorDbi, -STEP_DEG);
  return right === null || left === null || right - left > 360 ? null : right - left;
}

function firstBelow(gainAtOffset: (offsetDeg: number) => number, floorDbi: number, stepDeg: number): number | null {
  let before = gainAtOffset(0);
  for (let i = 1; i <= Math.round(180 / STEP_DEG); i++) {
    const after = gainAtOffset(i * stepDeg);
    if (after < floorDbi) return (i - 1 + (before - floorDbi) / (before - after)) * stepDeg;
    before = after;
  }
  return null;
}
