import { describe, expect, it } from "vitest";
import { answerLink } from "../../src/link/link.ts";
import { powerChains } from "../../src/link/power-chain.ts";
import { brokenScale } from "../../src/report/broken-scale.ts";
import { waterfallSvg } from "../../src/report/waterfall-svg.ts";
import { expectGolden } from "../support/golden.ts";

const both = answerLink({
  txPowerDbm: 14,
  txGainDbi: 2,
  txVswr: 2,
  rxGainDbi: 5,
  rxLossDb: 0.5,
  downlinkTxPowerDbm: 14,
  sf: 9,
  pathLossDb: 130,
  shadowingDb: 6,
  fadeMarginDb: 3,
});

describe("powerChains", () => {
  it("ends at the received power and what is set aside of it", () => {
    const [up, down] = powerChains(both);
    expect(up.title).toBe("Uplink");
    expect(up.steps.map(({ label }) => label)).toEqual([
      "output",
      "mismatch",
      "antenna",
      "EIRP",
      "path",
      "antenna",
      "losses",
      "received",
      "shadowing",
      "fading",
    ]);
    const { uplink } = both.result;
    const level = (label: string) => up.steps.find((step) => step.label === label)?.levelDbm;
    expect(level("EIRP")).toBeCloseTo(uplink.eirpDbm, 9);
    expect(level("received")).toBeCloseTo(uplink.receivedPowerDbm as number, 9);
    expect((up.steps.at(-1)?.levelDbm as number) - up.sensitivityDbm).toBeCloseTo(up.marginDb, 9);
    expect(down.steps.map(({ label }) => label).indexOf("losses")).toBe(1);
  });

  it("is empty without a path, and has no direction's name with one way", () => {
    expect(powerChains(answerLink({ txPowerDbm: 14, sf: 9 }))).toEqual([]);
    expect(powerChains(answerLink({ txPowerDbm: 14, sf: 9, pathLossDb: 100 }))[0].title).toContain("transmitter");
  });
});

describe("waterfallSvg", () => {
  const svg = waterfallSvg({ title: "Budget <b>&", subtitle: 'SF9 "quoted"', chains: powerChains(both) });

  it("draws as before", () => {
    expectGolden("waterfall.svg", svg);
  });

  it("escapes its texts, stands alone, and follows the page's light or dark", () => {
    expect(svg).toContain("Budget &lt;b&gt;&amp;");
    expect(svg).toContain("SF9 &quot;quoted&quot;");
    expect(svg).not.toMatch(/(?:href|src)=|@import|url\(/);
    expect(svg).toContain("prefers-color-scheme:dark");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("marks a margin that is missing", () => {
    const short = waterfallSvg({
      title: "",
      subtitle: "",
      chains: powerChains(answerLink({ txPowerDbm: 14, sf: 7, pathLossDb: 150 })),
    });
    expect(short).toContain('class="margin short"');
    expect(svg).not.toContain('class="margin short"');
  });

  it("draws a path so short that nothing is left out", () => {
    const near = powerChains(answerLink({ txPowerDbm: -100, sf: 7, pathLossDb: 10 }));
    const picture = waterfallSvg({ title: "", subtitle: "", chains: near });
    expect(picture).not.toContain('class="break"');
    expect(picture).not.toContain("NaN");
    expect(svg).toContain('class="break"');
  });
});

describe("brokenScale", () => {
  const { y, breakY, stretches } = brokenScale({
    upper: { min: 0, max: 20 },
    lower: { min: -140, max: -100 },
    top: 0,
    bottom: 130,
    gap: 10,
  });

  it("keeps one scale on both sides of the gap", () => {
    // 120 pixels for 20 + 40: 2 a unit
    expect([20, 10, 0, -100, -120, -140].map(y)).toEqual([0, 20, 40, 50, 90, 130]);
    expect(breakY).toBe(45);
    expect(y(-50)).toBe(45);
    expect(stretches).toHaveLength(2);
  });

  it("is whole where the stretches meet", () => {
    const whole = brokenScale({ upper: { min: 0, max: 20 }, lower: { min: -20, max: 5 }, top: 0, bottom: 40, gap: 10 });
    expect([20, 0, -20].map(whole.y)).toEqual([0, 20, 40]);
    expect(whole.breakY).toBeNull();
  });
});
