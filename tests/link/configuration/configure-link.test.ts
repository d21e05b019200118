import { describe, expect, it } from "vitest";
import { configureLink } from "../../../src/link/configuration/configure-link.ts";
import { deliveryCurve } from "../../../src/link/configuration/delivery.ts";
import { estimateBatteryLife } from "../../../src/lora/energy/battery-life.ts";
import { packetSuccess } from "../../../src/lora/packet-success.ts";
import type { CodingRate, SpreadingFactor } from "../../../src/lora/parameters.ts";

const NOISE_FIGURE_DB = 6.5;

interface Tried {
  readonly sf: number;
  readonly codingRate: string;
  readonly txPowerDbm: number;
  readonly energyJ: number;
  readonly airtimeS: number;
}

/**
 * Every setting of an SX1262 in EU868, asked one by one: data rates 0 to 5, 2 to 16 dBm EIRP in steps of 2 dB (RP002-1.0.4, EU868), and
 * the coding rates of the plan's kind.
 */
function tryAll(pathLossDb: number, reliability: number): Tried[] {
  const tried: Tried[] = [];
  for (const sf of [7, 8, 9, 10, 11, 12] as SpreadingFactor[]) {
    for (const codingRate of ["4/5", "4/6", "4/7", "4/8"] as CodingRate[]) {
      for (let txPowerDbm = 2; txPowerDbm <= 16; txPowerDbm += 2) {
        const snrDb = txPowerDbm - pathLossDb - (-174 + 10 * Math.log10(125e3) + NOISE_FIGURE_DB);
        const share = packetSuccess({ sf, codingRate, payloadBytes: 20, snrDb, lowDataRate: sf >= 11 });
        if (share < reliability) continue;
        const life = estimateBatteryLife({
          ...{ radio: "SX1262", capacityMah: 1000, periodS: 3600, payloadBytes: 20, frequencyHz: 868.1e6 },
          ...{ sf, bandwidthHz: 125e3, codingRate, txPowerDbm, rx2Sf: 12, rx2BandwidthHz: 125e3 },
        });
        const { energyPerUplinkJ: energyJ, timeOnAirS: airtimeS } = life;
        tried.push({ sf, codingRate, txPowerDbm, energyJ, airtimeS });
      }
    }
  }
  return tried;
}

function least(tried: readonly Tried[], key: "energyJ" | "airtimeS"): Tried | undefined {
  const other = key === "energyJ" ? "airtimeS" : "energyJ";
  return [...tried].sort((a, b) => a[key] - b[key] || a[other] - b[other])[0];
}

const EU868 = { region: "EU868", noiseFigureDb: NOISE_FIGURE_DB };

describe("configureLink", () => {
  it.each([100, 128, 136, 140, 144, 148, 152, 156])("finds what trying all settings finds, at %d dB", (pathLossDb) => {
    const tried = tryAll(pathLossDb, 0.99);
    for (const minimize of ["energy", "airtime"] as const) {
      const { best } = configureLink({ ...EU868, pathLossDb, minimize, packets: 1 });
      const oracle = least(tried, minimize === "energy" ? "energyJ" : "airtimeS");
      expect(best?.sf).toBe(oracle?.sf);
      expect(best?.codingRate).toBe(oracle?.codingRate);
      expect(best?.txPowerDbm).toBe(oracle?.txPowerDbm);
      if (oracle !== undefined) expect(best?.energyPerUplinkJ).toBeCloseTo(oracle.energyJ, 12);
    }
  });

  it("never pays less for more reliability, or for more loss", () => {
    const energy = (pathLossDb: number, reliability: number) =>
      configureLink({ ...EU868, pathLossDb, reliability, shadowingDb: 3, packets: 1 }).best?.energyPerUplinkJ ??
      Number.POSITIVE_INFINITY;
    const shares = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999].map((share) => energy(138, share));
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    const losses = [100, 120, 130, 135, 140, 145, 150].map((lossDb) => energy(lossDb, 0.95));
    expect([...losses].sort((a, b) => a - b)).toEqual(losses);
  });

  it("takes a higher spreading factor for a longer way, and a lower one where there is reserve", () => {
    const factors = [120, 140, 145, 148, 154].map(
      (pathLossDb) => configureLink({ ...EU868, codingRate: "4/5", pathLossDb, packets: 1 }).best?.sf ?? 13,
    );
    expect([...factors].sort((a, b) => a - b)).toEqual(factors);
    expect(factors[0]).toBe(7);
    expect(factors.at(-1)).toBe(12);
  });

  it("lists the runners-up in order, each of another rate, none better", () => {
    const { best, runnersUp } = configureLink({ ...EU868, pathLossDb: 140, packets: 1 });
    const all = [best, ...runnersUp].map((choice) => choice?.energyPerUplinkJ as number);
    expect([...all].sort((a, b) => a - b)).toEqual(all);
    const rates = runnersUp.map(({ sf, codingRate }) => `${sf} ${codingRate}`);
    expect(new Set(rates).size).toBe(rates.length);
    for (const choice of runnersUp) expect(choice.deliveredShare).toBeGreaterThanOrEqual(0.99);
  });

  it.each([
    { shadowingDb: 0, fading: "none" },
    { shadowingDb: 6, fading: "none" },
    { shadowingDb: 3, fading: "rayleigh" },
  ] as const)(
    "predicts what drawn packets do (%o)",
    (channel) => {
      let inside = 0;
      for (let seed = 1; seed <= 12; seed++) {
        const question = { ...EU868, ...channel, pathLossDb: 120, reliability: 0.9, packets: 4000, seed };
        const { best, simulated } = configureLink({ ...question, codingRate: "4/5", sf: 9 });
        const share = best?.deliveredShare ?? Number.NaN;
        // Four standard errors: beyond them once in 16,000 draws
        const error = Math.sqrt((share * (1 - share)) / 4000);
        expect(Math.abs((simulated?.share ?? 0) - share)).toBeLessThanOrEqual(4 * error + 1e-12);
        const [low, high] = simulated?.ci95 ?? [1, 0];
        if (share >= low && share <= high) inside++;
      }
      // 95 % of 12 is 11.4; nine or fewer come about once in 500
      expect(inside).toBeGreaterThanOrEqual(10);
    },
    120_000,
  );

  it("repeats its check for the same seed", () => {
    const question = { ...EU868, pathLossDb: 135, shadowingDb: 4, reliability: 0.9, packets: 500 };
    expect(configureLink({ ...question, seed: 3 })).toEqual(configureLink({ ...question, seed: 3 }));
    expect(configureLink({ ...question, seed: 3 }).simulated).not.toEqual(
      configureLink({ ...question, seed: 4 }).simulated,
    );
  });

  it("keeps to the region: power with the antenna, dwell time, channels", () => {
    // RP002-1.0.4: 16 dBm EIRP in EU868, so 13 dBm into 3 dBi; SF12 at 125 kHz is no data rate of US915
    const far = configureLink({ ...EU868, pathLossDb: 170, txGainDbi: 3, codingRate: "4/5", packets: 1 });
    expect(far.nearest?.txPowerDbm).toBe(13);
    const us = configureLink({ region: "US915", pathLossDb: 120, payloadBytes: 24, packets: 1 });
    expect(us.refusals.some(({ what, reason }) => what.startsWith("SF10") && /dwell time/.test(reason))).toBe(true);
    expect(us.runnersUp.every(({ timeOnAirS }) => timeOnAirS <= 0.4)).toBe(true);
  });

  it("leaves out settings over the duty cycle", () => {
    // SF12, 20 bytes: 1.319 s on air; 1 % allows one in 131.9 s
    const rates = (periodS: number) =>
      configureLink({ ...EU868, pathLossDb: 100, codingRate: "4/5", periodS, packets: 1 }).runnersUp.map(
        ({ sf }) => sf,
      );
    expect(rates(132)).toContain(12);
    expect(rates(131)).not.toContain(12);
  });

  it("without a region takes all that the radio has", () => {
    const { best, considered } = configureLink({ pathLossDb: 158, packets: 1 });
    expect(best?.txPowerDbm).toBeGreaterThan(16);
    // SX1262: SF5 to SF12, four coding rates, −9 to 22 dBm
    expect(considered).toBe(8 * 4 * 32);
  });

  it("takes the reserve against fading off the signal", () => {
    const plain = configureLink({ ...EU868, pathLossDb: 140, packets: 1 });
    const reserved = configureLink({ ...EU868, pathLossDb: 135, fadeMarginDb: 5, packets: 1 });
    expect(reserved.best).toEqual(plain.best);
  });

  it("says what is nearest when nothing is reliable enough", () => {
    const { best, nearest, simulated } = configureLink({ ...EU868, pathLossDb: 170, codingRate: "4/5" });
    expect(best).toBeNull();
    expect(simulated).toBeNull();
    expect(nearest?.sf).toBe(12);
    expect(nearest?.txPowerDbm).toBe(16);
    const { sf = 12, snrRequiredDb = 0 } = nearest ?? {};
    const curve = deliveryCurve(
      { sf, codingRate: "4/5", payloadBytes: 20, lowDataRate: true },
      { shadowingDb: 0, fading: "none" },
    );
    expect(curve(snrRequiredDb)).toBeCloseTo(0.99, 9);
    expect(nearest?.marginDb).toBeCloseTo((nearest?.snrDb ?? 0) - snrRequiredDb, 12);
  });

  it("warns of a coding rate that LoRaWAN cannot set", () => {
    const own = configureLink({ ...EU868, pathLossDb: 140, codingRate: "4/8", packets: 1 });
    expect(own.warnings.map(({ code }) => code)).toContain("not-lorawan");
    const plan = configureLink({ ...EU868, pathLossDb: 140, codingRate: "4/5", packets: 1 });
    expect(plan.warnings.map(({ code }) => code)).not.toContain("not-lorawan");
  });

  it.each([
    [{ region: "EU868" }, "missing-input", "pathLossDb"],
    [{ pathLossDb: 120, radio: "SX127" }, "unknown-radio", "radio"],
    [{ pathLossDb: 120, region: "EU86" }, "unknown-region", "region"],
    [{ pathLossDb: 120, region: "EU868", sf: 5 }, "no-such-rate", "sf"],
    [{ pathLossDb: 120, region: "EU868", dataRate: 7 }, "no-such-rate", "dataRate"],
    [{ pathLossDb: 120, region: "EU868", bandwidthHz: 500e3 }, "no-such-rate", "bandwidthHz"],
    [{ pathLossDb: 120, region: "EU868", radio: "SX1280" }, "no-such-rate", "radio"],
    [{ pathLossDb: 120, region: "EU868", radio: "LLCC68" }, "no-such-rate", "radio"],
    [{ pathLossDb: 120, region: "EU868", codingRate: "li4/5" }, "not-on-radio", "codingRate"],
    [{ pathLossDb: 120, region: "EU868", txPowerDbm: 20 }, "over-eirp-limit", "txPowerDbm"],
    [{ pathLossDb: 120, txPowerDbm: 30 }, "out-of-range", "txPowerDbm"],
    [{ pathLossDb: 120, reliability: 1 }, "out-of-range", "reliability"],
    [{ pathLossDb: 120, minimize: "cost" }, "unknown-value", "minimize"],
    [{ pathLossDb: 120, packets: 0 }, "out-of-range", "packets"],
    [{ pathLossDb: 120, sff: 7 }, "unknown-input", "sff"],
    [{ pathLossDb: 120, distanceM: 10, frequencyHz: 868e6 }, "conflicting-inputs", "distanceM"],
  ])("refuses %o", (input, code, where) => {
    expect(() => configureLink(input)).toThrow(
      expect.objectContaining({ code, issues: [expect.objectContaining({ where })] }),
    );
  });

  it("fails where the region's limits leave no setting", () => {
    const question = { ...EU868, pathLossDb: 120, payloadBytes: 240, periodS: 5 };
    expect(() => configureLink(question)).toThrow(
      expect.objectContaining({ name: "WorkError", code: "no-legal-setting" }),
    );
  });
});
