import { describe, expect, it } from "vitest";
import { DEFAULT_ENVELOPE, type FrameSettings } from "../../../src/modem/frame-settings.ts";
import { frameChirps, syncSymbols } from "../../../src/modem/waveform/frame-chirps.ts";

const SF7: FrameSettings = {
  sf: 7,
  bandwidthHz: 125_000,
  codingRate: "4/5",
  crc: true,
  implicitHeader: false,
  lowDataRate: false,
  chip: "sx127x",
};

describe("frameChirps", () => {
  it("puts preamble, sync word, 2.25 down-chirps and symbols in a row", () => {
    const envelope = { ...DEFAULT_ENVELOPE, preambleSymbols: 3, syncWord: 0x34 };
    const { values, kinds, chips } = frameChirps(SF7, envelope, [5, 127]);
    expect([...values]).toEqual([0, 0, 0, 24, 32, 0, 0, 0, 5, 127]);
    expect([...kinds]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 0, 0]);
    expect([...chips]).toEqual([128, 128, 128, 128, 128, 128, 128, 32, 128, 128]);
  });

  it.each([
    ["sx126x", 5, 2],
    ["sx126x", 6, 2],
    ["sx126x", 7, 0],
    ["sx127x", 6, 0],
  ] as const)("on an %s at SF%i has %i plain up-chirps before the symbols", (chip, sf, extra) => {
    const { values, kinds } = frameChirps({ ...SF7, chip, sf }, { ...DEFAULT_ENVELOPE, preambleSymbols: 8 }, [9]);
    expect(values.length).toBe(8 + 2 + 3 + extra + 1);
    expect([...kinds.subarray(13)]).toEqual(new Array(extra + 1).fill(0));
    expect([...values.subarray(13)]).toEqual([...new Array(extra).fill(0), 9]);
  });

  it("folds a sync symbol into the band", () => {
    expect(syncSymbols(0x12, 7)).toEqual([8, 16]);
    expect(syncSymbols(0xf5, 5)).toEqual([24, 8]);
  });
});
