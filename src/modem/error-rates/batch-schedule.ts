import { InterruptedError } from "../../math/errors.ts";
import { addCounts, type ErrorCounts, NO_COUNTS, relativePrecision } from "./counts.ts";

/** How many frames a point gets, and when it has enough. */
export interface BatchPlan {
  /** SNRs, or whatever else tells the points apart. */
  readonly points: number;
  /** Frames of one batch, the same for all, so that the number of threads changes nothing. */
  readonly batchFrames: number;
  /** Frames of each point at most, at least 1. */
  readonly maxFrames: number;
  /** A point has enough when half the interval's width is so small beside the packet error rate; 0: all frames are run. */
  readonly precision: number;
}

/** What the machine gives to a simulation. */
export interface BatchRunner<Batch> {
  /** Runs a batch, on a worker where there are any. */
  run(batch: Batch): Promise<ErrorCounts>;
  /** Batches that run side by side. */
  readonly threads: number;
  /** An `AbortSignal`: the core only looks whether it has been raised. */
  readonly signal?: { readonly aborted: boolean };
  /** Frames that are settled, of all that may be needed. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What of a point tells one batch from another. */
export interface BatchPlace {
  readonly point: number;
  readonly index: number;
  readonly frames: number;
}

interface PointState {
  readonly point: number;
  dispatched: number;
  running: number;
  /** By index; holes where a batch has not ended. */
  readonly ended: ErrorCounts[];
  counted: number;
  total: ErrorCounts;
  isDone: boolean;
}

/**
 * Runs batches until each point has enough frames. A point ends with the first batch, in their order, that makes it precise enough;
 * what ran ahead of it is left out: the answer does not depend on who was faster.
 *
 * @returns counts by point
 * @throws {InterruptedError} when the signal is raised
 */
export async function runBatches<Batch>(
  plan: BatchPlan,
  makeBatch: (place: BatchPlace) => Batch,
  runner: BatchRunner<Batch>,
): Promise<ErrorCounts[]> {
  const batches = Math.ceil(plan.maxFrames / plan.batchFrames);
  const states = Array.from({ length: plan.points }, (_, point): PointState => {
    return { point, dispatched: 0, running: 0, ended: [], counted: 0, total: NO_COUNTS, isDone: false };
  });
  const total = plan.points * plan.maxFrames;
  const serve = async (): Promise<void> => {
    for (let state = pick(states, batches); state !== null; state = pick(states, batches)) {
      if (runner.signal?.aborted) throw new InterruptedError();
      const index = state.dispatched++;
      const frames = Math.min(plan.batchFrames, plan.maxFrames - index * plan.batchFrames);
      state.running++;
      state.ended[index] = await runner.run(makeBatch({ point: state.point, index, frames }));
      state.running--;
      settle(state, plan, batches);
      const done = states.reduce((sum, one) => sum + (one.isDone ? plan.maxFrames : one.total.frames), 0);
      runner.onProgress?.(done, total);
    }
  };
  const stop = (error: unknown): never => {
    for (const state of states) state.isDone = true;
    throw error;
  };
  await Promise.all(Array.from({ length: runner.threads }, () => serve().catch(stop)));
  return states.map((state) => state.total);
}

/** The first of the points with the fewest batches under way: what runs ahead may be in vain. */
function pick(states: readonly PointState[], batches: number): PointState | null {
  let best: PointState | null = null;
  for (const state of states) {
    if (state.isDone || state.dispatched === batches) continue;
    if (best === null || state.running < best.running) best = state;
  }
  return best;
}

function settle(state: PointState, { precision }: BatchPlan, batches: number): void {
  while (!state.isDone && state.ended[state.counted] !== undefined) {
    state.total = addCounts(state.total, state.ended[state.counted]);
    state.counted++;
    state.isDone = state.counted === batches || relativePrecision(state.total) <= precision;
  }
}
