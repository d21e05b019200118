import { haveWholeSums, type ReducedCover, SUM_TOLERANCE, totalWeight } from "./reduced.ts";
import { CoverState, isBetterChoice } from "./state.ts";

/** A bound comes from floating-point duals: within this fraction of the objective it is taken as reached. */
const BOUND_TOLERANCE = 1e-6;

/** The best choice found so far for a reduced problem, the best bound proven, and what follows from the two. */
export class Search {
  readonly problem: ReducedCover;
  /** The best choice; null while none is feasible. */
  best: CoverState | null = null;
  /** No choice has more weight, or less cost, than this. */
  bound: number;
  /** 1 for each site of which it is proven that no choice with it beats the best. */
  readonly ruledOut: Uint8Array;
  /** What was done, in words. */
  readonly trail: string[] = [];
  /** Objective of the sites fixed open, which comes on top: gaps are relative to the whole. */
  readonly offset: number;
  private readonly maximize: boolean;
  private readonly relaxations: { readonly bound: number; readonly penalties: Float64Array }[] = [];
  /** Whether every objective is a whole number, so that a bound can be rounded to one. */
  private readonly whole: boolean;
  private readonly onNote: (message: string) => void;

  constructor(problem: ReducedCover, onNote: (message: string) => void) {
    this.problem = problem;
    this.maximize = problem.goal.kind === "max-weight";
    this.offset = this.maximize ? problem.base.weight : problem.base.cost;
    this.bound = this.maximize ? totalWeight(problem) : 0;
    this.whole = haveWholeSums(this.maximize ? problem.weights : problem.costs);
    this.ruledOut = new Uint8Array(problem.sites.length);
    this.onNote = onNote;
  }

  /** Objective of the best choice; null while there is none. */
  get value(): number | null {
    return this.best === null ? null : this.valueOf(this.best);
  }

  note(message: string): void {
    this.trail.push(message);
    this.onNote(message);
  }

  /** Takes a choice if it is feasible and better; equal objectives go to the cheaper, then to the smaller one. */
  offer(choice: CoverState, origin: string): void {
    if (!choice.isFeasible() || (this.best !== null && !isBetterChoice(choice, this.best))) return;
    // A fresh state: sums that were updated in steps have gathered rounding.
    this.best = new CoverState(this.problem, choice.openSites());
    const objective = Number((this.offset + this.valueOf(choice)).toPrecision(9));
    this.note(`${origin}: ${this.maximize ? "weight" : "cost"} ${objective} with ${choice.count} sites chosen`);
    for (const relaxation of this.relaxations) this.ruleOut(relaxation);
  }

  /**
   * Takes a proven bound on the choices among the remaining sites, if it is tighter. A site is ruled out when no choice with it
   * beats the best, so nothing beats the better of that bound and the best choice.
   */
  tightenAmongRemaining(bound: number, origin: string): void {
    const value = this.value ?? bound;
    const rounded = this.roundBound(this.maximize ? Math.max(bound, value) : Math.min(bound, value));
    if (!(this.maximize ? rounded < this.bound : rounded > this.bound)) return;
    this.bound = rounded;
    this.note(`${origin}: no solution is better than ${Number((this.offset + rounded).toPrecision(9))}`);
  }

  /** Whether the best choice is proven to lie within a relative gap of the optimum. */
  isProven(gap: number): boolean {
    const { value } = this;
    if (value === null) return false;
    const distance = this.maximize ? this.bound - value : value - this.bound;
    const tolerance = this.whole ? 0 : BOUND_TOLERANCE;
    return distance <= (gap + tolerance) * Math.abs(this.offset + value);
  }

  /** The gap of the whole objective as one of the reduced problem's, for a solver that does not know the rest. */
  reducedGap(gap: number): number {
    const { value } = this;
    return value ? gap * Math.abs((this.offset + value) / value) : gap;
  }

  /**
   * Takes what a relaxation proves about the choices among the remaining sites: its bound, and the sites whose presence would
   * make that too bad to beat the best choice, now or once a better one is found.
   *
   * @param penalties by how much at least the bound worsens with each site open
   */
  addRelaxation(bound: number, penalties: Float64Array, origin: string): void {
    this.tightenAmongRemaining(bound, origin);
    const relaxation = { bound, penalties };
    this.relaxations.push(relaxation);
    this.ruleOut(relaxation);
  }

  /** Sites that are not ruled out. */
  remainingSites(): number[] {
    return Array.from(this.ruledOut.keys()).filter((site) => this.ruledOut[site] === 0);
  }

  private ruleOut({ bound, penalties }: { readonly bound: number; readonly penalties: Float64Array }): void {
    const { best, value } = this;
    if (best === null || value === null) return;
    for (let site = 0; site < penalties.length; site++) {
      if (best.isOpen[site] === 1) continue;
      const boundWith = this.roundBound(this.maximize ? bound - penalties[site] : bound + penalties[site]);
      if (this.maximize ? boundWith <= value : boundWith >= value) this.ruledOut[site] = 1;
    }
  }

  private valueOf(choice: CoverState): number {
    return this.maximize ? choice.weight : choice.cost;
  }

  private roundBound(bound: number): number {
    if (!this.whole) return bound;
    const tolerance = BOUND_TOLERANCE + SUM_TOLERANCE * Math.abs(bound);
    return this.maximize ? Math.floor(bound + tolerance) : Math.ceil(bound - tolerance);
  }
}
