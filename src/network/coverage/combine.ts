import type { Lattice } from "../../geo/grid.ts";
import type { LinkConstants } from "../../link/budget.ts";
import { linkLossOf } from "../antenna-loss.ts";
import type { CoverageMaps, SiteLoss } from "../result.ts";
import { windowOffset } from "./window.ts";

/** `heardCount` where nothing was computed. */
export const NOT_COMPUTED = 255;

/**
 * Combines the path loss of the gateways in use to maps. Nothing is computed anew: another choice of gateways is another call.
 *
 * @param lattice the maps' posts; the sites' windows are parts of it
 * @param gateways path loss and link constants (with the default device) of each gateway in use
 * @param marginDb the margin at which a gateway counts as heard
 */
export function combineCoverage(
  lattice: Lattice,
  gateways: readonly { readonly site: SiteLoss; readonly link: LinkConstants }[],
  marginDb: number,
): CoverageMaps {
  const posts = lattice.width * lattice.height;
  const receivedPowerDbm = new Float32Array(posts).fill(Number.NaN);
  const pathLossDb = new Float32Array(posts).fill(Number.NaN);
  const bestMarginDb = new Float32Array(posts).fill(Number.NaN);
  const bestServer = new Int16Array(posts).fill(-1);
  const heardCount = new Uint8Array(posts).fill(NOT_COMPUTED);
  gateways.forEach(({ site, link }, gateway) => {
    const { window, lossDb } = site;
    const linkLossDb = linkLossOf(site).lossDb;
    const { left, top } = windowOffset(lattice, window);
    const gainDb = link.downlink.eirpDbm + link.downlink.receiveGainDb;
    const { maxPathLossDb } = link;
    for (let row = 0; row < window.height; row++) {
      for (let column = 0; column < window.width; column++) {
        const pixel = row * window.width + column;
        const loss = lossDb[pixel];
        if (Number.isNaN(loss)) continue;
        const post = (top + row) * lattice.width + left + column;
        const margin = maxPathLossDb - linkLossDb[pixel];
        const power = gainDb - linkLossDb[pixel];
        if (heardCount[post] === NOT_COMPUTED) {
          heardCount[post] = 0;
          receivedPowerDbm[post] = power;
          pathLossDb[post] = loss;
          bestMarginDb[post] = margin;
          bestServer[post] = gateway;
        } else {
          if (power > receivedPowerDbm[post]) receivedPowerDbm[post] = power;
          if (loss < pathLossDb[post]) pathLossDb[post] = loss;
          // Rounded as it is stored: equal gateways must not change places by a last digit
          if (Math.fround(margin) > bestMarginDb[post]) {
            bestMarginDb[post] = margin;
            bestServer[post] = gateway;
          }
        }
        if (margin >= marginDb && heardCount[post] < NOT_COMPUTED - 1) heardCount[post]++;
      }
    }
  });
  return { ...lattice, receivedPowerDbm, pathLossDb, marginDb: bestMarginDb, bestServer, heardCount };
}
