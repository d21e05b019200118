import { describe, expect, it } from "vitest";
import {
  deliveryCurve,
  type FadingChannel,
  type PacketShape,
  requiredSnrDb,
} from "../../../src/link/configuration/delivery.ts";
import { packetSuccess } from "../../../src/lora/packet-success.ts";
import { normalProbability } from "../../../src/math/normal.ts";

const PACKET: PacketShape = { sf: 9, codingRate: "4/5", payloadBytes: 20 };
const STEADY: FadingChannel = { shadowingDb: 0, fading: "none" };

/** The average by the plainest sum: packet success at every fade, by its density. */
function averageByDensity(snrDb: number, shadowingDb: number): number {
  let sum = 0;
  let weight = 0;
  for (let z = -8; z <= 8; z += 0.002) {
    const density = Math.exp(-0.5 * z * z);
    weight += density;
    sum += density * packetSuccess({ ...PACKET, snrDb: snrDb + z * shadowingDb });
  }
  return sum / weight;
}

describe("deliveryCurve", () => {
  it("is the packet success itself without a fade", () => {
    const curve = deliveryCurve(PACKET, STEADY);
    for (const snrDb of [-16, -14, -13, -12]) expect(curve(snrDb)).toBe(packetSuccess({ ...PACKET, snrDb }));
  });

  it.each([0.5, 3, 8])(
    "averages over %d dB of shadowing",
    (shadowingDb) => {
      const curve = deliveryCurve(PACKET, { shadowingDb, fading: "none" });
      for (const snrDb of [-18, -14, -10]) expect(curve(snrDb)).toBeCloseTo(averageByDensity(snrDb, shadowingDb), 3);
    },
    60_000,
  );

  it("under wide shadowing is that of a hard threshold", () => {
    // The rise of a tenth of the shadowing's width is a step at the SNR of one half
    const middleDb = requiredSnrDb(PACKET, STEADY, 0.5);
    const curve = deliveryCurve(PACKET, { shadowingDb: 20, fading: "none" });
    for (const aboveDb of [-20, 0, 30]) {
      expect(curve(middleDb + aboveDb)).toBeCloseTo(normalProbability(aboveDb / 20), 2);
    }
  });

  it("under Rayleigh fading loses one packet in ten for every ten decibels", () => {
    // Outage 1 − exp(−threshold/mean) ≈ threshold/mean: T. Rappaport, "Wireless Communications", §5.6
    const curve = deliveryCurve(PACKET, { shadowingDb: 0, fading: "rayleigh" });
    const lost = [10, 20, 30].map((snrDb) => 1 - curve(snrDb));
    expect(lost[0] / lost[1]).toBeCloseTo(10, 1);
    expect(lost[1] / lost[2]).toBeCloseTo(10, 1);
  });

  it.each([
    ["none", 4],
    ["rayleigh", 0],
    ["rayleigh", 6],
  ] as const)("only grows, from nothing to all (%s, %d dB)", (fading, shadowingDb) => {
    const curve = deliveryCurve(PACKET, { shadowingDb, fading });
    const shares = Array.from({ length: 60 }, (_, i) => curve(-60 + 2 * i));
    for (const [i, share] of shares.slice(1).entries()) expect(share).toBeGreaterThanOrEqual(shares[i]);
    expect(shares[0]).toBeLessThan(0.01);
    expect(shares.at(-1)).toBeGreaterThan(0.99);
  });

  it("refuses a negative shadowing", () => {
    expect(() => deliveryCurve(PACKET, { shadowingDb: -1, fading: "none" })).toThrow(/shadowingDb/);
  });
});

describe("requiredSnrDb", () => {
  it.each([
    [STEADY, 0.99],
    [{ shadowingDb: 8, fading: "none" }, 0.9],
    [{ shadowingDb: 0, fading: "rayleigh" }, 0.99],
  ] as const)("is where the curve reaches the share (%o, %d)", (channel, reliability) => {
    const snrDb = requiredSnrDb(PACKET, channel, reliability);
    expect(deliveryCurve(PACKET, channel)(snrDb)).toBeCloseTo(reliability, 9);
  });

  it("grows with the reliability, and falls with the spreading factor", () => {
    const shares = [0.1, 0.5, 0.9, 0.99, 0.999];
    const needed = shares.map((share) => requiredSnrDb(PACKET, { shadowingDb: 6, fading: "none" }, share));
    expect([...needed].sort((a, b) => a - b)).toEqual(needed);
    const bySf = ([7, 8, 9, 10, 11, 12] as const).map((sf) => requiredSnrDb({ ...PACKET, sf }, STEADY, 0.99));
    expect([...bySf].sort((a, b) => b - a)).toEqual(bySf);
  });

  it.each([0, 1, -1, Number.NaN])("refuses a share of %d", (reliability) => {
    expect(() => requiredSnrDb(PACKET, STEADY, reliability)).toThrow(/reliability/);
  });
});
