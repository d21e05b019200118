import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { answerLink } from "../../src/link/link.ts";
import { findModel, loadModel } from "../../src/link/propagation/registry.ts";
import { lossByDistance } from "../../src/link/range.ts";
import { SPREADING_FACTORS } from "../../src/lora/parameters.ts";
import { InputError, type Issue } from "../../src/math/errors.ts";

beforeAll(() => loadModel("formula"));

type Case = Readonly<Record<string, unknown>>;
const answer = (input: Case) => answerLink(input).result;
const uplink = (input: Case) => answer(input).uplink;

function issuesOf(input: Case): readonly Issue[] {
  try {
    answerLink(input);
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  throw new Error("expected an InputError");
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly input: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
}
const reference = JSON.parse(readFileSync(new URL("../reference/radio/link-budget.json", import.meta.url), "utf8")) as {
  rows: Row[];
};
const rowsOf = (kind: string) => reference.rows.filter((row) => row.kind === kind);

describe("answerLink against others' tables", () => {
  it.each(rowsOf("sensitivity_and_budget"))("brocaar/lorawan's budget, $id", ({ input, expected }) => {
    const budget = uplink({
      txPowerDbm: input.tx_dbm,
      sf: input.sf,
      bandwidthHz: input.bw_hz,
      noiseFigureDb: input.noise_figure_db,
    });
    expect(budget.snrRequiredDb).toBe(input.snr_floor_db);
    expect(budget.sensitivityDbm).toBeCloseTo(expected.sensitivity_dbm, 3);
    expect(budget.maxPathLossDb).toBeCloseTo(expected.link_budget_db, 3);
  });

  it.each(rowsOf("fspl"))("free space by Friis, $id", ({ input, expected }) => {
    const budget = uplink({
      txPowerDbm: 14,
      sf: 7,
      frequencyHz: input.freq_mhz * 1e6,
      distanceM: input.distance_km * 1000,
      model: "free-space",
    });
    // The table has three digits, but for one row that is cut off after two
    expect(Math.abs((budget.pathLossDb as number) - expected.fspl_db)).toBeLessThan(6e-3);
  });

  it("the example of Semtech's AN1200.22", () => {
    // "LoRa Modulation Basics", AN1200.22 rev. 2, link budget: −174 + 10 log10(125 kHz) + 6 − 20 = −137 dBm at SF12;
    // with 20 dBm of power that is 157 dB.
    const budget = uplink({ txPowerDbm: 20, sf: 12, bandwidthHz: 125e3, noiseFigureDb: 6 });
    expect(budget.sensitivityDbm).toBeCloseTo(-137, 1);
    expect(budget.maxPathLossDb).toBeCloseTo(157, 1);
  });

  // SX1272/73 datasheet rev. 2, section 2.5.5, RFS_L125: whole decibels, which imply noise figures from 5.0 to 6.5 dB
  it.each([
    [7, -124],
    [8, -127],
    [9, -130],
    [10, -133],
    [11, -135],
    [12, -137],
  ])("the SX1272's sensitivity at SF%i at its usual noise figure", (sf, datasheetDbm) => {
    const { sensitivityDbm } = uplink({ txPowerDbm: 14, sf, noiseFigureDb: 6 });
    expect(Math.abs(sensitivityDbm - datasheetDbm)).toBeLessThanOrEqual(1.05);
  });

  it("takes the datasheet's sensitivity where a radio is named, and says so", () => {
    // SX1276 datasheet rev. 7, table 10: −136 dBm at SF12, 125 kHz
    const budget = uplink({ radio: "SX1276", sf: 12, txPowerDbm: 14, pathLossDb: 130 });
    expect(budget.sensitivityDbm).toBeCloseTo(-136, 9);
    expect(budget.sensitivitySource).toBe("datasheet");
    expect(budget.marginDb).toBeCloseTo(14 - 130 + 136, 9);
    // −136 + 174 − 50.97 + 20
    expect(budget.noiseFigureDb).toBeCloseTo(7.03, 2);
    const given = uplink({ radio: "SX1276", sf: 12, txPowerDbm: 14, noiseFigureDb: 6 });
    expect(given.sensitivitySource).toBe("noise-figure");
    expect(given.sensitivityDbm).toBeCloseTo(-137.03, 2);
  });
});

describe("a budget worked by hand", () => {
  // Device: 14 dBm + 2 dBi − mismatch of 2:1 0.512 dB = 15.488 dBm EIRP
  // Gateway: 5 dBi; 10 m of LMR-400 at 868 MHz: (0.12229·√868 + 0.00026·868)/100 ft · 32.808 ft = 1.256 dB; 0.5 dB of connectors
  // 130 dB of path: received 15.488 − 130 + 5 − 1.756 = −111.268 dBm
  // Floor: −174 + 50.969 + 6 = −117.031 dBm; SF9 needs −12.5 dB: sensitivity −129.531 dBm
  // σ = 6 dB, 95 %: 1.645 · 6 = 9.869 dB; fading 3 dB: margin 18.263 − 12.869 = 5.394 dB
  const input = {
    txPowerDbm: 14,
    txGainDbi: 2,
    txVswr: 2,
    rxGainDbi: 5,
    rxLossDb: 0.5,
    rxCable: "lmr-400",
    rxCableLengthM: 10,
    frequencyHz: 868e6,
    sf: 9,
    noiseFigureDb: 6,
    pathLossDb: 130,
    shadowingDb: 6,
    availability: 0.95,
    fadeMarginDb: 3,
  };

  it("adds up", () => {
    const { shadowingMarginDb, ...result } = answer(input);
    expect(shadowingMarginDb).toBeCloseTo(9.869, 2);
    expect(result.downlink).toBeNull();
    const budget = result.uplink;
    expect(budget.eirpDbm).toBeCloseTo(15.488, 3);
    expect(budget.receivedPowerDbm).toBeCloseTo(-111.268, 2);
    expect(budget.noiseFloorDbm).toBeCloseTo(-117.031, 3);
    expect(budget.snrDb).toBeCloseTo(5.763, 2);
    expect(budget.sensitivityDbm).toBeCloseTo(-129.531, 3);
    expect(budget.marginDb).toBeCloseTo(5.394, 2);
    expect(budget.maxPathLossDb).toBeCloseTo(135.394, 2);
    // (18.263 − 3)/6 = 2.544 deviations: 99.45 %
    expect(budget.availability).toBeCloseTo(0.9945, 4);
  });

  it("adds the powers of ambient and thermal noise, the ambient one behind the cable", () => {
    // P.372, business areas: 44.3 − 12.3 log10 868 = 8.156 dB over kTB, less 1.756 dB of losses: 6.400 dB; with the 6 dB of the
    // receiver 10 log10(10^0.64 + 10^0.6) = 9.214 dB
    const { noiseFloorDbm, sensitivityDbm } = uplink({ ...input, ambientNoise: "business-200-900" });
    expect(noiseFloorDbm).toBeCloseTo(-123.031 + 9.214, 2);
    expect(sensitivityDbm).toBeCloseTo(noiseFloorDbm - 12.5, 9);
  });
});

describe("both ways", () => {
  const both = { txPowerDbm: 14, downlinkTxPowerDbm: 27, sf: 9, pathLossDb: 130, noiseFigureDb: 4 };

  it("needs the power of the other end", () => {
    expect(answer({ ...both, downlinkTxPowerDbm: undefined }).downlink).toBeNull();
    const { uplink: up, downlink: down } = answer({ ...both, downlinkNoiseFigureDb: 7 });
    // 13 dB more power, 3 dB more noise
    expect((down?.marginDb as number) - (up.marginDb as number)).toBeCloseTo(10, 9);
  });

  it("comes from a radio and a gateway, within what the region lets radiate", () => {
    const { uplink: up, downlink: down } = answer({
      radio: "sx1262",
      gateway: "SX1302",
      region: "EU868",
      dataRate: 0,
      rxGainDbi: 5,
      pathLossDb: 140,
    });
    // 868.1 MHz: 14 dBm ERP is 16.15 dBm EIRP; chips are set in whole decibels
    expect(up.txPowerDbm).toBe(16);
    expect(down?.txPowerDbm).toBe(11);
    expect(up.sensitivitySource).toBe("datasheet");
    expect(down?.sensitivitySource).toBe("datasheet");
  });

  it("gives both ends the ambient noise unless the device's is told", () => {
    const noisy = { ...both, frequencyHz: 868e6, ambientNoise: "business-200-900" };
    const plain = answer({ ...both, downlinkNoiseFigureDb: 4 });
    const here = answer({ ...noisy, downlinkNoiseFigureDb: 4 });
    expect(here.downlink?.noiseFloorDbm).toBeCloseTo(here.uplink.noiseFloorDbm, 9);
    expect(here.uplink.noiseFloorDbm).toBeGreaterThan(plain.uplink.noiseFloorDbm);
    const there = answer({ ...noisy, downlinkNoiseFigureDb: 4, downlinkAmbientNoise: "rural" });
    expect(there.downlink?.noiseFloorDbm as number).toBeLessThan(here.downlink?.noiseFloorDbm as number);
    expect(there.warnings.map(({ code }) => code)).toContain("noise-extended");
  });
});

describe("properties", () => {
  const cases = fc.record({
    txPowerDbm: fc.integer({ min: -10, max: 30 }),
    txGainDbi: fc.double({ min: -5, max: 12, noNaN: true }),
    txLossDb: fc.double({ min: 0, max: 10, noNaN: true }),
    rxGainDbi: fc.double({ min: -5, max: 12, noNaN: true }),
    rxLossDb: fc.double({ min: 0, max: 10, noNaN: true }),
    sf: fc.constantFrom(...SPREADING_FACTORS),
    noiseFigureDb: fc.double({ min: 0, max: 12, noNaN: true }),
    shadowingDb: fc.double({ min: 0, max: 12, noNaN: true }),
    fadeMarginDb: fc.double({ min: 0, max: 20, noNaN: true }),
    frequencyHz: fc.constantFrom(169e6, 433e6, 868e6, 2.4e9),
  });

  it("margin falls a decibel with each decibel of loss, wherever it is", () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 60, max: 170, noNaN: true }), (settings, pathLossDb) => {
        const marginOf = (more: Case) => uplink({ ...settings, pathLossDb, ...more }).marginDb as number;
        const marginDb = marginOf({});
        for (const key of ["txLossDb", "rxLossDb", "fadeMarginDb", "noiseFigureDb"] as const) {
          expect(marginOf({ [key]: settings[key] + 1 })).toBeCloseTo(marginDb - 1, 9);
        }
        expect(marginOf({ pathLossDb: pathLossDb + 1 })).toBeCloseTo(marginDb - 1, 9);
        expect(marginOf({ txGainDbi: settings.txGainDbi + 1 })).toBeCloseTo(marginDb + 1, 9);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it("margin is nothing at the greatest path loss, and at the range", () => {
    fc.assert(
      fc.property(cases, (settings) => {
        const { maxPathLossDb } = uplink(settings);
        expect(uplink({ ...settings, pathLossDb: Math.max(0, maxPathLossDb) }).marginDb).toBeCloseTo(0, 9);
        const { maxRangeM } = uplink({ ...settings, model: "free-space" });
        // Beyond the earth
        fc.pre(maxRangeM !== null);
        const lossDb = lossByDistance(findModel("free-space"), { frequencyHz: settings.frequencyHz })(
          maxRangeM as number,
        );
        expect(lossDb).toBeCloseTo(maxPathLossDb, 6);
        const there = uplink({ ...settings, model: "free-space", distanceM: maxRangeM as number });
        expect(there.marginDb).toBeCloseTo(0, 6);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it("success and availability rise with the margin", () => {
    const settings = { txPowerDbm: 14, sf: 7, shadowingDb: 6 };
    const at = (pathLossDb: number) => uplink({ ...settings, pathLossDb });
    const losses = [125, 130, 132, 134, 136, 140].map(at);
    for (const figure of ["packetSuccess", "availability"] as const) {
      const values = losses.map((budget) => budget[figure] as number);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    }
    expect(at(100).packetSuccess).toBe(1);
    expect(at(200).packetSuccess).toBeCloseTo(0, 12);
  });
});

describe("the path", () => {
  const device = { txPowerDbm: 14, sf: 10, frequencyHz: 868e6 };

  it("may be left out", () => {
    expect(uplink(device)).toMatchObject({
      pathLossDb: null,
      snrDb: null,
      marginDb: null,
      packetSuccess: null,
      maxRangeM: null,
    });
  });

  it("is free space where a distance has no model", () => {
    expect(answer({ ...device, distanceM: 1000 })).toMatchObject({ model: "free-space", distanceM: 1000 });
  });

  it("may be a formula", () => {
    const result = answer({ ...device, formula: "128.95 + 23.2*log10(d/1 km)", distanceM: 10_000 });
    expect(result.model).toBe("formula");
    expect(result.uplink.pathLossDb).toBeCloseTo(152.15, 9);
    expect(result.uplink.maxRangeM).toBeCloseTo(1000 * 10 ** ((result.uplink.maxPathLossDb - 128.95) / 23.2), 2);
  });

  it("over terrain is level ground, unless a profile is given", () => {
    const heights = { model: "itm", txHeightM: 1.5, rxHeightM: 30 };
    const level = answer({ ...device, ...heights, distanceM: 8000 });
    expect(level.warnings.map(({ code }) => code)).toEqual(["level-ground"]);
    const hill = Array.from({ length: 81 }, (_, i) => (i === 40 ? 200 : 0));
    const ridge = answer({ ...device, ...heights, profileM: hill, resolutionM: 100 });
    expect(ridge.distanceM).toBe(8000);
    expect(ridge.warnings).toEqual([]);
    expect(ridge.uplink.pathLossDb as number).toBeGreaterThan((level.uplink.pathLossDb as number) + 10);
    expect(ridge.uplink.maxRangeM).toBe(level.uplink.maxRangeM);
  });

  it("has no end of range where nothing bounds it", () => {
    expect(uplink({ ...device, formula: "100" }).maxRangeM).toBeNull();
    expect(uplink({ ...device, formula: "200" }).maxRangeM).toBe(0);
  });
});

describe("bad input", () => {
  const device = { txPowerDbm: 14, sf: 10, frequencyHz: 868e6 };

  it.each<[string, Case, string, string]>([
    ["SF 13", { ...device, sf: 13 }, "out-of-range", "sf"],
    ["half a spreading factor", { ...device, sf: 7.5 }, "out-of-range", "sf"],
    ["no spreading factor", { txPowerDbm: 14 }, "missing-input", "sf"],
    ["no power", { sf: 7 }, "missing-input", "txPowerDbm"],
    ["NaN", { ...device, pathLossDb: Number.NaN }, "out-of-range", "pathLossDb"],
    ["a text for a number", { ...device, pathLossDb: "120" }, "wrong-type", "pathLossDb"],
    ["a negative loss", { ...device, txLossDb: -1 }, "out-of-range", "txLossDb"],
    ["a negative distance", { ...device, distanceM: -1 }, "out-of-range", "distanceM"],
    ["256 bytes", { ...device, payloadBytes: 256 }, "out-of-range", "payloadBytes"],
    ["a bandwidth that LoRa lacks", { ...device, bandwidthHz: 100e3 }, "out-of-range", "bandwidthHz"],
    ["an unknown key", { ...device, txGain: 3 }, "unknown-input", "txGain"],
    ["an input of another model", { ...device, distanceM: 1000, climate: "desert" }, "unknown-input", "climate"],
    ["an unknown model", { ...device, distanceM: 1000, model: "itmm" }, "unknown-model", "model"],
    ["an unknown radio", { ...device, radio: "SX1267" }, "unknown-radio", "radio"],
    ["an unknown gateway", { ...device, gateway: "SX1303" }, "unknown-gateway", "gateway"],
    ["an unknown region", { ...device, region: "EU869" }, "unknown-region", "region"],
    ["an unknown data rate", { txPowerDbm: 14, region: "EU868", dataRate: 15 }, "unknown-data-rate", "dataRate"],
    ["a data rate that is not LoRa", { txPowerDbm: 14, region: "EU868", dataRate: 7 }, "not-lora", "dataRate"],
    ["a data rate without a region", { txPowerDbm: 14, dataRate: 0 }, "missing-input", "region"],
    ["a data rate and SF", { ...device, region: "EU868", dataRate: 0 }, "conflicting-inputs", "sf"],
    [
      "too long for the data rate",
      { txPowerDbm: 14, region: "EU868", dataRate: 0, payloadBytes: 100 },
      "payload-too-long",
      "payloadBytes",
    ],
    ["outside the region", { ...device, frequencyHz: 915e6, region: "EU868" }, "outside-region", "frequencyHz"],
    ["a frequency that the radio lacks", { ...device, radio: "RFM98W" }, "not-on-radio", "radio"],
    [
      "a bandwidth that the radio lacks",
      { ...device, radio: "SX1262", bandwidthHz: 812_500 },
      "not-on-radio",
      "bandwidthHz",
    ],
    ["a spreading factor that the radio lacks", { ...device, radio: "SX1276", sf: 5 }, "not-on-radio", "sf"],
    ["more power than the radio has", { ...device, radio: "SX1262", txPowerDbm: 30 }, "out-of-range", "txPowerDbm"],
    ["loss and distance", { ...device, pathLossDb: 100, distanceM: 1000 }, "conflicting-inputs", "distanceM"],
    ["a distance without a frequency", { txPowerDbm: 14, sf: 7, distanceM: 1000 }, "missing-input", "frequencyHz"],
    ["noise without a frequency", { txPowerDbm: 14, sf: 7, ambientNoise: "city" }, "missing-input", "frequencyHz"],
    ["unknown noise", { ...device, ambientNoise: "town" }, "unknown-value", "ambientNoise"],
    ["a cable without a length", { ...device, txCable: "lmr-400" }, "missing-input", "txCableLengthM"],
    ["a length without a cable", { ...device, rxCableLengthM: 3 }, "missing-input", "rxCable"],
    [
      "a cable without a frequency",
      { txPowerDbm: 14, sf: 7, txCable: "lmr-400", txCableLengthM: 3 },
      "missing-input",
      "frequencyHz",
    ],
    ["a percentage as availability", { ...device, availability: 95 }, "out-of-range", "availability"],
    ["heights that the model lacks", { ...device, model: "itm", distanceM: 5000 }, "missing-input", "txHeightM"],
    ["a malicious formula", { ...device, formula: 'import("fs")', distanceM: 1000 }, "formula-refused", "formula"],
  ])("refuses %s", (_, input, code, where) => {
    expect(issuesOf(input)[0]).toMatchObject({ code, where });
  });

  it("names every fault at once", () => {
    const codes = issuesOf({ ...device, txLossDb: -1, rxLossDb: -1, sff: 7 }).map(({ where }) => where);
    expect(codes.toSorted()).toEqual(["rxLossDb", "sff", "txLossDb"]);
  });

  it("warns of more than the region lets radiate", () => {
    const { warnings } = answer({ txPowerDbm: 20, sf: 7, region: "EU868", frequencyHz: 868.1e6 });
    expect(warnings.map(({ code }) => code)).toEqual(["over-eirp-limit"]);
    expect(warnings[0].message).toContain("16.15");
    // Sub-band P allows 27 dBm ERP: ETSI EN 300 220-2, annex B
    expect(answer({ txPowerDbm: 20, sf: 7, region: "EU868", frequencyHz: 869.525e6 }).warnings).toEqual([]);
  });
});
