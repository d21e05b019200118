import { expect, test } from "vitest";
import { describePath } from "../../src/geo/line-of-sight.ts";
import { pathSvg } from "../../src/report/path-svg.ts";
import { expectGolden } from "../support/golden.ts";

const elevationM = Float64Array.from({ length: 101 }, (_, i) => 40 + 90 * Math.exp(-(((i - 60) / 8) ** 2)) + i / 4);
const profile = describePath({ elevationM, distanceM: 10_000, txHeightAglM: 20, rxHeightAglM: 2, frequencyHz: 868e6 });
const svg = pathSvg({
  profile,
  title: "Mast <1> & valley",
  from: { name: `<b onload="x()">Mast`, heightAglM: 20 },
  to: { name: "Valley", heightAglM: 2 },
});

test("names stand as text", () => {
  expect(svg).toContain("Mast &lt;1&gt; &amp; valley");
  expect(svg).not.toMatch(/<b /);
});

test("stands alone: no script, no reference to elsewhere", () => {
  expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/<script|href|url\(|https?:/);
});

test("follows the page's light or dark", () => {
  expect(svg).toContain("prefers-color-scheme:dark");
});

test("marks each obstacle and names the worst", () => {
  expect(profile.obstacles).toHaveLength(1);
  expect(svg.match(/class="obstacle"/g)).toHaveLength(1);
  expect(svg).toContain(`${profile.obstacles[0].aboveRayM.toFixed(0)} m above the ray`);
});

test("draws nothing that is not a number, on a level path neither", () => {
  const level = describePath({
    elevationM: new Float64Array(11),
    distanceM: 500,
    txHeightAglM: 2,
    rxHeightAglM: 2,
    frequencyHz: 868e6,
  });
  const end = { name: "a", heightAglM: 2 };
  const flat = pathSvg({ profile: level, title: "Level", from: end, to: end });
  expect(`${svg}${flat}`).not.toMatch(/NaN|Infinity|undefined/);
  expect(flat).toContain("distance, m<");
});

test("is as it was", () => {
  expectGolden("path.svg", svg);
});
