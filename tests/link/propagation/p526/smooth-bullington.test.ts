import { describe, expect, it } from "vitest";
import { bullingtonLossDb } from "../../../../src/link/propagation/p526/bullington.ts";
import { smoothBullingtonLossDb } from "../../../../src/link/propagation/p526/smooth-bullington.ts";
import { seededRandom } from "../../../support/random.ts";

/** Oracle: the scan over every point of a profile without heights. */
function byScan({ lengthM, steps, txM, rxM, wavelengthM, radiusM }: ReturnType<typeof madePath>): number {
  const distanceM = Float64Array.from({ length: steps + 1 }, (_, k) => (k * lengthM) / steps);
  const level = new Float64Array(steps + 1);
  const profile = { count: steps + 1, distanceM, groundM: level, surfaceM: level };
  return bullingtonLossDb(profile, level, { txM, rxM }, { wavelengthM, effectiveEarthRadiusM: radiusM });
}

function madePath(random: () => number) {
  const steps = 10 + Math.floor(500 * random());
  return {
    steps,
    lengthM: steps * (20 + 300 * random()),
    txM: 0.3 * 10 ** (3 * random()),
    rxM: 0.3 * 10 ** (3 * random()),
    wavelengthM: 0.1 * 10 ** (1.3 * random()),
    radiusM: random() < 0.5 ? 8.5e6 : 19.1e6,
  };
}

describe("smoothBullingtonLossDb", () => {
  it("is what a scan over every point finds, within and beyond the horizon", () => {
    const random = seededRandom(7);
    let lossy = 0;
    for (let i = 0; i < 2000; i++) {
      const path = madePath(random);
      const wanted = byScan(path);
      if (wanted > 0) lossy++;
      expect(Math.abs(smoothBullingtonLossDb(path, 1 / path.radiusM, path.steps) - wanted)).toBeLessThan(0.05);
    }
    expect(lossy).toBeGreaterThan(1000);
  });
});
