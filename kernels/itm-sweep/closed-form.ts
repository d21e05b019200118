/*
 * The closed-form part of the Irregular Terrain Model: from the horizons and effective heights of many paths to their attenuation, one
 * loop per step. The same equations, readably, are in the plain model (src/link/propagation/itm/), which the tests hold these to.
 */
import { fitDiffractionLine, gainAtTerminals } from "./diffraction";
import { joinReference } from "./line-of-sight";
import { estimateHorizons } from "./mean-horizons";

const FLOAT = 4;
const VECTOR = 16;

/**
 * Reference attenuation of the batch's first `count` paths, diffraction in place of scatter.
 *
 * @returns whether scatter may be the stronger on one of them
 */
export function attenuate(batch: usize, count: i32, constants: usize): bool {
  const end = batch + <usize>count * FLOAT;
  for (let row = batch; row < end; row += VECTOR) estimateHorizons(row);
  for (let row = batch; row < end; row += VECTOR) gainAtTerminals(row, constants);
  for (let row = batch; row < end; row += VECTOR) fitDiffractionLine(row, constants);
  let mayScatter = false;
  for (let row = batch; row < end; row += VECTOR) {
    if (joinReference(row, constants)) mayScatter = true;
  }
  return mayScatter;
}
