import { classLookup, classMap } from "../geo/cover/class-map.ts";
import type { GroundCover } from "../geo/cover/ground-cover.ts";
import type { Lattice } from "../geo/grid.ts";
import type { LandCoverClass } from "../geo/land-cover/classes.ts";
import { p2108HeightGainLossDb } from "../link/propagation/clutter/p2108-height-gain.ts";
import { findPathModel } from "../link/propagation/registry.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type EndLoss, NO_END_LOSS } from "./end-loss.ts";
import type { DemandPoints } from "./result.ts";

/** The loss of an antenna that stands in a class of land cover, dB. */
type ClassLoss = (landCover: LandCoverClass, heightAglM: number) => number;

/**
 * What devices lose to the trees and houses about them, by the class of their place: nothing from the class's height up; below
 * it the loss that the class names. Where it names none, models over terrain diffract over its height already, and models of
 * towns and woods include it; to the others the height gain of P.2108 is added.
 *
 * @see ITU-R P.2108-1, Annex 1, section 3.1
 */
export function clutterEndLoss(
  scenario: Scenario,
  ground: GroundCover | null,
  places: { readonly lattice: Lattice; readonly demand: DemandPoints },
): EndLoss {
  if (ground === null) return NO_END_LOSS;
  const lossOf = classLoss(scenario);
  return {
    postsDb: lossAtPosts(ground, places.lattice, (landCover) => lossOf(landCover, scenario.device.heightAglM)),
    demandDb: lossAtDemand(ground, places.demand, lossOf),
  };
}

function classLoss({ propagation, radio }: Scenario): ClassLoss {
  const model = findPathModel(propagation.model);
  const isCounted = model.usesTerrain || model.includesClutter?.(propagation.inputs) === true;
  return ({ heightM: clutterHeightM, lossDb }, heightM) => {
    if (heightM >= clutterHeightM) return 0;
    if (lossDb !== null) return lossDb;
    if (isCounted) return 0;
    // Its other kinds of clutter do not diffract, and are open ground here
    const clutter = "urban-trees-forest";
    return p2108HeightGainLossDb({ frequencyHz: radio.frequencyHz, heightM, clutter, clutterHeightM });
  };
}

function lossAtPosts(
  { classes: sources }: GroundCover,
  lattice: Lattice,
  lossOf: (landCover: LandCoverClass) => number,
): Float32Array | null {
  const known = [...Object.values(sources.classes), ...sources.areas.map((area) => area.class)];
  if (known.every((landCover) => lossOf(landCover) === 0)) return null;
  const { numbers, classes } = classMap(lattice, sources);
  const lossDb = [0, ...classes.map(lossOf)];
  const postsDb = new Float32Array(numbers.length);
  for (let post = 0; post < postsDb.length; post++) postsDb[post] = lossDb[numbers[post]];
  return postsDb;
}

function lossAtDemand({ classes }: GroundCover, demand: DemandPoints, lossOf: ClassLoss): Float32Array | null {
  const classAt = classLookup(classes);
  const lossDb = new Float32Array(demand.count);
  for (let i = 0; i < demand.count; i++) {
    const landCover = classAt(demand.longitudeDeg[i], demand.latitudeDeg[i]);
    if (landCover !== null) lossDb[i] = lossOf(landCover, demand.heightAglM[i]);
  }
  return lossDb.some((loss) => loss !== 0) ? lossDb : null;
}
