import { afterEach, describe, expect, it } from "vitest";
import { InputError, InterruptedError, WorkError } from "../../../src/math/errors.ts";
import { createPool, type PoolOptions, type WorkerPool } from "../../../src/runtime/node/pool.ts";
import type { WorkerJob } from "../../../src/runtime/node/worker-messages.ts";

const workerUrl = new URL("../../support/test-worker.mjs", import.meta.url);
/** The test's worker knows jobs of its own. */
const job = (kind: string, rest: object = {}) => ({ kind, ...rest }) as unknown as WorkerJob;
const counter = () => new Int32Array(new SharedArrayBuffer(4));

const pools: WorkerPool[] = [];
function makePool(threads: number, options: Partial<PoolOptions> = {}): WorkerPool {
  const pool = createPool({ threads, workerUrl, ...options });
  pools.push(pool);
  return pool;
}
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

/** Waits until a worker has begun to spin. */
async function begun(shared: Int32Array, count = 1): Promise<void> {
  while (Atomics.load(shared, 0) < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("jobs", () => {
  it("run side by side, one on each worker", async () => {
    const pool = makePool(3);
    const shared = counter();
    // Each waits for the two others: they would never end one after the other
    await Promise.all([1, 2, 3].map(() => pool.run(job("meet", { shared, count: 3 }))));
    expect(Atomics.load(shared, 0)).toBe(3);
  });

  it("wait for a worker when there are more than those, and are all answered", async () => {
    const pool = makePool(2);
    const answers = Array.from({ length: 20 }, (_, value) => pool.run(job("echo", { value })));
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, (_, value) => value));
    const threads = await Promise.all(Array.from({ length: 20 }, () => pool.run(job("thread"))));
    expect(new Set(threads).size).toBeLessThanOrEqual(2);
  });

  it("pass on notes before they end", async () => {
    const notes: string[] = [];
    const pool = makePool(1);
    expect(await pool.run(job("note", { notes: ["one", "two"] }), (note) => notes.push(note))).toBe(2);
    expect(notes).toEqual(["one", "two"]);
  });
});

describe("errors", () => {
  const thrownBy = (error: object) => makePool(1).run(job("fail", { error }));

  it("come back as what they were", async () => {
    const issues = [
      { code: "out-of-range", where: "txHeightM", message: "expected 0.5 to 3000, got 0" },
      { code: "unknown-value", where: "climate", message: "no such climate", hint: "desert" },
    ];
    const input = await thrownBy({ name: "InputError", message: "two", issues }).catch((error: unknown) => error);
    expect(input).toBeInstanceOf(InputError);
    expect(input).toMatchObject({ issues });
    const work = thrownBy({ name: "WorkError", message: "too long", code: "no-solution-in-time", hint: "wait" });
    await expect(work).rejects.toBeInstanceOf(WorkError);
    await expect(work).rejects.toMatchObject({ code: "no-solution-in-time", message: "too long", hint: "wait" });
  });

  it("that are not ours keep message and stack", async () => {
    const work = thrownBy({ name: "TypeError", message: "x is not a function", stack: "TypeError: at somewhere" });
    await expect(work).rejects.toMatchObject({ message: "x is not a function", stack: "TypeError: at somewhere" });
    await expect(work).rejects.not.toBeInstanceOf(InputError);
  });

  it("leave the worker fit for the next job", async () => {
    const pool = makePool(1);
    await expect(pool.run(job("fail", { error: { name: "Error", message: "no" } }))).rejects.toThrow("no");
    expect(await pool.run(job("echo", { value: 7 }))).toBe(7);
  });
});

describe("a worker that dies", () => {
  it.each([
    ["exit", "ended with code 3"],
    ["die", "died by accident"],
  ])("fails its own job only (%s)", async (kind, message) => {
    const pool = makePool(2);
    const dying = pool.run(job(kind));
    const others = Array.from({ length: 6 }, (_, value) => pool.run(job("echo", { value })));
    await expect(dying).rejects.toThrow(message);
    expect(await Promise.all(others)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("is replaced", async () => {
    const pool = makePool(1);
    await expect(pool.run(job("exit"))).rejects.toThrow("ended with code 3");
    expect(await pool.run(job("echo", { value: "again" }))).toBe("again");
  });

  it("at its start fails the job that waits for it", async () => {
    const pool = makePool(1, { workerUrl: new URL("./no-such-worker.mjs", import.meta.url) });
    await expect(pool.run(job("echo"))).rejects.toThrow("no-such-worker");
  });
});

describe("stopping", () => {
  it("ends at once what runs and what waits", async () => {
    const controller = new AbortController();
    const pool = makePool(2, { signal: controller.signal });
    const shared = counter();
    const jobs = [1, 2, 3].map(() => pool.run(job("spin", { shared })));
    await begun(shared, 2);
    const fromMs = performance.now();
    controller.abort();
    const ends = await Promise.allSettled(jobs);
    expect(performance.now() - fromMs).toBeLessThan(2000);
    for (const end of ends) expect(end).toMatchObject({ status: "rejected", reason: expect.any(InterruptedError) });
    await expect(pool.run(job("echo"))).rejects.toBeInstanceOf(InterruptedError);
  });

  it("refuses jobs when it was stopped before it began", async () => {
    const pool = makePool(1, { signal: AbortSignal.abort() });
    await expect(pool.run(job("echo"))).rejects.toBeInstanceOf(InterruptedError);
  });

  it("by closing refuses what waits, and may be done twice", async () => {
    const pool = makePool(1);
    const shared = counter();
    const spinning = pool.run(job("spin", { shared }));
    const ends = Promise.allSettled([spinning, pool.run(job("echo"))]);
    await begun(shared);
    await pool.close();
    await pool.close();
    for (const end of await ends) expect(end).toMatchObject({ reason: expect.any(InterruptedError) });
  });
});
