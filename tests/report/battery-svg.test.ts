import { expect, test } from "vitest";
import { estimateBatteryLife } from "../../src/lora/energy/battery-life.ts";
import { batterySvg } from "../../src/report/battery-svg.ts";
import { expectGolden } from "../support/golden.ts";

const input = { radio: "RAK4260", battery: "ER34615", periodS: 600, payloadBytes: 25, sf: 10 };
const draw = (change: object = {}) =>
  batterySvg({ life: estimateBatteryLife({ ...input, ...change }), title: "A <b> & c", subtitle: `"quoted"` });

test("names stand as text", () => {
  expect(draw()).toContain("A &lt;b&gt; &amp; c");
  expect(draw()).toContain("&quot;quoted&quot;");
  expect(draw()).not.toMatch(/<b>/);
});

test("stands alone: no script, no reference to elsewhere", () => {
  expect(draw().replace("http://www.w3.org/2000/svg", "")).not.toMatch(/<script|href|url\(|https?:/);
});

test("follows the page's light or dark", () => {
  expect(draw()).toContain("prefers-color-scheme:dark");
});

test("draws every phase once in the bar, and all of it", () => {
  const life = estimateBatteryLife({ ...input, class: "B", wakeS: 0.2, confirmed: true, packetSuccess: 0.7 });
  const svg = batterySvg({ life, title: "t" });
  const segments = Array.from(svg.matchAll(/class="segment ([\w-]+)" x="([\d.]+)" y="\d+" width="([\d.]+)"/g));
  expect(segments.map(([, name]) => name)).toEqual(life.phases.map(({ name }) => name));
  const width = segments.reduce((sum, [, , , one]) => sum + Number(one), 0);
  expect(width).toBeCloseTo(960 - 76 - 24, 0);
});

test.each([
  {},
  { class: "B", pingSlots: 64 },
  { class: "C" },
  { sleepCurrentA: 0 },
  { confirmed: true, downlinkWindow: "2", idleCurrentA: 0.002 },
  { radio: "SX1280", battery: "CR2032", sf: 5, bandwidthHz: 1_625_000 },
])("draws only numbers for %j", (change) => {
  expect(draw(change)).not.toMatch(/NaN|Infinity|undefined/);
});

test("is as it was", () => {
  expectGolden("battery.svg", draw({ confirmed: true, packetSuccess: 0.8, wakeS: 0.1, wakeCurrentA: 0.008 }));
});
