import type { CoverageTask } from "./coverage/task.ts";
import type { PlanEnvironment } from "./environment.ts";

/** A site is cut so that a part has about so many posts: a second of a sweep, minutes of the exact model. */
const PART_POSTS = 1 << 20;
/** A site of several parts is stored after so long, s, and when it is stopped. */
const SAVE_EVERY_S = 5;

/**
 * Into how many sectors to cut a site. A large one into several, so that progress shows and a stopped run can go on from there; with
 * few sites each into as many as there are workers, so that none is idle. The result does not depend on it.
 */
export function partCount(posts: number, sites: number, threads: number): number {
  const forWorkers = sites >= 2 * threads ? 1 : threads;
  return Math.max(forWorkers, Math.ceil(posts / PART_POSTS));
}

export interface SiteParts {
  /** For each part whether it is done; those that are done stay as they are. */
  readonly done: Uint8Array;
  /** Where the store keeps a part of the site. */
  readonly key: string;
  readonly onPart: () => void;
  readonly saveEveryS?: number;
}

/**
 * Computes the parts of a site that are not done yet.
 *
 * @throws {InterruptedError} when the environment's signal says so; what was done by then is in the store
 */
export async function computeParts(task: CoverageTask, parts: SiteParts, env: PlanEnvironment): Promise<void> {
  const { done, onPart, saveEveryS = SAVE_EVERY_S } = parts;
  let savedS = env.nowS();
  let saving = Promise.resolve();
  const save = () => {
    savedS = env.nowS();
    saving = saving.then(() => env.store?.write(parts.key, joinParts(task.lossDb, done)));
    return saving;
  };
  const compute = async (index: number) => {
    await env.computeCoverage({ ...task, sector: { index, count: done.length } });
    done[index] = 1;
    onPart();
    const isRest = done.includes(0);
    if (isRest && env.nowS() - savedS >= saveEveryS) await save();
  };
  try {
    await Promise.all(Array.from(done, (isDone, index) => (isDone ? undefined : compute(index))));
  } catch (error) {
    if (done.includes(1)) await save();
    throw error;
  }
}

/** Takes over the losses of those parts that an earlier run had done. @returns which these are */
export async function readParts(
  lossDb: Float32Array,
  count: number,
  key: string,
  { store }: Pick<PlanEnvironment, "store">,
): Promise<Uint8Array> {
  const stored = await store?.read(key, lossDb.length + count);
  if (!stored) return new Uint8Array(count);
  lossDb.set(stored.subarray(0, lossDb.length));
  return Uint8Array.from(stored.subarray(lossDb.length));
}

/** The losses, and behind them a 1 for each part that is done. */
function joinParts(lossDb: Float32Array, done: Uint8Array): Float32Array {
  const joined = new Float32Array(lossDb.length + done.length);
  joined.set(lossDb);
  joined.set(done, lossDb.length);
  return joined;
}
