import { describe, expect, it } from "vitest";
import { InterruptedError } from "../../../src/math/errors.ts";
import { streamRandom } from "../../../src/math/stream-random.ts";
import { type BatchPlace, type BatchPlan, runBatches } from "../../../src/modem/error-rates/batch-schedule.ts";
import { NO_COUNTS, relativePrecision } from "../../../src/modem/error-rates/counts.ts";

/** Frames that are lost with a chance of their point's own. */
function lose({ point, index, frames }: BatchPlace) {
  const random = streamRandom(1, point, index);
  let packetErrors = 0;
  for (let i = 0; i < frames; i++) if (random() < 0.5 ** (point + 1)) packetErrors++;
  return { ...NO_COUNTS, frames, packetErrors };
}

const PLAN: BatchPlan = { points: 4, batchFrames: 100, maxFrames: 5050, precision: 0.1 };

/** Batches that end in another order than they begin. */
function runOn(threads: number, plan = PLAN) {
  const wait = streamRandom(threads);
  const seen: BatchPlace[] = [];
  const run = async (place: BatchPlace) => {
    seen.push(place);
    for (let i = 0; i < Math.floor(wait() * 8); i++) await Promise.resolve();
    return lose(place);
  };
  return runBatches(plan, (place) => place, { run, threads }).then((counts) => ({ counts, seen }));
}

describe("runBatches", () => {
  it("gives the same with any number of threads", async () => {
    const { counts } = await runOn(1);
    for (const threads of [2, 5, 16]) expect((await runOn(threads)).counts).toEqual(counts);
  });

  it("stops a point at the first batch that makes it precise enough, and no other", async () => {
    const { counts, seen } = await runOn(1);
    for (const [point, total] of counts.entries()) {
      const batches = seen.filter((place) => place.point === point);
      expect(total.frames).toBe(batches.reduce((sum, { frames }) => sum + frames, 0));
      const precise = relativePrecision(total) <= 0.1;
      expect(precise || total.frames === 5050).toBe(true);
      if (total.frames <= 100) continue;
      const before = batches.slice(0, -1).map(lose);
      const packetErrors = before.reduce((sum, one) => sum + one.packetErrors, 0);
      expect(relativePrecision({ ...NO_COUNTS, frames: 100 * before.length, packetErrors })).toBeGreaterThan(0.1);
    }
    // A rate of 1/2 is known to 10 % after about 1.96²/0.1² = 384 frames, one of 1/16 only after fifteen times as many: over the limit
    expect(counts[0].frames).toBeGreaterThan(300);
    expect(counts[0].frames).toBeLessThan(700);
    expect(counts[3].frames).toBe(5050);
  });

  it("runs all frames when no precision is asked for, the last batch being smaller", async () => {
    const { counts, seen } = await runOn(3, { ...PLAN, precision: 0 });
    expect(counts.map(({ frames }) => frames)).toEqual([5050, 5050, 5050, 5050]);
    expect(seen.filter(({ frames }) => frames === 50)).toHaveLength(4);
  });

  it("tells how far it is", async () => {
    const steps: number[] = [];
    const run = async (place: BatchPlace) => lose(place);
    await runBatches(PLAN, (place) => place, {
      run,
      threads: 2,
      onProgress: (done, total) => steps.push(done / total),
    });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  it("stops when told to, and passes on what a batch throws", async () => {
    const signal = { aborted: false };
    const run = async (place: BatchPlace) => {
      signal.aborted = place.index === 2;
      return lose(place);
    };
    await expect(runBatches(PLAN, (place) => place, { run, threads: 1, signal })).rejects.toThrow(InterruptedError);
    const fail = () => Promise.reject(new Error("no worker"));
    await expect(runBatches(PLAN, (place) => place, { run: fail, threads: 2 })).rejects.toThrow("no worker");
  });
});
