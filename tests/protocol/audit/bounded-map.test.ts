import { describe, expect, it } from "vitest";
import { BoundedMap } from "../../../src/protocol/audit/uplinks/bounded-map.ts";

describe("a bounded map", () => {
  it("never holds more than it may, and keeps what was used last", () => {
    const map = new BoundedMap<number, number>(100);
    for (let i = 0; i < 1000; i++) {
      map.set(i, i);
      map.get(0);
      expect(map.values().length).toBeLessThanOrEqual(100);
    }
    expect(map.get(0)).toBe(0);
    expect(map.get(999)).toBe(999);
    expect(map.get(500)).toBeUndefined();
  });

  it("makes what is missing, once", () => {
    const map = new BoundedMap<string, { count: number }>(2);
    map.getOrMake("a", () => ({ count: 0 })).count++;
    map.getOrMake("a", () => ({ count: 0 })).count++;
    expect(map.get("a")).toEqual({ count: 2 });
    map.delete("a");
    expect(map.get("a")).toBeUndefined();
  });
});
