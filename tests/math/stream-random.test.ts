import { describe, expect, it } from "vitest";
import { streamRandom, xoshiro128 } from "../../src/math/stream-random.ts";

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

describe("xoshiro128", () => {
  it("gives the first numbers of xoshiro128++", () => {
    // The authors' C code from the state 1, 2, 3, 4, as the test of Rust's crate rand_xoshiro lists them
    const expected = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295];
    const next = xoshiro128([1, 2, 3, 4]);
    expect(draw(expected.length, next).map((value) => value * 2 ** 32)).toEqual(expected);
  });
});

describe("streamRandom", () => {
  it("repeats itself, and differs by seed and by each step of the path", () => {
    const first = draw(50, streamRandom(1, 2, 3));
    expect(draw(50, streamRandom(1, 2, 3))).toEqual(first);
    const others = [
      streamRandom(2, 2, 3),
      streamRandom(1, 3, 3),
      streamRandom(1, 2, 4),
      streamRandom(1, 2),
      streamRandom(1),
    ];
    for (const other of others) expect(draw(50, other)).not.toEqual(first);
  });

  it("is uniform across neighbouring streams and along each", () => {
    // The first numbers of many streams, then many numbers of one: 99.9 % quantile of chi-square with 15 degrees of freedom 37.7
    const across = Array.from({ length: 20_000 }, (_, batch) => streamRandom(1, 5, batch)());
    for (const values of [across, draw(20_000, streamRandom(0))]) {
      const bins = new Array<number>(16).fill(0);
      for (const value of values) bins[Math.floor(value * 16)]++;
      const chiSquare = bins.reduce((sum, seen) => sum + (seen - 1250) ** 2 / 1250, 0);
      expect(chiSquare).toBeLessThan(37.7);
    }
  });
});
