import { describe, expect, it } from "vitest";
import { estimateBatteryLife } from "../../../src/lora/energy/battery-life.ts";
import { expectedSuccess, snrForSuccess } from "../../../src/lora/energy/error-correction.ts";
import { LORA_PACKET_DEFAULTS } from "../../../src/lora/lora-packet.ts";

const packet = { ...LORA_PACKET_DEFAULTS, sf: 9, payloadBytes: 20 };
const BASE = { radio: "SX1261", battery: "LS14500", periodS: 900, payloadBytes: 20, sf: 9 };

describe("the signal-to-noise ratio behind a success", () => {
  it.each([0.01, 0.3, 0.8, 0.999])("gives %f back", (success) => {
    expect(expectedSuccess(packet, false, snrForSuccess(packet, false, success))).toBeCloseTo(success, 5);
  });
});

describe("what error correction buys", () => {
  const trades = (input: object) => estimateBatteryLife({ ...BASE, ...input }).errorCorrection ?? [];

  it("is not told without a word on the link", () => {
    expect(estimateBatteryLife(BASE).errorCorrection).toBeNull();
    expect(estimateBatteryLife(BASE).snrDb).toBeNull();
  });

  it("costs energy on a good link: longer packets for nothing", () => {
    const energies = trades({ marginDb: 6 }).map(({ energyPerDeliveredUplinkJ }) => energyPerDeliveredUplinkJ);
    expect(energies).toHaveLength(4);
    expect(energies).toEqual([...energies].sort((a, b) => a - b));
  });

  it("saves energy on a poor one: fewer retransmissions", () => {
    const byRate = new Map(trades({ confirmed: true, packetSuccess: 0.3 }).map((trade) => [trade.codingRate, trade]));
    const least = byRate.get("4/7");
    const plain = byRate.get("4/5");
    expect(plain?.packetSuccess).toBeCloseTo(0.3, 5);
    expect(least?.timeOnAirS).toBeGreaterThan(plain?.timeOnAirS ?? 0);
    expect(least?.transmissionsPerUplink).toBeLessThan((plain?.transmissionsPerUplink ?? 0) / 2);
    expect(least?.energyPerDeliveredUplinkJ).toBeLessThan((plain?.energyPerDeliveredUplinkJ ?? 0) / 1.5);
  });

  it("agrees with the estimate of the same rate", () => {
    for (const codingRate of ["4/5", "4/8"] as const) {
      const life = estimateBatteryLife({ ...BASE, snrDb: -13, codingRate });
      const trade = life.errorCorrection?.find((one) => one.codingRate === codingRate);
      expect(trade?.lifeDays).toBeCloseTo(life.lifeDays, 9);
      expect(trade?.packetSuccess).toBe(life.packetSuccess);
    }
  });

  it("leaves out rates whose packets no longer fit into the period", () => {
    const { timeOnAirS } = estimateBatteryLife({ ...BASE, sf: 12 });
    const tight = { ...BASE, sf: 12, periodS: timeOnAirS + 2.25, marginDb: 6 };
    expect(estimateBatteryLife(tight).errorCorrection?.map(({ codingRate }) => codingRate)).toEqual(["4/5"]);
  });

  it("stays finite on a link without hope", () => {
    const life = estimateBatteryLife({ ...BASE, snrDb: -60, confirmed: true });
    expect(life.transmissionsPerUplink).toBeCloseTo(8, 6);
    expect(Number.isFinite(life.energyPerDeliveredUplinkJ)).toBe(true);
  });

  it("takes a margin over the demodulator's threshold", () => {
    // SF9: -12.5 dB
    expect(estimateBatteryLife({ ...BASE, marginDb: 1.5 }).snrDb).toBe(-11);
  });
});
