import { availableParallelism } from "node:os";
import type { BatchRunner } from "../../modem/error-rates/batch-schedule.ts";
import type { ErrorCounts } from "../../modem/error-rates/counts.ts";
import type { FrameBatch } from "../../modem/error-rates/frame-batch.ts";
import { createPool } from "./pool.ts";

export interface ErrorRateRunnerOptions {
  /** Number of workers; default: one per core. */
  readonly threads?: number;
  /** The worker's module: `worker.js` as built beside the caller. */
  readonly workerUrl: URL;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Worker threads for `simulateErrorRates`. Close it when the rates are there. */
export function createErrorRateRunner({
  threads = availableParallelism(),
  workerUrl,
  signal,
  onProgress,
}: ErrorRateRunnerOptions): BatchRunner<FrameBatch> & { close(): Promise<void> } {
  const pool = createPool({ threads, workerUrl, signal });
  return {
    threads,
    signal,
    onProgress,
    run: (batch) => pool.run({ kind: "frames", batch }) as Promise<ErrorCounts>,
    close: () => pool.close(),
  };
}
