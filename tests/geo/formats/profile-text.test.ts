import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenProfile, parseProfileText } from "../../../src/geo/formats/profile-text.ts";

describe("parseProfileText", () => {
  it.each([
    ["CSV", "0,10\n90,12.5\n180,9"],
    ["CSV with a header and Windows line ends", "distance,elevation\r\n0,10\r\n90,12.5\r\n180,9\r\n"],
    ["semicolons", "0;10\n90;12.5\n180;9\n"],
    ["JSON", '{"distanceM": [0, 90, 180], "elevationM": [10, 12.5, 9]}'],
  ])("reads %s", (_, text) => {
    const { distanceM, elevationM } = parseProfileText(text, "p");
    expect([...distanceM]).toEqual([0, 90, 180]);
    expect([...elevationM]).toEqual([10, 12.5, 9]);
  });

  it.each([
    ["", "p: expected three points or more, got 0"],
    ["0,1\n5,2", "p: expected three points or more, got 2"],
    ["0,1\n5,two\n9,3", "p: line 2: expected two numbers"],
    ["0,1\n5\n9,3", "p: line 2: expected two numbers"],
    ["5,1\n6,2\n9,3", "p: expected the first distance to be 0, got 5"],
    ["0,1\n6,2\n6,3", "p: expected ascending distances, got 6 at point 3"],
    ["{oops", "p: not JSON"],
    ['{"elevationM": [1, 2, 3]}', "p: /distanceM: expected a list of numbers"],
    ['{"distanceM": [0, 1, 2], "elevationM": [1, null, 3]}', "p: /elevationM/1: expected a number, got null"],
    ['{"distanceM": [0, 1, 2], "elevationM": [1, 2]}', "p: expected as many elevations as distances, got 2 and 3"],
  ])("refuses %j", (text, message) => {
    expect(() => parseProfileText(text, "p")).toThrow(message);
    expect(() => parseProfileText(text, "p")).toThrow(expect.objectContaining({ code: "bad-profile" }));
  });
});

describe("evenProfile", () => {
  it("keeps the points of a profile that has equal steps, to the rounding of its distances", () => {
    const elevationM = Float64Array.of(1, 5, 2, 7);
    const { stepM, elevationM: even } = evenProfile({ distanceM: Float64Array.of(0, 90, 181, 271), elevationM });
    expect(stepM).toBeCloseTo(271 / 3, 12);
    expect(even).toBe(elevationM);
  });

  it("interpolates any other at its smallest step", () => {
    // By hand: the line from (10 m, 0) to (40 m, 30) passes 10 at 20 m and 20 at 30 m.
    const profile = { distanceM: Float64Array.of(0, 10, 40), elevationM: Float64Array.of(10, 0, 30) };
    const { stepM, elevationM } = evenProfile(profile);
    expect(stepM).toBe(10);
    expect([...elevationM]).toEqual([10, 0, 10, 20, 30]);
  });

  it("keeps the ends, and stays between the lowest and the highest point", () => {
    const point = fc.record({
      step: fc.double({ min: 1, max: 500, noNaN: true }),
      z: fc.double({ min: -400, max: 8000, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
        let distance = -points[0].step;
        const distanceM = Float64Array.from(points, ({ step }) => (distance += step));
        const given = Float64Array.from(points, ({ z }) => z);
        const { stepM, elevationM } = evenProfile({ distanceM, elevationM: given });
        expect(stepM * (elevationM.length - 1)).toBeCloseTo(distanceM[distanceM.length - 1], 6);
        expect(elevationM[0]).toBe(given[0]);
        expect(elevationM[elevationM.length - 1]).toBeCloseTo(given[given.length - 1], 6);
        expect(Math.min(...elevationM)).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
        expect(Math.max(...elevationM)).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
      }),
      { seed: 1 },
    );
  });
});
