import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILT_IN_CATALOG, findRadio } from "../../../src/lora/catalog.ts";
import { receiveCurrentA, transmitCurrent, transmitPowerRange } from "../../../src/lora/radios/currents.ts";
import type { Radio } from "../../../src/lora/radios/radio.ts";

interface Row {
  readonly id: string;
  readonly radio: string;
  readonly kind: string;
  readonly key: Readonly<Record<string, string | number | boolean>>;
  readonly value: number;
  readonly unit: string;
  readonly verified: boolean;
}

const { rows } = JSON.parse(readFileSync("tests/reference/radio/radios.json", "utf8")) as { rows: readonly Row[] };

/** The rows that speak of several radios speak of the first. */
function radioOf(row: Row): Radio {
  const [name] = row.radio.split(/[\s/]/);
  return findRadio(row.radio.includes("2.4 GHz") ? "LR1121" : name);
}

const regulatorOf = (mode: unknown) => (String(mode).includes("LDO") ? "ldo" : "dc-dc");
const frequencyOf = (row: Row) => (/SX1280|2\.4 GHz/.test(row.radio) ? 2.45e9 : 868e6);

describe("supply currents", () => {
  // FLoRa's file is a simulation's and differs from the datasheet of the same chip.
  const transmitting = rows.filter((row) => row.kind === "tx_current" && !row.radio.includes("FLoRa"));

  it.each(transmitting)("$radio $key transmits as its source says ($id)", (row) => {
    const radio = radioOf(row);
    const { mode, pin, power_dbm: txPowerDbm } = row.key;
    const wanted = String(mode ?? pin);
    const amplifier = radio.amplifiers.find(({ name, regulator, frequencyHz }) => {
      if (pin !== undefined) return name === pin;
      const isHigh = wanted.includes("HP PA") === name.includes("high-power");
      const isTuned = (frequencyHz?.min ?? 0) < 1e9 !== wanted.includes("HF PA");
      return regulator === regulatorOf(mode) && isHigh && isTuned;
    });
    const point = amplifier?.currents.find((one) => one.txPowerDbm === txPowerDbm);
    expect((point?.currentA ?? 0) * 1e6).toBeCloseTo(row.value, 6);
  });

  it("has read believable rows", () => {
    expect(transmitting.length).toBeGreaterThan(150);
  });

  it.each(rows.filter(({ kind, key }) => kind === "rx_current" && key.modulation === "LoRa"))(
    "$radio receives as its source says ($id)",
    (row) => {
      const { reg, boost, bw_khz: bandwidthKhz } = row.key;
      const bandwidthHz = bandwidthKhz === undefined ? 125e3 : Number(bandwidthKhz) * 1000;
      const request = { bandwidthHz, regulator: regulatorOf(reg), boosted: boost === true } as const;
      expect(receiveCurrentA(radioOf(row), request) * 1e6).toBeCloseTo(row.value, 6);
    },
  );

  it.each(rows.filter(({ kind, radio }) => kind === "sleep_current" && !radio.includes("cold start")))(
    "$radio sleeps as its source says ($id)",
    (row) => {
      expect(radioOf(row).sleepCurrentA * 1e9).toBeCloseTo(row.value, 6);
    },
  );

  it("takes the amplifier that needs least", () => {
    const radio = findRadio("LR1121");
    const at = (txPowerDbm: number, frequencyHz = 868e6) =>
      transmitCurrent(radio, { txPowerDbm, frequencyHz, regulator: "dc-dc" });
    expect(at(14)).toEqual({ currentA: 0.02859, amplifier: "low-power amplifier, DC-DC", basis: "datasheet" });
    expect(at(22)).toEqual({ currentA: 0.11304, amplifier: "high-power amplifier, DC-DC", basis: "datasheet" });
    expect(at(13, 2.45e9)).toEqual({ currentA: 0.02789, amplifier: "2.4 GHz amplifier, DC-DC", basis: "datasheet" });
  });

  it("interpolates over dBm, holds below the first point, and carries the last slope on", () => {
    const at = (txPowerDbm: number) =>
      transmitCurrent(findRadio("SX1276"), { txPowerDbm, frequencyHz: 868e6, regulator: "ldo" });
    // SX1276, RFO: 20 mA at 7 dBm, 29 mA at 13 dBm, so 1.5 mA a decibel
    expect(at(10)).toEqual({ currentA: expect.closeTo(0.0245, 12), amplifier: "RFO", basis: "interpolated" });
    expect(at(0)).toEqual({ currentA: 0.02, amplifier: "RFO", basis: "held" });
    expect(at(14)).toEqual({ currentA: expect.closeTo(0.0305, 12), amplifier: "RFO", basis: "extrapolated" });
    // PA_BOOST: 87 mA at 17 dBm, 120 mA at 20 dBm
    expect(at(18).currentA).toBeCloseTo(0.098, 12);
    expect(at(16)).toMatchObject({ currentA: 0.087, basis: "held" });
  });

  it("refuses a power that no amplifier gives, with what there is", () => {
    const request = { txPowerDbm: 22, frequencyHz: 868e6, regulator: "dc-dc" } as const;
    expect(() => transmitCurrent(findRadio("SX1261"), request)).toThrow(
      /txPowerDbm: .*-17 to 15 dBm \(low-power amplifier, DC-DC\), got 22 dBm/,
    );
    expect(() => transmitCurrent(findRadio("SX1261"), { ...request, txPowerDbm: Number.NaN })).toThrow("got NaN");
  });

  it("counts the next wider bandwidth where one is not listed", () => {
    const at = (bandwidthHz: number) =>
      receiveCurrentA(findRadio("SX1276"), { bandwidthHz, regulator: "ldo", boosted: false });
    expect(at(31_250)).toBe(9.9e-3);
    expect(at(250e3)).toBe(11.1e-3);
    expect(at(1e6)).toBe(12.6e-3);
  });

  it("never falls while the power rises on one amplifier", () => {
    const amplifiers = Object.values(BUILT_IN_CATALOG.radios).flatMap((radio) => radio.amplifiers);
    for (const { currents } of amplifiers) {
      const ordered = [...currents].sort((a, b) => a.txPowerDbm - b.txPowerDbm);
      expect(ordered).toEqual(currents);
      expect(ordered.every(({ currentA }, i) => i === 0 || currentA >= ordered[i - 1].currentA)).toBe(true);
    }
  });

  it("answers over the whole range of every radio", () => {
    const radios = Object.values(BUILT_IN_CATALOG.radios);
    fc.assert(
      fc.property(fc.constantFrom(...radios), fc.double({ min: 0, max: 1, noNaN: true }), (radio, part) => {
        const frequencyHz = radio.frequenciesHz[0].min;
        const range = transmitPowerRange(radio, frequencyHz) ?? { min: 0, max: -1 };
        const txPowerDbm = range.min + part * (range.max - range.min);
        const { currentA } = transmitCurrent(radio, { txPowerDbm, frequencyHz, regulator: "dc-dc" });
        expect(currentA).toBeGreaterThan(1e-3);
        expect(currentA).toBeLessThan(0.2);
      }),
      { seed: 1 },
    );
  });
});

describe("limits", () => {
  it.each(rows.filter(({ kind }) => kind === "tx_power_max_dbm"))("$radio reaches $value dBm ($id)", (row) => {
    const radio = radioOf(row);
    // The driver's table of the SX1280 ends at 13 dBm, its datasheet at 12.5.
    const max = transmitPowerRange(radio, frequencyOf(row))?.max ?? 0;
    expect(Math.abs(max - row.value)).toBeLessThanOrEqual(row.radio === "SX1280" ? 0.5 : 0);
  });

  it("knows the bandwidths and spreading factors of the lesser chips", () => {
    expect(findRadio("SX1272").bandwidthsHz).toEqual([125e3, 250e3, 500e3]);
    expect(findRadio("SX1273").spreadingFactors).toEqual({ min: 6, max: 9 });
    expect(findRadio("LLCC68").maxSpreadingFactorAt).toEqual({ 125e3: 9, 250e3: 10, 500e3: 11 });
  });
});
