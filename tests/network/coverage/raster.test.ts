import { describe, expect, it } from "vitest";
import { computeCoverage } from "../../../src/network/coverage/compute.ts";
import { differences, quantile, referenceRaster, shareWithin } from "../../support/raster.ts";

// Oracle: whole rasters of the NTIA code (tests/reference/raster/SOURCE.md).
describe.each([
  ["cape_town_868_tls50", "cape-town"],
  ["monterey_915_tls95", "monterey"],
])("%s", async (name, terrain) => {
  const reference = await referenceRaster(name, terrain);
  const compute = (method: "sweep" | "exact", sectors = 1) => {
    const lossDb = reference.task.lossDb.slice();
    for (let index = 0; index < sectors; index++) {
      computeCoverage({ ...reference.task, method, lossDb, sector: { index, count: sectors } });
    }
    return lossDb;
  };

  it("is met by the exact model", () => {
    const { sorted, missing } = differences(compute("exact"), reference.lossDb);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.01);
    // The rest are paths on which a horizon moves by a sample with the last digit of a distance
    expect(shareWithin(sorted, 0.5)).toBeGreaterThan(0.99);
    expect(sorted[sorted.length - 1]).toBeLessThan(40);
  });

  it("is met by the sweep within its error", () => {
    const { sorted, missing } = differences(compute("sweep"), reference.lossDb);
    expect(missing).toBe(0);
    expect(quantile(sorted, 0.5)).toBeLessThan(0.2);
    expect(quantile(sorted, 0.95)).toBeLessThan(1.2);
    expect(shareWithin(sorted, 3)).toBeGreaterThan(0.985);
  });

  it("does not depend on how the circle is cut", () => {
    const [whole, inThree] = [1, 3].map((sectors) => Buffer.from(compute("sweep", sectors).buffer));
    expect(Buffer.compare(inThree, whole)).toBe(0);
  });
});
