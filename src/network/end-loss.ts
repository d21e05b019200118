import type { Lattice } from "../geo/grid.ts";
import { windowOffset } from "./coverage/window.ts";
import type { SiteLoss } from "./result.ts";

/**
 * What a signal loses at the device's end, whichever site it comes from: the clutter around the device, the walls about it. It
 * adds to the path loss.
 */
export interface EndLoss {
  /** dB at each post of the maps' lattice; null: none at any. */
  readonly postsDb: Float32Array | null;
  /** dB at each demand point; null: none at any. */
  readonly demandDb: Float32Array | null;
}

export const NO_END_LOSS: EndLoss = { postsDb: null, demandDb: null };

/** Several losses at the same end, added up. */
export function sumEndLosses(parts: readonly EndLoss[]): EndLoss {
  return {
    postsDb: sumOf(parts.flatMap(({ postsDb }) => postsDb ?? [])),
    demandDb: sumOf(parts.flatMap(({ demandDb }) => demandDb ?? [])),
  };
}

/**
 * Adds the end's losses to a site's path losses, in place; what is NaN stays so.
 *
 * @param lattice the maps' own, of which the site's window is a part
 */
export function addEndLoss(
  { window, lossDb, demandLossDb }: Pick<SiteLoss, "window" | "lossDb" | "demandLossDb">,
  lattice: Lattice,
  { postsDb, demandDb }: EndLoss,
): void {
  if (postsDb !== null) {
    const { left, top } = windowOffset(lattice, window);
    for (let row = 0, i = 0; row < window.height; row++) {
      let post = (top + row) * lattice.width + left;
      for (let column = 0; column < window.width; column++, i++, post++) lossDb[i] += postsDb[post];
    }
  }
  if (demandDb !== null) for (let i = 0; i < demandDb.length; i++) demandLossDb[i] += demandDb[i];
}

function sumOf(parts: readonly Float32Array[]): Float32Array | null {
  if (parts.length < 2) return parts[0] ?? null;
  return parts[0].map((loss, i) => parts.reduce((sum, part, k) => (k === 0 ? loss : sum + part[i]), 0));
}
