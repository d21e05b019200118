import type { DegreeBounds } from "./geodesy.ts";
import type { Lattice } from "./grid.ts";

/**
 * How far, in steps, a place may lie from a post and still be taken for it: coordinates written with a few decimals, and the
 * rounding of degrees into steps, must not turn a grid's edge into "outside". A millionth of a 3″ step is 0.1 mm.
 */
export const ON_POST = 1e-6;

/** A rectangle of a lattice's posts. */
export interface LatticePart {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  /** The lattice of the part itself, its longitudes turned (±360°) to where the bounds lie. */
  readonly lattice: Lattice;
}

/**
 * The posts of a lattice that are needed for values anywhere within the bounds: those inside and the next ones around.
 *
 * @returns null when the lattice and the bounds do not touch
 */
export function clipLattice(lattice: Lattice, bounds: DegreeBounds): LatticePart | null {
  for (const turnDeg of [0, -360, 360]) {
    const westDeg = lattice.westDeg + turnDeg;
    const first = Math.max(0, postBefore((bounds.west - westDeg) / lattice.lonStepDeg));
    const last = Math.min(lattice.width - 1, postAfter((bounds.east - westDeg) / lattice.lonStepDeg));
    const top = Math.max(0, postBefore((lattice.northDeg - bounds.north) / lattice.latStepDeg));
    const bottom = Math.min(lattice.height - 1, postAfter((lattice.northDeg - bounds.south) / lattice.latStepDeg));
    if (first > last || top > bottom) continue;
    return {
      column: first,
      row: top,
      width: last - first + 1,
      height: bottom - top + 1,
      lattice: {
        width: last - first + 1,
        height: bottom - top + 1,
        westDeg: westDeg + first * lattice.lonStepDeg,
        northDeg: lattice.northDeg - top * lattice.latStepDeg,
        lonStepDeg: lattice.lonStepDeg,
        latStepDeg: lattice.latStepDeg,
      },
    };
  }
  return null;
}

/** The last post at or before a position counted in steps. */
export function postBefore(position: number): number {
  return Math.floor(position + ON_POST);
}

/** The first post at or after a position counted in steps. */
export function postAfter(position: number): number {
  return Math.ceil(position - ON_POST);
}

/** Two lattices agree when no post of one lies further than this, in steps, from a post of the other. */
const ALIGNMENT = 1e-3;

/** Whether the posts of both lattices lie on one: the same steps, and origins a whole number of them apart. */
export function areAligned(a: Lattice, b: Lattice): boolean {
  const isWhole = (x: number) => Math.abs(x - Math.round(x)) < ALIGNMENT;
  const sameStep = (stepA: number, stepB: number, count: number) => Math.abs(stepA / stepB - 1) * count < ALIGNMENT;
  return (
    sameStep(a.lonStepDeg, b.lonStepDeg, Math.max(a.width, b.width)) &&
    sameStep(a.latStepDeg, b.latStepDeg, Math.max(a.height, b.height)) &&
    isWhole((a.westDeg - b.westDeg) / b.lonStepDeg) &&
    isWhole((a.northDeg - b.northDeg) / b.latStepDeg)
  );
}

/**
 * Puts a lattice read from decimal numbers onto the fraction of a degree that they stand for: a step of 0.000833333333 is
 * 1/1200, and a tile's edge is the same number whichever file it came from. Lattices on no such fraction stay as they are.
 */
export function snapLattice(lattice: Lattice): Lattice {
  const lonSteps = stepsPerDegree(lattice.lonStepDeg, lattice.westDeg, lattice.width);
  const latSteps = stepsPerDegree(lattice.latStepDeg, lattice.northDeg, lattice.height);
  return {
    width: lattice.width,
    height: lattice.height,
    westDeg: lonSteps === null ? lattice.westDeg : Math.round(lattice.westDeg * lonSteps) / lonSteps,
    northDeg: latSteps === null ? lattice.northDeg : Math.round(lattice.northDeg * latSteps) / latSteps,
    lonStepDeg: lonSteps === null ? lattice.lonStepDeg : 1 / lonSteps,
    latStepDeg: latSteps === null ? lattice.latStepDeg : 1 / latSteps,
  };
}

/** How many whole steps make a degree, if they do and the edge lies on one of them. */
function stepsPerDegree(stepDeg: number, edgeDeg: number, count: number): number | null {
  const steps = Math.round(1 / stepDeg);
  const stepIsFraction = steps >= 1 && Math.abs(stepDeg * steps - 1) * count < ALIGNMENT;
  const edgeIsOnStep = Math.abs(edgeDeg * steps - Math.round(edgeDeg * steps)) < ALIGNMENT;
  return stepIsFraction && edgeIsOnStep ? steps : null;
}
