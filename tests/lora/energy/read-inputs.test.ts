import { describe, expect, it } from "vitest";
import { ENERGY_INPUTS } from "../../../src/lora/energy/inputs.ts";
import { readEnergyInputs } from "../../../src/lora/energy/read-inputs.ts";

const LEAST = { radio: "SX1261", periodS: 60 };

describe("the inputs of battery life", () => {
  it("have defaults", () => {
    expect(readEnergyInputs(LEAST)).toMatchObject({ class: "A", confirmed: false, crc: true, rxSymbols: 6, usable: 1 });
    expect(readEnergyInputs({ ...LEAST, sf: undefined }).sf).toBeUndefined();
  });

  it("end in their unit", () => {
    for (const [key, { dimension }] of Object.entries(ENERGY_INPUTS).filter(([, input]) => "dimension" in input) as [
      string,
      { dimension: string },
    ][]) {
      const suffix = { time: /S$/, frequency: /Hz$/, power: /Dbm$/, current: /A$/, voltage: /V$/, charge: /Mah$/ }[
        dimension
      ];
      if (suffix !== undefined) expect(key).toMatch(suffix);
    }
  });

  it.each([
    [{ periodS: 0 }, "out-of-range", "periodS", "expected a number above 0, got 0"],
    [{ periodS: Number.NaN }, "out-of-range", "periodS", "got NaN"],
    [{ periodS: "60" }, "wrong-type", "periodS", 'expected a number, got "60"'],
    [{ sf: 13 }, "out-of-range", "sf", "from 5 to 12, got 13"],
    [{ sf: 7.5 }, "out-of-range", "sf", "a whole number"],
    [{ payloadBytes: 256 }, "out-of-range", "payloadBytes", "from 0 to 255, got 256"],
    [{ payloadBytes: -1 }, "out-of-range", "payloadBytes", "from 0 to 255"],
    [{ packetSuccess: 0 }, "out-of-range", "packetSuccess", "above 0 and of at most 1"],
    [{ class: "D" }, "unknown-value", "class", "expected one of A, B, C"],
    [{ confirmed: 1 }, "wrong-type", "confirmed", "true or false"],
    [{ battery: "" }, "wrong-type", "battery", "a name"],
    [{ radio: undefined }, "missing-input", "radio", "missing"],
    [{ txPower: 14 }, "unknown-input", "txPower", "unknown input"],
  ])("refuse %j", (input, code, where, message) => {
    expect(() => readEnergyInputs({ ...LEAST, ...input })).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code, where, message: expect.stringContaining(message) })],
      }),
    );
  });

  it("tell all faults at once, and the nearest key", () => {
    expect(() => readEnergyInputs({ txPower: 14, sf: 3 })).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ where: "txPower", hint: "did you mean txPowerDbm?" }),
          expect.objectContaining({ where: "radio" }),
          expect.objectContaining({ where: "periodS" }),
          expect.objectContaining({ where: "sf" }),
        ],
      }),
    );
  });
});
