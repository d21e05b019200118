import { computeCoverage } from "../../src/network/coverage/compute.ts";
import type { LossStore, PlanEnvironment, Progress } from "../../src/network/environment.ts";
import { solveCover } from "../../src/network/placement/solve.ts";
import { solveMip } from "../../src/runtime/node/mip-solver.ts";

/** A plan's environment without workers, which keeps count of what it was asked. */
export interface InProcessEnvironment extends PlanEnvironment {
  /** Tasks computed so far. */
  computed(): number;
  readonly progress: readonly Progress[];
}

/** @param onTask called before each task, to raise a signal for example */
export function inProcessEnvironment(
  options: {
    readonly threads?: number;
    readonly store?: LossStore;
    readonly signal?: { readonly aborted: boolean };
    readonly onTask?: (computed: number) => void;
  } = {},
): InProcessEnvironment {
  const nowS = () => performance.now() / 1000;
  const progress: Progress[] = [];
  let computed = 0;
  return {
    threads: options.threads ?? 1,
    store: options.store,
    signal: options.signal,
    onProgress: (step) => progress.push(step),
    progress,
    computed: () => computed,
    computeCoverage: async (task) => {
      computed++;
      options.onTask?.(computed);
      return computeCoverage(task);
    },
    solvePlacement: (instance, placement, onProgress) =>
      solveCover(instance, { ...placement, solveMip, nowS, onProgress }),
    allocateFloat32: (length) => new Float32Array(length),
    nowS,
  };
}

/** A store in memory. */
export function memoryStore(): LossStore & { readonly entries: Map<string, Float32Array> } {
  const entries = new Map<string, Float32Array>();
  return {
    entries,
    read: async (key, length) => {
      const found = entries.get(key);
      return found?.length === length ? found : null;
    },
    write: async (key, lossDb) => {
      entries.set(key, lossDb.slice());
    },
  };
}
