import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UplinkMerger } from "../../../src/field/import/merge-uplinks.ts";
import { EMPTY_UPLINK, type Reception, type UplinkRecord } from "../../../src/protocol/platforms/uplink-record.ts";

const hearing = (gatewayId: string, timeS: number | null, rssiDbm = -100): Reception => ({
  gatewayId,
  gatewayName: null,
  rssiDbm,
  snrDb: 5,
  timeS,
  channel: null,
  position: null,
});

interface Heard {
  readonly fCnt: number;
  readonly gateway: string;
  readonly timeS: number | null;
  readonly frequencyHz?: number;
  readonly rssiDbm?: number;
}

const heard = ({ fCnt, gateway, timeS, frequencyHz = 868.1e6, rssiDbm }: Heard): UplinkRecord => ({
  ...EMPTY_UPLINK,
  platform: "semtech-udp",
  devAddr: "26011a01",
  fCnt,
  timeS,
  frequencyHz,
  micHex: "0000000".concat(String(fCnt % 10)),
  receptions: [hearing(gateway, timeS, rssiDbm)],
});

function merge(uplinks: readonly UplinkRecord[]) {
  const merger = new UplinkMerger();
  const out = [...uplinks.flatMap((one) => merger.push(one)), ...merger.end()];
  return { merger, gateways: out.map(({ receptions }) => receptions.map(({ gatewayId }) => gatewayId).join("+")), out };
}

describe("what several gateways heard of one uplink", () => {
  it("is one uplink, at the earliest time", () => {
    const { gateways, out, merger } = merge([
      heard({ fCnt: 1, gateway: "a", timeS: 100.2 }),
      heard({ fCnt: 1, gateway: "b", timeS: 100 }),
      heard({ fCnt: 2, gateway: "a", timeS: 101 }),
    ]);
    expect(gateways).toEqual(["a+b", "a"]);
    expect(out[0].timeS).toBe(100);
    expect(merger.merged).toBe(1);
  });

  it("a repetition is an uplink of its own: same gateway again, another channel, or later", () => {
    const { gateways } = merge([
      heard({ fCnt: 1, gateway: "a", timeS: 100 }),
      heard({ fCnt: 1, gateway: "a", timeS: 101.9 }),
      heard({ fCnt: 1, gateway: "b", timeS: 101.9, frequencyHz: 868.3e6 }),
      heard({ fCnt: 1, gateway: "b", timeS: 105 }),
    ]);
    expect(gateways).toEqual(["a", "a", "b", "b"]);
  });

  it("a line that is there twice counts once", () => {
    const { gateways, merger } = merge([
      heard({ fCnt: 1, gateway: "a", timeS: 100 }),
      heard({ fCnt: 1, gateway: "a", timeS: 100 }),
    ]);
    expect(gateways).toEqual(["a"]);
    expect(merger.repeated).toBe(1);
  });

  it("without times neighbours are put together", () => {
    const { gateways } = merge([
      heard({ fCnt: 1, gateway: "a", timeS: null }),
      heard({ fCnt: 1, gateway: "b", timeS: null }),
    ]);
    expect(gateways).toEqual(["a+b"]);
  });

  it("no hearing is lost and none is doubled, in whatever order, with clocks that jump", () => {
    const one = fc.record({
      fCnt: fc.integer({ min: 0, max: 3 }),
      gateway: fc.constantFrom("a", "b", "c"),
      timeS: fc.option(fc.double({ min: 0, max: 8, noNaN: true })),
      rssiDbm: fc.integer({ min: -140, max: -30 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (list) => {
        const { out, merger } = merge(list.map(heard));
        const receptions = out.reduce((sum, uplink) => sum + uplink.receptions.length, 0);
        expect(receptions + merger.repeated).toBe(list.length);
        expect(out.length + merger.merged).toBe(list.length);
        for (const { receptions: all } of out) {
          expect(new Set(all.map(({ gatewayId }) => gatewayId)).size).toBe(all.length);
        }
      }),
    );
  });

  it("neither time nor memory grows with one uplink told a million times", { timeout: 20_000 }, () => {
    const merger = new UplinkMerger();
    let longest = 0;
    for (let i = 0; i < 50_000; i++) {
      for (const { receptions } of merger.push(heard({ fCnt: 1, gateway: `g${i}`, timeS: 1 }))) {
        longest = Math.max(longest, receptions.length);
      }
    }
    for (const { receptions } of merger.end()) longest = Math.max(longest, receptions.length);
    expect(longest).toBe(256);
  });

  it("holds back little, whatever the clocks say", () => {
    const merger = new UplinkMerger();
    let out = 0;
    for (let i = 0; i < 20_000; i++) {
      const timeS = i % 3 === 0 ? null : 1000;
      out += merger.push({ ...heard({ fCnt: i, gateway: "a", timeS }), micHex: String(i) }).length;
    }
    expect(20_000 - out).toBeLessThanOrEqual(4097);
  });
});
