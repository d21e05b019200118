import { expect, test } from "vitest";
import { coveragePng } from "../../src/report/coverage-png.ts";
import { MARK } from "../../src/report/marks.ts";
import { glyphs, textWidth } from "../../src/report/pixel-font.ts";
import { decodePng } from "../support/decode-png.ts";
import { samplePlan } from "../support/sample-plan.ts";

const plan = samplePlan();
const { width, rgba, height } = decodePng(coveragePng(plan));

function count(colour: readonly number[]): number {
  let found = 0;
  for (let i = 0; i < width * height; i++) {
    if (colour.every((channel, c) => rgba[4 * i + c] === channel)) found++;
  }
  return found;
}

test("fills a screen's width, with the map's own proportions under title and legend", () => {
  expect(width).toBe(1400);
  // By hand: the map spans 203 × 0.0025° and 154 × 0.002° about 44.415° N.
  const proportion = (203 * 0.0025 * Math.cos((44.415 * Math.PI) / 180)) / (154 * 0.002);
  expect(width / (height - 56 - 138) / proportion).toBeCloseTo(1, 2);
});

test("shows gateways, devices that are covered and not, and ground assumed flat", () => {
  for (const colour of [MARK.gateway, MARK.covered, MARK.missed, MARK.flat, MARK.exclusion]) {
    expect(count(colour), String(colour)).toBeGreaterThan(20);
  }
});

test("a gateway's mark stands where the gateway is", () => {
  const { longitudeDeg, latitudeDeg } = plan.scenario.stations[2];
  const { westDeg, northDeg, lonStepDeg, latStepDeg, height: rows } = plan.maps;
  const x = Math.round(((longitudeDeg - westDeg) / lonStepDeg + 0.5) * (1400 / plan.maps.width) - 0.5);
  const y = 56 + Math.round(((northDeg - latitudeDeg) / latStepDeg + 0.5) * ((height - 56 - 138) / rows) - 0.5);
  expect([...rgba.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)]).toEqual([...MARK.gateway]);
});

test("the font has every printable ASCII character that names are made of, and a box for strangers", () => {
  const [stranger] = glyphs("漢");
  const known = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-+=()[]/%<>&'\"#?!*_°@";
  for (const character of known) {
    const [rows] = glyphs(character);
    expect(rows, character).not.toEqual(stranger);
    expect(rows).toHaveLength(7);
    expect(rows.every((bits) => bits >= 0 && bits < 32)).toBe(true);
  }
  expect(glyphs("É")).toEqual(glyphs("E"));
  expect(textWidth("ab")).toBe(11);
});
