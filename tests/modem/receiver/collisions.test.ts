import { describe, expect, it } from "vitest";
import type { SpreadingFactor } from "../../../src/lora/parameters.ts";
import { streamRandom } from "../../../src/math/stream-random.ts";
import { frameSettings } from "../../../src/modem/frame-settings-input.ts";
import { compare, randomPayload, receive, record, type SentFrame, sendFrame } from "./air.ts";

const SAMPLE_RATE_HZ = 500e3;

interface Collision {
  readonly sfs: readonly SpreadingFactor[];
  readonly levelsDb: readonly number[];
  readonly snrDb: number;
  readonly tries: number;
  readonly seed?: number;
}

/** Frames of 20 bytes, each of which begins somewhere within the first one; how often each was found, and what else was. */
function collide({ sfs, levelsDb, snrDb, tries, seed = 1 }: Collision) {
  const random = streamRandom(seed, ...sfs);
  const found = sfs.map(() => 0);
  let all = 0;
  let falseFrames = 0;
  for (let i = 0; i < tries; i++) {
    const frames: SentFrame[] = [];
    sfs.forEach((sf, k) => {
      const first = frames[0];
      const startSample =
        first === undefined ? 4000 : first.startSample + 0.95 * random() * (first.endSample - first.startSample);
      frames.push(
        sendFrame({
          settings: frameSettings({ sf }),
          sampleRateHz: SAMPLE_RATE_HZ,
          payload: randomPayload(20, random),
          startSample: startSample + random(),
          amplitude: 10 ** (levelsDb[k] / 20),
          carrierOffsetHz: 8e3 * random() - 4e3,
          phaseRad: 2 * Math.PI * random(),
        }),
      );
    });
    const samples = record({ frames, snrDb, seed: seed + i });
    const spreadingFactors = [...new Set(sfs)].sort((a, b) => a - b);
    const result = compare(frames, receive(samples, { sampleRateHz: SAMPLE_RATE_HZ, spreadingFactors }));
    for (const pair of result.pairs) found[frames.indexOf(pair.sent)]++;
    if (result.lost === 0) all++;
    falseFrames += result.falseFrames.length;
  }
  return { all: all / tries, found: found.map((count) => count / tries), falseFrames };
}

describe("frames of the same spreading factor", () => {
  it.each([7, 8, 9, 10] as const)("SF%i: the second 6 dB weaker, both are read", (sf) => {
    const { all, found, falseFrames } = collide({ sfs: [sf, sf], levelsDb: [0, -6], snrDb: 12, tries: 20 });
    expect(found[0]).toBe(1);
    expect(all).toBeGreaterThanOrEqual(0.9);
    expect(falseFrames).toBe(0);
  });

  it("10 dB weaker", () => {
    const { all, falseFrames } = collide({ sfs: [7, 7], levelsDb: [0, -10], snrDb: 18, tries: 20 });
    expect(all).toBeGreaterThanOrEqual(0.9);
    expect(falseFrames).toBe(0);
  });

  it("the second 6 dB stronger: it is always read, the first mostly", () => {
    const { found, falseFrames } = collide({ sfs: [7, 7], levelsDb: [-6, 0], snrDb: 12, tries: 40 });
    expect(found[1]).toBeGreaterThanOrEqual(0.95);
    expect(found[0]).toBeGreaterThanOrEqual(0.6);
    expect(falseFrames).toBe(0);
  });

  it("three of them, 6 dB apart", () => {
    const { all, found, falseFrames } = collide({ sfs: [7, 7, 7], levelsDb: [0, -6, -12], snrDb: 20, tries: 20 });
    expect(found[0]).toBe(1);
    expect(all).toBeGreaterThanOrEqual(0.75);
    expect(falseFrames).toBe(0);
  });

  // Power does not tell them apart, timing mostly does: tones of one lie in two windows of the other
  it("at equal power: mostly both, and nothing that was not sent", () => {
    const { all, falseFrames } = collide({ sfs: [7, 7], levelsDb: [0, 0], snrDb: 12, tries: 40 });
    expect(all).toBeGreaterThanOrEqual(0.7);
    expect(falseFrames).toBe(0);
  });
});

describe("frames of different spreading factors", () => {
  const pairs = [
    [7, 8],
    [8, 7],
    [7, 9],
    [9, 7],
    [10, 8],
    [11, 9],
  ] as const;

  it.each(pairs)("SF%i and, within it, SF%i, at equal power and 10 dB apart", (first, second) => {
    for (const levelsDb of [
      [0, 0],
      [0, -10],
      [-10, 0],
    ]) {
      const { all, falseFrames } = collide({ sfs: [first, second], levelsDb, snrDb: 10, tries: 10 });
      expect(all).toBeGreaterThanOrEqual(0.9);
      expect(falseFrames).toBe(0);
    }
  });

  it("all from SF11 to SF7 at once", () => {
    const { all, falseFrames } = collide({ sfs: [11, 10, 9, 8, 7], levelsDb: [0, 0, 0, 0, 0], snrDb: 10, tries: 5 });
    expect(all).toBe(1);
    expect(falseFrames).toBe(0);
  });
});
