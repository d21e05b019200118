import { availableParallelism } from "node:os";
import type { CoverageTaskResult } from "../../network/coverage/task.ts";
import type { LossStore, PlanEnvironment, Progress } from "../../network/environment.ts";
import type { CoverSolution } from "../../network/placement/instance.ts";
import { createPool } from "./pool.ts";

export interface PlanEnvironmentOptions {
  /** Number of workers; default: one per core. */
  readonly threads?: number;
  /** The worker's module: `worker.js` as built beside the caller. */
  readonly workerUrl: URL;
  readonly store?: LossStore;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Worker threads, shared memory and a clock: what `planNetwork` needs of Node. Close it when the plan is there. */
export function createPlanEnvironment({
  threads = availableParallelism(),
  workerUrl,
  store,
  signal,
  onProgress,
}: PlanEnvironmentOptions): PlanEnvironment & { close(): Promise<void> } {
  const pool = createPool({ threads, workerUrl, signal });
  return {
    threads,
    store,
    signal,
    onProgress,
    computeCoverage: (task) => pool.run({ kind: "coverage", task }) as Promise<CoverageTaskResult>,
    solvePlacement: (instance, options, onNote) =>
      pool.run({ kind: "placement", instance, options }, onNote) as Promise<CoverSolution>,
    allocateFloat32: (length) => new Float32Array(new SharedArrayBuffer(4 * length)),
    nowS: () => performance.now() / 1000,
    close: () => pool.close(),
  };
}
