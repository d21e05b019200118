import { describe, expect, it } from "vitest";
import { environmentLossDb } from "../../../src/link/selection/environments.ts";
import { selectDevices } from "../../../src/link/selection/select-devices.ts";
import { ANTENNAS } from "../../../src/lora/antennas.ts";
import { BATTERIES } from "../../../src/lora/batteries.ts";
import { BUILT_IN_CATALOG } from "../../../src/lora/catalog.ts";
import { estimateBatteryLife } from "../../../src/lora/energy/battery-life.ts";
import { packetSuccess } from "../../../src/lora/packet-success.ts";
import type { SpreadingFactor } from "../../../src/lora/parameters.ts";

const YEAR_S = 365.25 * 86_400;
const ONE = { radios: ["SX1262"], antennas: ["dipole"], batteries: ["LS14500"] };

function selectOne(input: Record<string, unknown>) {
  return selectDevices({ region: "EU868", ...input }, { ...ONE, top: 1 }).results[0];
}

/** Life with every data rate and power of EU868 that reaches, asked one by one: free space, so that no spread is to be averaged. */
function bestByTrying(rangeM: number): { dataRate: number; txPowerDbm: number } | undefined {
  const lossDb = environmentLossDb("free-space", 868.1e6)(rangeM);
  const found: { dataRate: number; txPowerDbm: number; energyJ: number }[] = [];
  for (let dataRate = 0; dataRate <= 5; dataRate++) {
    for (let eirpStepDbm = 16; eirpStepDbm >= 2; eirpStepDbm -= 2) {
      // Whole decibels below the step with a dipole's 2.15 dBi; SX1302: noise figure 3 dB; 3 dBi and 1 dB of cable
      const txPowerDbm = Math.floor(eirpStepDbm - 2.15);
      const snrDb = txPowerDbm + 2.15 + 3 - 1 - lossDb - (-174 + 10 * Math.log10(125e3) + 3);
      const sf = (12 - dataRate) as SpreadingFactor;
      const lowDataRate = sf >= 11;
      if (packetSuccess({ sf, codingRate: "4/5", payloadBytes: 20, snrDb, lowDataRate }) < 0.9) continue;
      const life = estimateBatteryLife({
        ...{ radio: "SX1262", battery: "LS14500", periodS: 900, payloadBytes: 20 },
        ...{ region: "EU868", dataRate, txPowerDbm },
      });
      found.push({ dataRate, txPowerDbm, energyJ: life.energyPerUplinkJ });
    }
  }
  return found.sort((a, b) => a.energyJ - b.energyJ)[0];
}

describe("selectDevices", () => {
  it.each([1000, 50_000, 150_000, 400_000, 700_000])(
    "gives a device the setting that trying all finds, at %d m",
    (rangeM) => {
      const { choice, fits } = selectOne({ rangeM, environment: "free-space" });
      const oracle = bestByTrying(rangeM);
      expect(fits).toBe(oracle !== undefined);
      if (oracle === undefined) return;
      expect(choice.dataRate).toBe(oracle.dataRate);
      expect(choice.txPowerDbm).toBe(oracle.txPowerDbm);
    },
  );

  it("has the life that the battery estimate gives", () => {
    const { choice, lifeYears } = selectOne({ rangeM: 2000 });
    const { dataRate, txPowerDbm } = choice;
    const life = estimateBatteryLife({
      ...{ radio: "SX1262", battery: "LS14500", periodS: 900, payloadBytes: 20 },
      ...{ region: "EU868", dataRate, txPowerDbm },
    });
    expect(lifeYears).toBeCloseTo(life.lifeYears, 9);
  });

  it("never selects a lower spreading factor for a longer range", () => {
    for (const environment of ["rural", "suburban", "urban"]) {
      const factors = [200, 500, 1000, 2000, 3000, 4000].map((rangeM) => selectOne({ rangeM, environment }).choice.sf);
      expect([...factors].sort((a, b) => a - b)).toEqual(factors);
    }
  });

  it("selects a lower one for a higher bit rate", () => {
    expect(selectOne({ rangeM: 3000, bitRateBps: 200 }).choice.sf).toBeGreaterThan(7);
    expect(selectOne({ rangeM: 1000, bitRateBps: 5000 })).toMatchObject({ fits: true, choice: { sf: 7 } });
    // SF7 at 125 kHz sends 5469 bit/s and is the fastest that EU868's default channels carry
    const tooFast = selectOne({ rangeM: 1000, bitRateBps: 10_937.5 });
    expect(tooFast).toMatchObject({ fits: false, choice: { sf: 7 } });
    expect(tooFast.verdicts.filter(({ met }) => !met)).toMatchObject([{ requirement: "rate", shortfall: 1 }]);
  });

  it("works to its reach, and not beyond", () => {
    const { reachM } = selectOne({ rangeM: 5000 });
    const best = (rangeM: number) => selectOne({ rangeM, bitRateBps: 1 });
    expect(best((reachM as number) * 0.999).fits).toBe(true);
    expect(best(20_000).fits).toBe(false);
    const far = best(20_000);
    const farthestM = far.reachM as number;
    expect(best(farthestM * 0.999).fits).toBe(true);
    expect(best(farthestM * 1.001).fits).toBe(false);
  });

  it("says what is missing, and by how much", () => {
    const { verdicts, shortfall, lifeYears } = selectOne({ rangeM: 1000, lifeS: 100 * YEAR_S });
    const life = verdicts.find(({ requirement }) => requirement === "life");
    expect(life?.met).toBe(false);
    expect(life?.shortfall).toBeCloseTo(Math.log2(100 / lifeYears), 9);
    expect(shortfall).toBeCloseTo(life?.shortfall ?? 0, 12);
    const far = selectOne({ rangeM: 50_000 });
    expect(far.shortfall).toBeCloseTo(-far.choice.marginDb / (10 * Math.log10(2)), 9);
  });

  it("holds a coin cell's pulse against the radio's peak", () => {
    const coin = selectDevices(
      { rangeM: 2000 },
      { radios: ["SX1276"], antennas: ["whip"], batteries: ["CR2032"], top: 1 },
    );
    const [{ verdicts, fits }] = coin.results;
    expect(fits).toBe(false);
    expect(verdicts.find(({ requirement }) => requirement === "pulse")?.text).toMatch(/add a capacitor/);
  });

  it("ranks what fits first: smallest cells first with a life asked for, longest life first without", () => {
    const all = selectDevices({ rangeM: 2000, lifeS: 5 * YEAR_S }, { top: 100_000 });
    const fitting = all.results.filter(({ fits }) => fits);
    expect(fitting.length).toBe(all.fitting);
    expect(all.results.slice(0, fitting.length)).toEqual(fitting);
    const sizes = fitting.map(({ batteryWh }) => batteryWh);
    expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
    const misses = all.results.slice(fitting.length).map(({ shortfall }) => shortfall);
    expect([...misses].sort((a, b) => a - b)).toEqual(misses);
    const lives = selectDevices({ rangeM: 500 }, { top: 50 }).results.map(({ lifeYears }) => lifeYears);
    expect([...lives].sort((a, b) => b - a)).toEqual(lives);
  });

  it("compares every combination that can work", () => {
    const { considered, refusals } = selectDevices({ rangeM: 2000 }, { top: 1 });
    const left = new Set(refusals.map(({ what }) => what));
    const radios = Object.keys(BUILT_IN_CATALOG.radios).filter((name) => !left.has(name));
    const carried = Object.values(ANTENNAS).filter(({ pattern }) => ["omnidirectional", "irregular"].includes(pattern));
    expect(considered).toBe(radios.length * carried.length * Object.keys(BATTERIES).length);
    expect(left).toContain("SX1280");
    expect(left).toContain("LLCC68");
  });

  it("serves every region with some radio", () => {
    for (const region of ["EU868", "US915", "AS923", "IN865", "KR920", "EU433", "CN470", "RU864", "ISM2400"]) {
      const { results } = selectDevices(
        { rangeM: 100, region, environment: "free-space" },
        { antennas: ["dipole"], top: 1 },
      );
      expect(results[0]?.fits).toBe(true);
    }
  });

  it("finds nothing where the duty cycle forbids the period", () => {
    const { considered, refusals } = selectDevices({ rangeM: 100, periodS: 1 }, { top: 1 });
    expect(considered).toBe(0);
    expect(refusals.some(({ reason }) => /duty cycle/.test(reason))).toBe(true);
  });

  it.each([
    [{}, "missing-input", "rangeM"],
    [{ rangeM: 0 }, "out-of-range", "rangeM"],
    [{ rangeM: 1000, region: "EU86" }, "unknown-region", "region"],
    [{ rangeM: 1000, environment: "city" }, "unknown-value", "environment"],
    [{ rangeM: 1000, gateway: "SX13" }, "unknown-gateway", "gateway"],
    [{ rangeM: 1000, gateway: "SX1302", region: "ISM2400" }, "not-on-radio", "gateway"],
    [{ rangeM: 1000, reliability: 1.5 }, "out-of-range", "reliability"],
    [{ rangeM: 1000, lifeS: -1 }, "out-of-range", "lifeS"],
  ])("refuses %o", (input, code, where) => {
    const error = expect.objectContaining({ code, issues: [expect.objectContaining({ where })] });
    expect(() => selectDevices(input, { top: 1 })).toThrow(error);
  });

  it("refuses a part that the catalog lacks", () => {
    expect(() => selectDevices({ rangeM: 1000 }, { top: 1, radios: ["SX126"] })).toThrow(/no radio named/);
    expect(() => selectDevices({ rangeM: 1000 }, { top: 1, antennas: ["wip"] })).toThrow(/no antenna named/);
    expect(() => selectDevices({ rangeM: 1000 }, { top: 1, batteries: ["CR20"] })).toThrow(/no battery named/);
  });
});
