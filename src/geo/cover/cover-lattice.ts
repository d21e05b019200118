import { type DegreeBounds, METRES_PER_DEGREE } from "../geodesy.ts";
import { type Lattice, latticeBounds } from "../grid.ts";

/** Cells at most: a quarter of a gigabyte of 32-bit floats. A city of 40 km across at 5 m has as many. */
export const MAX_COVER_CELLS = 2 ** 26;

export interface CoverLattice {
  readonly lattice: Lattice;
  /** Size of a cell from south to north, m. */
  readonly cellM: number;
  /** The cells had to be larger than was wanted. */
  readonly isCoarser: boolean;
}

/**
 * The cells that what stands within some bounds is put on: the elevation's steps divided by a whole number (multiplied, where
 * even they would be too many), cut to the bounds.
 *
 * @param wantedM size of a cell that would do, > 0
 * @returns null when the bounds and the elevation's do not meet
 */
export function coverLattice(
  elevation: Lattice,
  bounds: DegreeBounds,
  wantedM: number,
  maxCells = MAX_COVER_CELLS,
): CoverLattice | null {
  const whole = latticeBounds(elevation);
  const part = {
    west: Math.max(bounds.west, whole.west),
    east: Math.min(bounds.east, whole.east),
    south: Math.max(bounds.south, whole.south),
    north: Math.min(bounds.north, whole.north),
  };
  if (part.west > part.east || part.south > part.north) return null;
  const stepM = elevation.latStepDeg * METRES_PER_DEGREE;
  const wanted = Math.max(1, Math.ceil(stepM / wantedM - 1e-6));
  let divisor = wanted;
  let lattice = cut(elevation, part, divisor);
  while (lattice.width * lattice.height > maxCells) {
    divisor = divisor > 1 ? divisor - 1 : 1 / (1 / divisor + 1);
    lattice = cut(elevation, part, divisor);
  }
  return { lattice, cellM: stepM / divisor, isCoarser: divisor < wanted };
}

/** The cells whose areas touch the part: one about each post of a lattice with the elevation's first post. */
function cut({ westDeg, northDeg, ...steps }: Lattice, part: DegreeBounds, divisor: number): Lattice {
  const lonStepDeg = steps.lonStepDeg / divisor;
  const latStepDeg = steps.latStepDeg / divisor;
  const left = Math.round((part.west - westDeg) / lonStepDeg);
  const right = Math.round((part.east - westDeg) / lonStepDeg);
  const top = Math.round((northDeg - part.north) / latStepDeg);
  const bottom = Math.round((northDeg - part.south) / latStepDeg);
  return {
    width: right - left + 1,
    height: bottom - top + 1,
    westDeg: westDeg + left * lonStepDeg,
    northDeg: northDeg - top * latStepDeg,
    lonStepDeg,
    latStepDeg,
  };
}
