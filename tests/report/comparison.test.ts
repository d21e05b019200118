import { expect, test } from "vitest";
import { describePath } from "../../src/geo/line-of-sight.ts";
import type { PathComparison } from "../../src/link/path-comparison.ts";
import { comparisonSvg } from "../../src/report/comparison-svg.ts";
import { comparisonText } from "../../src/report/comparison-text.ts";

const elevationM = Float64Array.from({ length: 11 }, (_, i) => 40 + 90 * Math.exp(-(((i - 6) / 2) ** 2)));
const profile = describePath({ elevationM, distanceM: 10_000, txHeightAglM: 20, rxHeightAglM: 2, frequencyHz: 868e6 });
const comparison: PathComparison = {
  distanceM: 10_000,
  bearingDeg: null,
  lineOfSight: false,
  fresnelClearance: profile.fresnelClearance,
  obstacles: profile.obstacles,
  freeSpaceLossDb: 111.2,
  models: [
    {
      name: "hills",
      lossDb: 140.25,
      excessDb: 29.05,
      shadowingSigmaDb: 8,
      warnings: [{ code: "distance-range", message: "path is < 20 km" }],
    },
    { name: "free-space", lossDb: 111.2, excessDb: 0, shadowingSigmaDb: null, warnings: [] },
    { name: "fit", skipped: "--exponent: missing" },
  ],
  profile,
};
const end = { name: "<b>Mast", heightAglM: 20 };
const svg = comparisonSvg(comparison, { title: "Mast & valley", from: end, to: end });

test("the table has the least loss first, and what was not run", () => {
  const lines = comparisonText(comparison).split("\n");
  expect(lines[0]).toBe("10.00 km, no line of sight, free space 111.2 dB");
  expect(lines[3]).toMatch(/^free-space +111\.2 +0\.0 +–$/);
  expect(lines[4]).toMatch(/^hills +140\.3 +\+29\.1 +8\.0 +path is < 20 km$/);
  expect(lines.slice(5).join("\n")).toBe("\nnot run:\n  fit: --exponent: missing\n");
});

test("the picture shows the terrain and each loss, and marks the doubtful one", () => {
  expect(svg).toContain('class="ground"');
  expect(svg).toContain(">140.3 dB</text>");
  expect(svg.match(/<polygon/g)).toHaveLength(2);
  expect(svg).toContain("path is &lt; 20 km</title>");
  expect(svg).toContain("not run: fit");
});

test("the picture stands alone, and names stand as text", () => {
  expect(svg).not.toMatch(/<b>|NaN|Infinity|undefined/);
  expect(svg.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/<script|href|url\(|https?:/);
  expect(svg.match(/<svg /g)).toHaveLength(3);
  expect(svg.match(/<\/svg>/g)).toHaveLength(3);
});
