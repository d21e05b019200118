import { describe, expect, it } from "vitest";
import { ITM_WARNING, itmWarnings } from "../../../../src/link/propagation/itm/warnings.ts";

describe("itmWarnings", () => {
  it("has a code and a sentence for each flag", () => {
    const all = Object.values(ITM_WARNING).reduce((bits, bit) => bits | bit, 0);
    const warnings = itmWarnings(all);
    expect(new Set(warnings.map(({ code }) => code)).size).toBe(Object.keys(ITM_WARNING).length);
    for (const { message } of warnings) expect(message.length).toBeGreaterThan(10);
  });

  it("tells the flags that are set, and no others", () => {
    expect(itmWarnings(0)).toEqual([]);
    expect(itmWarnings(ITM_WARNING.frequency | ITM_WARNING.distanceSmall).map(({ code }) => code)).toEqual([
      "frequency",
      "distance-small",
    ]);
  });
});
