import { BLOCK, BLOCK_SHIFT, type Layer, type PathOnWalk } from "./layer.ts";

/**
 * The greatest of (height over the straight ray) / √(d·(L − d)) of any sample: the diffraction parameter v but for a factor.
 *
 * @param least a negative value that is looked for no further
 * @returns −∞ where no sample exceeds it
 */
export function leastClearance(layer: Layer, tailM: Float64Array, path: PathOnWalk, least: number): number {
  const { flatM, topM, curvature } = layer;
  const { distanceM, radialStepM, pathStepM, txM, rxM, shear, lastSample } = path;
  // The ray over the flattened and not sheared heights
  const slope = (rxM - txM) / distanceM - curvature * distanceM - shear;
  const middleM = 0.5 * distanceM;
  let best = least;
  let found = Number.NEGATIVE_INFINITY;
  for (let first = 1; first <= lastSample; ) {
    const block = first >> BLOCK_SHIFT;
    const last = Math.min(lastSample, (block << BLOCK_SHIFT) + BLOCK - 1);
    const near = first * radialStepM;
    const far = last * radialStepM;
    const aboveM = topM[block] - txM - Math.min(slope * near, slope * far);
    const widest = Math.min(far, Math.max(near, middleM));
    if (aboveM >= 0 || aboveM * aboveM < best * best * widest * (distanceM - widest)) {
      for (let k = first; k <= last; k++) {
        const d = k * radialStepM;
        const above = flatM[k] - txM - slope * d;
        const spread = d * (distanceM - d);
        if (above >= 0 || above * above < best * best * spread) {
          const clearance = above / Math.sqrt(spread);
          if (clearance > best) best = found = clearance;
        }
      }
    }
    first = last + 1;
  }
  const chord = (rxM - txM) / distanceM;
  for (let j = tailM.length - 1; j >= 1; j--) {
    const back = j * pathStepM;
    const ahead = distanceM - back;
    const spread = ahead * back;
    const above = tailM[j] + spread * curvature - txM - chord * ahead;
    if (above >= 0 || above * above < best * best * spread) {
      const clearance = above / Math.sqrt(spread);
      if (clearance > best) best = found = clearance;
    }
  }
  return found;
}

/**
 * How far the highest sample stands above the straight ray between the antennas, m: a vertex of the hull, or of the tail.
 *
 * @param layer one without curvature
 */
export function highestAboveRay(layer: Layer, tailM: Float64Array, path: PathOnWalk): number {
  const { x, y, size } = layer.hull;
  const { distanceM, radialStepM, pathStepM, txM, rxM, shear } = path;
  const chord = (rxM - txM) / distanceM;
  const perStep = (chord - shear) * radialStepM;
  // The hull's slopes fall: its highest point over a line is where they pass the line's
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (y[middle + 1] - y[middle] > perStep * (x[middle + 1] - x[middle])) low = middle + 1;
    else high = middle;
  }
  let highest = y[low] - txM - perStep * x[low];
  for (let j = tailM.length - 1; j >= 1; j--) {
    const above = tailM[j] - txM - chord * (distanceM - j * pathStepM);
    if (above > highest) highest = above;
  }
  return highest;
}

/**
 * How far the highest sample of a stretch stands above a straight line over the layer, m.
 *
 * @param lineM the line's height at the transmitter
 * @param from first and last distance that count, m
 */
export function highestAbove(
  layer: Layer,
  tailM: Float64Array,
  path: PathOnWalk,
  line: { readonly txM: number; readonly slope: number; readonly fromM: number; readonly toM: number },
): number {
  const { flatM, topM } = layer;
  const { distanceM, radialStepM, pathStepM, shear } = path;
  const { txM, fromM, toM } = line;
  const slope = line.slope - shear;
  const lastSample = Math.min(path.lastSample, Math.round(toM / radialStepM));
  let highest = Number.NEGATIVE_INFINITY;
  for (let first = Math.max(1, Math.round(fromM / radialStepM)); first <= lastSample; ) {
    const block = first >> BLOCK_SHIFT;
    const last = Math.min(lastSample, (block << BLOCK_SHIFT) + BLOCK - 1);
    const lowestLine = txM + Math.min(slope * first, slope * last) * radialStepM;
    if (topM[block] - lowestLine > highest) {
      for (let k = first; k <= last; k++) {
        const above = flatM[k] - txM - slope * radialStepM * k;
        if (above > highest) highest = above;
      }
    }
    first = last + 1;
  }
  const nearest = Math.max(1, Math.round((distanceM - toM) / pathStepM));
  const farthest = Math.min(tailM.length - 1, Math.round((distanceM - fromM) / pathStepM));
  for (let j = nearest; j <= farthest; j++) {
    const above = tailM[j] - txM - line.slope * (distanceM - j * pathStepM);
    if (above > highest) highest = above;
  }
  return highest;
}
