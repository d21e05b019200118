import type { CoverageTask, CoverageTaskResult } from "./coverage/task.ts";
import type { CoverInstance, CoverSolution } from "./placement/instance.ts";

export interface PlacementOptions {
  /** Wall-clock limit for the choice of gateways, s. */
  readonly timeLimitS: number;
  /** Relative gap between objective and bound that is good enough; 0: prove the optimum. */
  readonly gap: number;
  readonly seed: number;
}

/** Losses of a site that an earlier, interrupted run had finished. */
export interface LossStore {
  /** @returns null when there is none under this key, or not of this length */
  read(key: string, length: number): Promise<Float32Array | null>;
  write(key: string, lossDb: Float32Array): Promise<void>;
}

export interface Progress {
  readonly stage: "coverage" | "placement";
  readonly done: number;
  readonly total: number;
  readonly note?: string;
}

/** What a plan needs of the machine: workers, memory that they share, a clock, a store, and a way to be stopped. */
export interface PlanEnvironment {
  /** Runs a task, on a worker where there are any; at most `threads` run at once. Rejects with InterruptedError on abort. */
  computeCoverage(task: CoverageTask): Promise<CoverageTaskResult>;
  solvePlacement(
    instance: CoverInstance,
    options: PlacementOptions,
    onNote: (note: string) => void,
  ): Promise<CoverSolution>;
  readonly threads: number;
  /** Memory that workers can write to; filled with zeros. */
  allocateFloat32(length: number): Float32Array;
  /** A clock in seconds; only differences count. */
  nowS(): number;
  readonly store?: LossStore;
  /** An `AbortSignal`: the core only looks whether it has been raised. */
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (progress: Progress) => void;
}
