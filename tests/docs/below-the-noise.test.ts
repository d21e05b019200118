import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { computeAirtime } from "../../src/lora/airtime-case.ts";
import { expectedErrorRates } from "../../src/modem/error-rates/theory.ts";
import { frameSettings } from "../../src/modem/frame-settings-input.ts";
import { PROJECT } from "../support/cli.ts";

const guide = readFileSync(path.join(PROJECT, "docs/guide/why-lora-works-below-the-noise.md"), "utf8");
const theory = JSON.parse(readFileSync(path.join(PROJECT, "tests/reference/modem/ser-theory.json"), "utf8"));
const PICTURES = path.join(PROJECT, "docs/images/modem");

/** The cells of the rows that begin with a spreading factor, of the table with so many columns. */
function rows(columns: number): string[][] {
  return Array.from(guide.matchAll(/^\| (\d+ \|.*) \|$/gm), ([, row]) => row.split(" | ")).filter(
    (cells) => cells.length === columns,
  );
}
const number = (cell: string) => Number.parseFloat(cell.replace("−", "-"));

describe("docs/guide/why-lora-works-below-the-noise.md", () => {
  it("states gain and SNR as theory has them", () => {
    expect(rows(4).map(([sf]) => Number(sf))).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
    for (const [sf, gain, snr, peak] of rows(4)) {
      const [gainDb, snrDb] = [10 * Math.log10(2 ** Number(sf)), theory.snrAtSer[sf]["0.001"]];
      expect([gain, snr, peak].map(number)).toEqual([gainDb, snrDb, gainDb + snrDb].map((db) => Number(db.toFixed(1))));
    }
  });

  it("states symbol, rate and time on air as airtime has them", () => {
    expect(rows(5)).toHaveLength(6);
    for (const [sf, symbol, rate, time, snr] of rows(5)) {
      const answer = computeAirtime({ sf: Number(sf), payloadBytes: 16 });
      if (!("symbolTimeS" in answer)) throw new Error("no LoRa packet");
      const { symbolTimeS, bitRateBps, timeOnAirS } = answer as {
        symbolTimeS: number;
        bitRateBps: number;
        timeOnAirS: number;
      };
      expect(number(symbol)).toBeCloseTo(1000 * symbolTimeS, 6);
      expect(number(rate)).toBe(Math.round(bitRateBps));
      expect(number(time)).toBe(Number((1000 * timeOnAirS).toFixed(1)));
      expect(number(snr)).toBe(Number(theory.snrAtSer[sf]["0.001"].toFixed(1)));
    }
  });

  it("states where packets are lost as theory and tables have it", () => {
    const coded = Array.from(guide.matchAll(/^\| (4\/[58]) \| (hard|soft) \| (\S+) dB \| (\S+) dB \|$/gm));
    expect(coded).toHaveLength(4);
    for (const [, codingRate, decoding, tenth, hundredth] of coded) {
      const settings = frameSettings({ sf: 7, codingRate });
      const rateAt = (snrDb: number) =>
        expectedErrorRates(
          { settings, payloadBytes: 16, synchronisation: "ideal", decoding: decoding as "hard" | "soft" },
          snrDb,
        ).packetErrorRate;
      // A tenth of a decibel is a third of the rate at most on these slopes
      expect(rateAt(number(tenth)) / 0.1, `${codingRate} ${decoding}`).toBeCloseTo(1, 0);
      expect(Math.abs(Math.log(rateAt(number(hundredth)) / 0.01)), `${codingRate} ${decoding}`).toBeLessThan(0.3);
    }
  });

  it("shows pictures that its own commands make, each of a size to load at once", () => {
    const shown = Array.from(guide.matchAll(/\]\(\.\.\/images\/modem\/([^)]+)\)/g), ([, name]) => name);
    for (const name of shown) expect(guide).toMatch(new RegExp(`^chirpscape .*--(?:out|svg) out/${name}$`, "m"));
    expect([...new Set(shown)].sort()).toEqual(readdirSync(PICTURES).sort());
    for (const name of shown) expect(statSync(path.join(PICTURES, name)).size, name).toBeLessThan(64_000);
  });
});
