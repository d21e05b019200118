import { type ReducedCover, totalWeight } from "./reduced.ts";

/** What the relaxation proves and which sites it prefers. */
interface LagrangianResult {
  /** No choice is better: an upper bound on the weight, or a lower one on the cost, of the reduced problem. */
  readonly bound: number;
  /** By how much at least the bound worsens for choices with that site; ≥ 0. */
  readonly penalties: Float64Array;
  /** How far each site's priced cover exceeds its price: the higher, the likelier in a good choice. */
  readonly scores: Float64Array;
}

interface LagrangianOptions {
  /** Value of the best choice known: sets the step length. */
  readonly incumbent: number;
  readonly iterations: number;
  readonly isOutOfTime: () => boolean;
}

/** The step is halved after so many iterations without a better bound. */
const PATIENCE = 15;

/**
 * Relaxes the covering constraints (at least `need` of its sites open for each row that counts) with a price per row, and
 * adjusts the prices by subgradient steps of Polyak's length. Each iteration is linear in the size of the problem.
 *
 * @see Held, Wolfe and Crowder, "Validation of subgradient optimization", Mathematical Programming 6, 1974
 * @see Beasley, "A Lagrangian heuristic for set-covering problems", Naval Research Logistics 37, 1990
 */
export function solveLagrangian(problem: ReducedCover, options: LagrangianOptions): LagrangianResult {
  const { rows, columns, weights, needs } = problem;
  const maximize = problem.goal.kind === "max-weight";
  const prices = initialPrices(problem);
  const siteValues = new Float64Array(problem.sites.length);
  const chosenRows = new Float64Array(rows.count);
  const gradient = new Float64Array(rows.count);
  let best: LagrangianResult | null = null;
  let step = 2;
  let sinceBetter = 0;
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    for (let site = 0; site < siteValues.length; site++) {
      let sum = 0;
      for (let at = columns.starts[site]; at < columns.starts[site + 1]; at++) sum += prices[columns.items[at]];
      siteValues[site] = sum;
    }
    const rowPart = priceRows(problem, prices, chosenRows);
    const sitePart = priceSites(problem, siteValues);
    const bound = rowPart + sitePart.value;
    if (best === null || (maximize ? bound < best.bound : bound > best.bound)) {
      best = { bound, penalties: sitePart.penalties, scores: sitePart.scores };
      sinceBetter = 0;
    } else if (++sinceBetter >= PATIENCE) {
      step /= 2;
      sinceBetter = 0;
    }
    let squares = 0;
    for (let row = 0; row < rows.count; row++) {
      let open = 0;
      for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) open += sitePart.open[rows.items[at]];
      const slope = needs[row] * chosenRows[row] - open;
      gradient[row] = slope;
      squares += slope * slope;
    }
    if (squares < 1e-9 || step < 1e-4 || options.isOutOfTime()) break;
    const length = (step * Math.abs(bound - options.incumbent)) / squares;
    for (let row = 0; row < rows.count; row++) {
      const price = Math.max(0, prices[row] + length * gradient[row]);
      prices[row] = maximize ? Math.min(price, weights[row] / needs[row]) : price;
    }
  }
  return best ?? { bound: maximize ? totalWeight(problem) : 0, penalties: siteValues, scores: siteValues };
}

/** A row's weight or, under a target, the least cost per row, shared among its sites. */
function initialPrices(problem: ReducedCover): Float64Array {
  const { rows, columns, weights, needs, costs, goal } = problem;
  const prices = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    if (goal.kind === "max-weight") {
      prices[row] = weights[row] / (rows.starts[row + 1] - rows.starts[row]);
      continue;
    }
    let least = Number.POSITIVE_INFINITY;
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
      const site = rows.items[at];
      least = Math.min(least, costs[site] / (columns.starts[site + 1] - columns.starts[site]));
    }
    prices[row] = least / needs[row];
  }
  return prices;
}

/**
 * The part of the relaxation that decides which rows count, into `chosen` (a fraction at the border of a target).
 *
 * @returns its value
 */
function priceRows(problem: ReducedCover, prices: Float64Array, chosen: Float64Array): number {
  const { weights, needs, goal } = problem;
  let value = 0;
  if (goal.kind === "max-weight") {
    for (let row = 0; row < chosen.length; row++) {
      const surplus = weights[row] - needs[row] * prices[row];
      chosen[row] = surplus > 0 ? 1 : 0;
      if (surplus > 0) value += surplus;
    }
    return value;
  }
  if (goal.coverAll) {
    chosen.fill(1);
    for (let row = 0; row < chosen.length; row++) value += needs[row] * prices[row];
    return value;
  }
  const ratios = prices.map((price, row) => (needs[row] * price) / weights[row]);
  const order = Uint32Array.from(ratios, (_, row) => row).sort((a, b) => ratios[a] - ratios[b] || a - b);
  chosen.fill(0);
  let missing = goal.targetWeight;
  for (const row of order) {
    if (!(missing > 0)) break;
    chosen[row] = Math.min(1, missing / weights[row]);
    missing -= weights[row];
    value += chosen[row] * needs[row] * prices[row];
  }
  return value;
}

interface SitePart {
  readonly value: number;
  /** How far each site is opened, 0 to 1. */
  readonly open: Float64Array;
  readonly penalties: Float64Array;
  readonly scores: Float64Array;
}

/** The part of the relaxation that decides which sites are open, within the limits as far as they are kept. */
function priceSites(problem: ReducedCover, siteValues: Float64Array): SitePart {
  const { costs, maxSites, budget } = problem;
  if (problem.goal.kind === "min-cost") {
    const scores = siteValues.map((value, site) => value - costs[site]);
    const open = scores.map((score) => (score > 0 ? 1 : 0));
    const value = scores.reduce((sum, score) => sum - Math.max(0, score), 0);
    return { value, open, scores, penalties: scores.map((score) => Math.max(0, -score)) };
  }
  // Each limit alone gives a valid bound: the tighter one is taken.
  const ones = new Float64Array(costs.length).fill(1);
  const byCount = maxSites === null ? null : fractionalKnapsack(siteValues, ones, maxSites);
  const byCost = budget === null ? null : fractionalKnapsack(siteValues, costs, budget);
  if (byCount && byCost) return byCount.value < byCost.value ? byCount : byCost;
  return byCount ?? byCost ?? fractionalKnapsack(siteValues, ones, costs.length);
}

/** The most value within a capacity when a site may be opened in part; the last site's value per size is the capacity's price. */
function fractionalKnapsack(values: Float64Array, sizes: Float64Array, capacity: number): SitePart {
  const ratios = values.map((value, site) => (sizes[site] > 0 ? value / sizes[site] : Number.POSITIVE_INFINITY));
  const order = Uint32Array.from(ratios, (_, site) => site).sort((a, b) => ratios[b] - ratios[a] || a - b);
  const open = new Float64Array(values.length);
  let left = capacity;
  let value = 0;
  let price = 0;
  for (const site of order) {
    if (sizes[site] > left) {
      open[site] = left / sizes[site];
      value += open[site] * values[site];
      price = ratios[site];
      break;
    }
    open[site] = 1;
    left -= sizes[site];
    value += values[site];
  }
  const scores = values.map((own, site) => own - price * sizes[site]);
  return { value, open, scores, penalties: scores.map((score) => Math.max(0, -score)) };
}
