import { diffractionParameter, knifeEdgeLossDb } from "./knife-edge.ts";

/** A point of a path on a flat earth, m: distance along it and height. */
export interface PathPoint {
  readonly distanceM: number;
  readonly heightM: number;
}

/** An edge between two points, with its share of the loss. */
export interface EdgeLoss {
  /** Index among the points. */
  readonly index: number;
  /** v */
  readonly parameter: number;
  readonly lossDb: number;
}

/** v of a point over the straight line between two others. */
function parameterBetween(from: PathPoint, edge: PathPoint, to: PathPoint, wavelengthM: number): number {
  const d1M = edge.distanceM - from.distanceM;
  const d2M = to.distanceM - edge.distanceM;
  const heightM = edge.heightM - (from.heightM * d2M + to.heightM * d1M) / (d1M + d2M);
  return diffractionParameter({ heightM, d1M, d2M }, wavelengthM);
}

/** The edge with the greatest v between two points; null when there is none between them. */
function mainEdge(points: readonly PathPoint[], from: number, to: number, wavelengthM: number): EdgeLoss | null {
  let index = -1;
  let parameter = Number.NEGATIVE_INFINITY;
  for (let i = from + 1; i < to; i++) {
    const v = parameterBetween(points[from], points[i], points[to], wavelengthM);
    if (v > parameter) {
      parameter = v;
      index = i;
    }
  }
  return index < 0 ? null : { index, parameter, lossDb: knifeEdgeLossDb(parameter) };
}

/**
 * Deygout's construction with three edges: the main edge of the whole path, then the main edge on either side of it, measured to
 * its top. An edge that takes nothing (v ≤ −0.78) is left out, and then also those beside it.
 *
 * @param points antenna, tops of the edges, antenna, in their order along the path
 * @returns the edges with their losses, the main one first
 * @see J. Deygout, "Multiple knife-edge diffraction of microwaves", IEEE Trans. AP-14 (1966); without later corrections
 */
export function deygoutEdges(points: readonly PathPoint[], wavelengthM: number): EdgeLoss[] {
  const last = points.length - 1;
  const main = mainEdge(points, 0, last, wavelengthM);
  if (main === null || main.lossDb === 0) return [];
  const beside = [mainEdge(points, 0, main.index, wavelengthM), mainEdge(points, main.index, last, wavelengthM)];
  return [main, ...beside.filter((edge) => edge !== null && edge.lossDb > 0)] as EdgeLoss[];
}

/**
 * Epstein and Peterson's construction: the sum of each edge's loss between its neighbours, without Millington's correction.
 *
 * @param points antenna, tops of the edges, antenna, in their order along the path
 * @returns every edge with its loss, from the transmitter
 * @see J. Epstein, D. W. Peterson, "An experimental study of wave propagation at 850 Mc", Proc. IRE 41 (1953)
 */
export function epsteinPetersonEdges(points: readonly PathPoint[], wavelengthM: number): EdgeLoss[] {
  return points.slice(1, -1).map((edge, i) => {
    const parameter = parameterBetween(points[i], edge, points[i + 2], wavelengthM);
    return { index: i + 1, parameter, lossDb: knifeEdgeLossDb(parameter) };
  });
}
