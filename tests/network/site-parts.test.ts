import { describe, expect, it } from "vitest";
import { InterruptedError } from "../../src/math/errors.ts";
import { computeParts, partCount, readParts } from "../../src/network/site-parts.ts";
import { inProcessEnvironment, memoryStore } from "../support/in-process-environment.ts";
import { madeTask } from "../support/made-task.ts";

const hills = (eastM: number, northM: number) => 60 + 40 * Math.sin(eastM / 700) * Math.cos(northM / 900);
const made = () => madeTask({ groundM: hills, radiusM: 3000 });
const onPart = () => {};

describe("partCount", () => {
  it.each([
    ["many small sites: one each", 40_000, 20, 4, 1],
    ["few small sites: one for each worker", 40_000, 2, 4, 4],
    ["a large site: a part for each million posts", 8_700_000, 1, 2, 9],
  ])("%s", (_name, posts, sites, threads, expected) => {
    expect(partCount(posts, sites, threads)).toBe(expected);
  });
});

describe("a site in parts", () => {
  it("is the same as in one", async () => {
    const [whole, cut] = [made(), made()];
    await computeParts(whole, { done: new Uint8Array(1), key: "a", onPart }, inProcessEnvironment());
    await computeParts(cut, { done: new Uint8Array(7), key: "b", onPart }, inProcessEnvironment());
    expect(Buffer.compare(Buffer.from(cut.lossDb.buffer), Buffer.from(whole.lossDb.buffer))).toBe(0);
  });

  it("goes on from where it was stopped", async () => {
    const store = memoryStore();
    const stopped = inProcessEnvironment({
      store,
      onTask: (computed) => {
        if (computed >= 3) throw new InterruptedError();
      },
    });
    const first = made();
    const run = computeParts(first, { done: new Uint8Array(5), key: "site", onPart }, stopped);
    await expect(run).rejects.toBeInstanceOf(InterruptedError);

    const second = made();
    const done = await readParts(second.lossDb, 5, "site", { store });
    expect([...done]).toEqual([1, 1, 0, 0, 0]);
    const env = inProcessEnvironment({ store });
    await computeParts(second, { done, key: "site", onPart }, env);
    expect(env.computed()).toBe(3);
    const whole = made();
    await computeParts(whole, { done: new Uint8Array(1), key: "whole", onPart }, inProcessEnvironment());
    expect(Buffer.compare(Buffer.from(second.lossDb.buffer), Buffer.from(whole.lossDb.buffer))).toBe(0);
  });

  it("is stored now and then", async () => {
    const store = memoryStore();
    const env = inProcessEnvironment({ store });
    await computeParts(made(), { done: new Uint8Array(4), key: "often", onPart, saveEveryS: 0 }, env);
    expect(store.entries.has("often")).toBe(true);
    await computeParts(made(), { done: new Uint8Array(4), key: "seldom", onPart, saveEveryS: 3600 }, env);
    expect(store.entries.has("seldom")).toBe(false);
  });
});
