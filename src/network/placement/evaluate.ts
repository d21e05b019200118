import type { CoverInstance } from "./instance.ts";

/** Weight of the demands that at least `k` of the open sites cover, and what those sites cost. */
export function evaluateCover(
  instance: CoverInstance,
  open: readonly number[],
): { readonly weight: number; readonly cost: number } {
  const counts = new Uint32Array(instance.weights.length);
  let cost = 0;
  for (const site of open) {
    cost += instance.costs[site];
    for (const demand of instance.covers[site]) counts[demand]++;
  }
  let weight = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] >= instance.k) weight += instance.weights[i];
  return { weight, cost };
}
