import { type ReducedCover, SUM_TOLERANCE, totalWeight } from "./reduced.ts";

/** Which sites of a reduced problem are open, and what that covers: kept up to date by opening and closing one at a time. */
export class CoverState {
  readonly problem: ReducedCover;
  readonly isOpen: Uint8Array;
  /** Covered weight, cost and number of the open sites. */
  weight = 0;
  cost = 0;
  count = 0;
  /** Differences in weight or cost up to these are rounding. */
  readonly weightTolerance: number;
  readonly costTolerance: number;
  /** How many open sites cover each row. */
  private readonly covered: Uint32Array;
  /** What one more site is worth to a row that has not enough: linear, so that heuristics see a way at need 2 and above. */
  private readonly share: Float64Array;

  /** @param open sites to open at once, as indices of the reduced problem */
  constructor(problem: ReducedCover, open: Iterable<number> = []) {
    this.problem = problem;
    this.isOpen = new Uint8Array(problem.sites.length);
    this.covered = new Uint32Array(problem.weights.length);
    this.share = problem.weights.map((weight, row) => weight / problem.needs[row]);
    this.weightTolerance = SUM_TOLERANCE * totalWeight(problem);
    this.costTolerance = SUM_TOLERANCE * problem.costs.reduce((sum, cost) => sum + cost, 0);
    for (const site of open) this.open(site);
  }

  open(site: number): void {
    const { columns, needs, weights } = this.problem;
    for (let at = columns.starts[site]; at < columns.starts[site + 1]; at++) {
      const row = columns.items[at];
      if (++this.covered[row] === needs[row]) this.weight += weights[row];
    }
    this.isOpen[site] = 1;
    this.cost += this.problem.costs[site];
    this.count++;
  }

  close(site: number): void {
    const { columns, needs, weights } = this.problem;
    for (let at = columns.starts[site]; at < columns.starts[site + 1]; at++) {
      const row = columns.items[at];
      if (this.covered[row]-- === needs[row]) this.weight -= weights[row];
    }
    this.isOpen[site] = 0;
    this.cost -= this.problem.costs[site];
    this.count--;
  }

  /** Weight that opening a closed site would add. */
  gain(site: number): number {
    const { columns, needs, weights } = this.problem;
    let sum = 0;
    for (let at = columns.starts[site]; at < columns.starts[site + 1]; at++) {
      const row = columns.items[at];
      if (this.covered[row] + 1 === needs[row]) sum += weights[row];
    }
    return sum;
  }

  /** Like `gain`, but with part of a row's weight for each site that brings it nearer to its need. */
  credit(site: number): number {
    const { columns, needs } = this.problem;
    let sum = 0;
    for (let at = columns.starts[site]; at < columns.starts[site + 1]; at++) {
      const row = columns.items[at];
      if (this.covered[row] < needs[row]) sum += this.share[row];
    }
    return sum;
  }

  /** Whether the site may be opened besides the open ones. */
  fits(site: number): boolean {
    const { maxSites, budget, costs } = this.problem;
    return (
      (maxSites === null || this.count < maxSites) &&
      (budget === null || this.cost + costs[site] <= budget + this.costTolerance)
    );
  }

  /** Whether the goal's target is reached (always, where there is none). */
  reachesTarget(extraWeight = 0): boolean {
    const { goal } = this.problem;
    return goal.kind === "max-weight" || this.weight + extraWeight >= goal.targetWeight - this.weightTolerance;
  }

  /** Whether a row has as many open sites as it needs. */
  isCovered(row: number): boolean {
    return this.covered[row] >= this.problem.needs[row];
  }

  /** Whether a row has an open site at all. */
  isTouched(row: number): boolean {
    return this.covered[row] > 0;
  }

  /** Whether limits and target hold. */
  isFeasible(): boolean {
    const { maxSites, budget } = this.problem;
    return (
      (maxSites === null || this.count <= maxSites) &&
      (budget === null || this.cost <= budget + this.costTolerance) &&
      this.reachesTarget()
    );
  }

  /** Open sites, ascending. */
  openSites(): number[] {
    const open: number[] = [];
    for (let site = 0; site < this.isOpen.length; site++) if (this.isOpen[site] === 1) open.push(site);
    return open;
  }
}

/** Whether a feasible choice beats another: by the objective, then by cost, then by having fewer sites. */
export function isBetterChoice(choice: CoverState, other: CoverState): boolean {
  if (choice.problem.goal.kind === "max-weight") {
    if (choice.weight > other.weight + choice.weightTolerance) return true;
    if (choice.weight < other.weight - choice.weightTolerance) return false;
  }
  if (Math.abs(choice.cost - other.cost) > choice.costTolerance) return choice.cost < other.cost;
  return choice.count < other.count;
}
