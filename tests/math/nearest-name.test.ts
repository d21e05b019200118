import { describe, expect, it } from "vitest";
import { editDistance, nearestNames } from "../../src/math/nearest-name.ts";

describe("editDistance", () => {
  // Textbook pairs of Levenshtein's distance; the last two differ by one swap of neighbours.
  it.each([
    ["kitten", "sitting", 3],
    ["saturday", "sunday", 3],
    ["", "abc", 3],
    ["same", "same", 0],
    ["itm", "imt", 1],
    ["frequnecyHz", "frequencyHz", 1],
  ])("%s → %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("nearestNames", () => {
  const known = ["frequencyHz", "txHeightM", "rxHeightM", "climate", "polarization"];

  it("finds a misspelt name, whatever its case", () => {
    expect(nearestNames("frequncyhz", known)).toEqual(["frequencyHz"]);
    expect(nearestNames("CLIMAT", known)).toEqual(["climate"]);
  });

  it("finds the name whose unit suffix was left out", () => {
    expect(nearestNames("frequency", known)).toEqual(["frequencyHz"]);
  });

  it("puts the nearest first and offers at most three", () => {
    expect(nearestNames("txheight", known)[0]).toBe("txHeightM");
    expect(nearestNames("ab", ["aa", "ac", "ad", "ae"])).toHaveLength(3);
  });

  it("offers nothing when nothing is near", () => {
    expect(nearestNames("banana", known)).toEqual([]);
    expect(nearestNames("", known)).toEqual([]);
  });
});
