import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BUILT_IN_CATALOG, findGateway, findRadio } from "../../../src/lora/catalog.ts";
import type { SpreadingFactor } from "../../../src/lora/parameters.ts";
import { impliedNoiseFigureDb, tabledSensitivityDbm } from "../../../src/lora/radios/sensitivity.ts";

interface Row {
  readonly id: string;
  readonly radio: string;
  readonly kind: string;
  readonly key: { readonly sf: SpreadingFactor; readonly bw_khz: number };
  readonly value: number;
}

const { rows } = JSON.parse(readFileSync("tests/reference/radio/radios.json", "utf8")) as { rows: readonly Row[] };
const chipRows = rows.filter(({ kind, radio }) => kind === "sensitivity" && /^(?:SX12[678]|LLCC)/.test(radio));
const EXACT_HZ: Readonly<Record<number, number>> = { 203: 203_125, 406: 406_250, 812: 812_500, 1625: 1_625_000 };

describe("sensitivity", () => {
  it.each(chipRows.filter(({ radio }) => !radio.includes("LoRaSim")))("$radio $key ($id)", (row) => {
    const radio = findRadio(row.radio.split(/[\s/]/)[0]);
    const bandwidthHz = EXACT_HZ[row.key.bw_khz] ?? row.key.bw_khz * 1000;
    expect(tabledSensitivityDbm(radio, row.key.sf, bandwidthHz)).toBe(row.value);
  });

  it("has read believable rows", () => {
    expect(chipRows.length).toBeGreaterThan(30);
  });

  it("is null where the source is silent", () => {
    expect(tabledSensitivityDbm(findRadio("SX1262"), 9, 125e3)).toBeNull();
    expect(tabledSensitivityDbm(findRadio("LR1110"), 12, 125e3)).toBeNull();
  });

  it("of a gateway at SF12 is what its data brief says", () => {
    // radios.json: SX1302 data brief, -141 dBm
    expect(tabledSensitivityDbm(findGateway("SX1302"), 12, 125e3)).toBe(-141);
  });

  it("implies a noise figure", () => {
    // By hand: -137 + 174 - 10 log10(125000) + 20 = 6.03 dB
    expect(impliedNoiseFigureDb(-137, 12, 125e3)).toBeCloseTo(6.03, 2);
  });

  it.each(Object.entries({ ...BUILT_IN_CATALOG.radios, ...BUILT_IN_CATALOG.gateways }))(
    "%s has the noise figure that its sensitivities imply",
    (_name, row) => {
      const implied = Object.entries(row.sensitivityDbm).flatMap(([bandwidthHz, bySf]) =>
        Object.entries(bySf)
          // SF5 and SF6 are limited by synchronisation, not by noise.
          .filter(([sf]) => Number(sf) >= 7)
          .map(([sf, dbm]) => impliedNoiseFigureDb(dbm, Number(sf) as SpreadingFactor, Number(bandwidthHz))),
      );
      if (implied.length === 0) return;
      const mean = implied.reduce((sum, one) => sum + one, 0) / implied.length;
      // Datasheets round to a decibel, and their tables are not quite even.
      expect(Math.abs(row.noiseFigureDb - mean)).toBeLessThan(1);
    },
  );
});
