import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loraTimeOnAir } from "../../src/lora/airtime.ts";
import { LORA_CHIP_TRAITS, LORA_CHIPS } from "../../src/lora/chips.ts";
import { LORA_PACKET_DEFAULTS, type LoraPacket } from "../../src/lora/lora-packet.ts";
import { CODING_RATES } from "../../src/lora/parameters.ts";
import { InputError } from "../../src/math/errors.ts";
import { referenceCases, TOLERANCE_S } from "./airtime-reference.ts";

const packet = (change: Partial<LoraPacket>): LoraPacket => ({
  ...LORA_PACKET_DEFAULTS,
  sf: 7,
  payloadBytes: 20,
  ...change,
});
const timeMs = (change: Partial<LoraPacket>) => loraTimeOnAir(packet(change)).timeOnAirS * 1000;

describe("time on air of LoRa", () => {
  const cases = referenceCases("lora");

  it.each(LORA_CHIPS)("agrees with the reference on the %s", (chip) => {
    const own = cases.filter(({ input }) => input.chip === chip);
    expect(own.length).toBeGreaterThan(20);
    for (const { id, input, expected } of own) {
      const result = loraTimeOnAir(input as unknown as LoraPacket);
      expect(Math.abs(result.timeOnAirS - expected.timeOnAirS), id).toBeLessThan(TOLERANCE_S);
      if (expected.symbols !== undefined) {
        expect(result.timeOnAirS / result.symbolTimeS, id).toBeCloseTo(expected.symbols, 9);
      }
    }
  });

  it("agrees with examples worked out elsewhere", () => {
    // AN1200.13's formulas in A. van Bentem's spreadsheet (docs.google.com/spreadsheets/d/1voGAtQAjC1qBmaVuP1ApNKs1ekgUjavHuVQIXyYSvNc)
    expect(timeMs({ chip: "sx127x", sf: 9, payloadBytes: 13 })).toBeCloseTo(164.864, 6);
    // The documentation of the Rust crate lora-modulation 0.1.4: SF9, 125 kHz, 4/5, 12 bytes
    expect(timeMs({ chip: "sx127x", sf: 9, payloadBytes: 12 })).toBeCloseTo(144.384, 6);
  });

  it("agrees with the datasheets' formulas, worked out by hand", () => {
    // SX1276 datasheet rev. 7, 4.1.1.7: (8·51 − 4·12 + 28 + 16) / (4·(12 − 2)) = 10.1, so 8 + 11·5 = 63 symbols, and 12.25 before
    expect(timeMs({ chip: "sx127x", sf: 12, payloadBytes: 51 })).toBeCloseTo((63 + 12.25) * 32.768, 6);
    // SX1261/2 datasheet rev. 2.1, 6.1.4, SF5: (8·20 + 16 − 4·5 + 20) / (4·5) = 8.8, so 8 + 9·5 = 53 symbols, and 12 + 6.25 before
    expect(timeMs({ sf: 5, preambleSymbols: 12 })).toBeCloseTo((53 + 18.25) * 0.256, 9);
  });

  it("gives the parts", () => {
    // SX1276 datasheet rev. 7, 4.1.1.7, by hand: (160 − 28 + 28 + 16) / 28 = 6.3, so 8 + 7·5 = 43 symbols of 1.024 ms
    const { ldro, payloadSymbols, preambleTimeS, symbolTimeS, timeOnAirS } = loraTimeOnAir(packet({}));
    expect({ ldro, payloadSymbols, symbolTimeS }).toEqual({ ldro: false, payloadSymbols: 43, symbolTimeS: 0.001024 });
    expect(preambleTimeS).toBeCloseTo(12.25 * 0.001024, 12);
    expect(timeOnAirS).toBeCloseTo(0.056576, 12);
  });

  it("gives the bit rate", () => {
    // SX1276/77/78/79 datasheet rev. 7, product table: 0.018 to 37.5 kbit/s (SF12 at 7.8 kHz, SF6 at 500 kHz, both at 4/5)
    const rate = (change: Partial<LoraPacket>) =>
      loraTimeOnAir(packet({ chip: "sx127x", ldro: false, ...change })).bitRateBps;
    expect(rate({ sf: 12, bandwidthHz: 7800 })).toBeCloseTo(18, 0);
    expect(rate({ sf: 6, implicitHeader: true, bandwidthHz: 500e3 })).toBeCloseTo(37_500, 6);
    // RP002-1.0.4 gives LoRaWAN's rates with low-data-rate optimisation: 250 bit/s at DR0, 440 at DR1, rounded to two digits
    expect(rate({ sf: 12, ldro: "auto" }) / 250).toBeCloseTo(1, 1);
    expect(rate({ sf: 11, ldro: "auto" }) / 440).toBeCloseTo(1, 1);
  });
});

describe("where chips differ", () => {
  it("low-data-rate optimisation starts above 16 ms, on the SX128x at SF11", () => {
    const ldro = (change: Partial<LoraPacket>) => loraTimeOnAir(packet(change)).ldro;
    expect(ldro({ sf: 10 })).toBe(false);
    expect(ldro({ sf: 11 })).toBe(true);
    expect(ldro({ sf: 11, bandwidthHz: 250e3 })).toBe(false);
    expect(ldro({ sf: 12, bandwidthHz: 250e3 })).toBe(true);
    expect(ldro({ sf: 12, bandwidthHz: 500e3 })).toBe(false);
    expect(ldro({ chip: "sx128x", sf: 10, bandwidthHz: 812.5e3 })).toBe(false);
    expect(ldro({ chip: "sx128x", sf: 11, bandwidthHz: 1625e3 })).toBe(true);
    expect(ldro({ chip: "sx126x", sf: 6, ldro: true })).toBe(false);
    expect(ldro({ chip: "lr11xx", sf: 6, ldro: true })).toBe(true);
  });

  it("the SX127x at SF6 follows its datasheet, or its driver when asked", () => {
    const sf6 = packet({ chip: "sx127x", sf: 6, implicitHeader: true });
    const driver = loraTimeOnAir({ ...sf6, sf6Formula: "driver" }).timeOnAirS;
    expect(driver).toBeCloseTo(loraTimeOnAir({ ...sf6, chip: "sx126x" }).timeOnAirS, 12);
    expect(loraTimeOnAir(sf6).timeOnAirS).not.toBeCloseTo(driver, 6);
  });

  it.each<[string, Partial<LoraPacket>, string, RegExp]>([
    ["SF13", { sf: 13 }, "sf", /5 to 12, got 13/],
    ["SF5 on the SX127x", { chip: "sx127x", sf: 5 }, "sf", /6 to 12/],
    ["a fraction", { sf: 7.5 }, "sf", /got 7.5/],
    ["125 kHz at 2.4 GHz", { chip: "sx128x" }, "bandwidthHz", /SX128x, got 125000/],
    ["256 bytes", { payloadBytes: 256 }, "payloadBytes", /0 to 255, got 256/],
    ["a negative length", { payloadBytes: -1 }, "payloadBytes", /got -1/],
    ["NaN", { payloadBytes: Number.NaN }, "payloadBytes", /got null/],
    ["long interleaving on the SX126x", { codingRate: "li4/5" }, "codingRate", /no long interleaving/],
    ["a short preamble", { chip: "sx127x", preambleSymbols: 5 }, "preambleSymbols", /6 to 65535/],
    [
      "a preamble of 33 at 2.4 GHz",
      { chip: "sx128x", bandwidthHz: 812.5e3, preambleSymbols: 33 },
      "preambleSymbols",
      /33/,
    ],
    ["an explicit header at SF6", { chip: "sx127x", sf: 6 }, "implicitHeader", /implicit header/],
  ])("refuses %s", (_, change, where, message) => {
    const attempt = () => loraTimeOnAir(packet(change));
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect((error as InputError).issues[0].where).toBe(where);
    }
  });
});

describe("properties", () => {
  const packets: fc.Arbitrary<LoraPacket> = fc.constantFrom(...LORA_CHIPS).chain((chip) => {
    const { bandwidthsHz, longInterleaving } = LORA_CHIP_TRAITS[chip];
    return fc.record({
      chip: fc.constant(chip),
      sf: fc.integer({ min: 7, max: 12 }),
      bandwidthHz: fc.constantFrom<number[]>(...bandwidthsHz),
      codingRate: fc.constantFrom(...CODING_RATES.filter((rate) => longInterleaving || !rate.startsWith("li"))),
      preambleSymbols: fc.integer({ min: 6, max: 15 }),
      implicitHeader: fc.boolean(),
      crc: fc.boolean(),
      ldro: fc.constantFrom("auto" as const, true, false),
      payloadBytes: fc.integer({ min: 0, max: 254 }),
    });
  });
  const check = (property: (packet: LoraPacket) => void) => fc.assert(fc.property(packets, property), { seed: 4 });
  const seconds = (of: LoraPacket) => loraTimeOnAir(of).timeOnAirS;

  it("never shrinks with the payload, a CRC, or an explicit header", () => {
    check((of) => {
      expect(seconds({ ...of, payloadBytes: of.payloadBytes + 1 })).toBeGreaterThanOrEqual(seconds(of));
      expect(seconds({ ...of, crc: true })).toBeGreaterThanOrEqual(seconds({ ...of, crc: false }));
      expect(seconds({ ...of, implicitHeader: false })).toBeGreaterThanOrEqual(
        seconds({ ...of, implicitHeader: true }),
      );
    });
  });

  it("grows by one symbol with each symbol of preamble", () => {
    check((of) => {
      const { symbolTimeS, timeOnAirS } = loraTimeOnAir({ ...of, preambleSymbols: 14 });
      expect(timeOnAirS - seconds({ ...of, preambleSymbols: 12 })).toBeCloseTo(2 * symbolTimeS, 9);
    });
  });

  it("grows with the spreading factor: a lower one is faster", () => {
    check((of) => {
      if (of.sf < 12) expect(seconds({ ...of, sf: of.sf + 1 })).toBeGreaterThan(seconds(of));
    });
  });

  it("never shrinks with error correction or low-data-rate optimisation", () => {
    check((of) => {
      const [weak, strong] = of.codingRate.startsWith("li") ? (["li4/5", "li4/8"] as const) : (["4/5", "4/8"] as const);
      expect(seconds({ ...of, codingRate: strong })).toBeGreaterThanOrEqual(seconds({ ...of, codingRate: weak }));
      expect(seconds({ ...of, ldro: true })).toBeGreaterThanOrEqual(seconds({ ...of, ldro: false }));
    });
  });

  it("is its parts", () => {
    check((of) => {
      const { timeOnAirS, preambleTimeS, payloadSymbols, symbolTimeS } = loraTimeOnAir(of);
      expect(Number.isInteger(payloadSymbols)).toBe(true);
      expect(preambleTimeS + payloadSymbols * symbolTimeS).toBeCloseTo(timeOnAirS, 9);
    });
  });
});
