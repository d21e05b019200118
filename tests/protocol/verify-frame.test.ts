import { describe, expect, it } from "vitest";
import { encodeAny } from "../../src/protocol/frame-case.ts";
import { type KeySource, NO_KEYS } from "../../src/protocol/key-source.ts";
import { ReplayGuard } from "../../src/protocol/replay-guard.ts";
import { verifyAny } from "../../src/protocol/verify-frame.ts";

const NWK = "7a0e4d91c63b58f2e1947cd0ab63f518";
const APP = "19f4c27be5d03a86b8613ef70c5d92a4";
const ROOT = "d3b1f60a5e8c47299b04e6c1a87f3d52";
const OTHER = "c85e1b97f2403ad6718fe04b9c2d6a35";
const keys = { nwkSKey: NWK, appSKey: APP };
const keys11 = {
  version: "1.1",
  fNwkSIntKey: NWK,
  sNwkSIntKey: OTHER,
  nwkSEncKey: ROOT,
  appSKey: APP,
  txDr: 5,
  txCh: 2,
};

const encode = (input: object) => encodeAny({ ...input }, NO_KEYS).phyPayloadHex;
const up = (frameCounter: number, more: object = keys) =>
  encode({ kind: "data-up", devAddr: "260b1f4c", fport: 2, payloadHex: "00", ...more, frameCounter });

/** Verdicts on frames that come one after the other. */
function judge(frames: readonly string[], more: object = keys, guard = new ReplayGuard()): string[] {
  return frames.map((phyPayloadHex) => verifyAny({ phyPayloadHex, ...more }, NO_KEYS, guard).verdict);
}

describe("a log of uplinks", () => {
  it("tells new frames, repeated ones and replays apart", () => {
    const log = [up(0), up(1), up(1), up(2), up(0), up(5), up(2), up(6)];
    expect(judge(log)).toEqual(["fresh", "fresh", "duplicate", "fresh", "replay", "fresh", "replay", "fresh"]);
  });

  it("carries the counter over 16 bits, and replays from before them are found out", () => {
    const log = [up(0), up(65_000), up(65_535), up(65_536), up(65_537), up(65_535), up(65_000)];
    expect(judge(log)).toEqual(["fresh", "fresh", "fresh", "fresh", "fresh", "replay", "replay"]);
  });

  it("tells a device that began anew from a forged frame", () => {
    const guard = new ReplayGuard();
    expect(judge([up(0), up(60_000), up(100_000)], keys, guard)).toEqual(["fresh", "fresh", "fresh"]);
    const reset = verifyAny({ phyPayloadHex: up(3), ...keys }, NO_KEYS, guard);
    expect(reset).toMatchObject({
      accept: false,
      verdict: "replay",
      micValid: true,
      frameCounter: 3,
      payloadHex: null,
    });
    expect(reset.findings[0].message).toContain("counter 3, but 100000 was there before");
    expect(judge([up(100_001, { ...keys, nwkSKey: OTHER })], keys, guard)).toEqual(["mic-invalid"]);
  });

  it("counts frames that are missing", () => {
    const guard = new ReplayGuard();
    judge([up(10)], keys, guard);
    const codes = (frame: string) =>
      verifyAny({ phyPayloadHex: frame, ...keys }, NO_KEYS, guard).findings.map(
        ({ code, message }) => `${code}: ${message}`,
      );
    expect(codes(up(14))).toEqual(["counter-gap: 3 frames are missing before this one"]);
    expect(codes(up(16))).toEqual(["counter-gap: 1 frame is missing before this one"]);
    expect(codes(up(16 + 16_385)).map((text) => text.split(":")[0])).toEqual(["counter-gap", "counter-jump"]);
  });

  it("is not moved by forged frames", () => {
    const guard = new ReplayGuard();
    judge([up(1)], keys, guard);
    const forged = up(60_000, { ...keys, nwkSKey: OTHER });
    expect(judge([forged, up(2)], keys, guard)).toEqual(["mic-invalid", "fresh"]);
  });

  it("begins anew under new keys, and without keys is left unchecked", () => {
    const guard = new ReplayGuard();
    judge([up(500)], keys, guard);
    const renewed = { nwkSKey: OTHER, appSKey: APP };
    expect(judge([up(0, renewed), up(0, renewed)], renewed, guard)).toEqual(["fresh", "duplicate"]);
    expect(judge([up(0)], {}, guard)).toEqual(["unchecked"]);
    expect(judge([up(500), up(400)], keys, guard)).toEqual(["duplicate", "replay"]);
  });

  it("goes by what a case says", () => {
    expect(judge([up(70_001)], { ...keys, nextFrameCounter: 70_000 })).toEqual(["fresh"]);
    expect(judge([up(70_001)], { ...keys, nextFrameCounter: 70_003 })).toEqual(["replay"]);
    expect(judge([up(70_001), up(70_001)], { ...keys, frameCounter: 70_001 })).toEqual(["fresh", "duplicate"]);
    expect(judge([up(70_001)], { ...keys, frameCounter: 70_002 })).toEqual(["mic-invalid"]);
  });

  it("drops what receivers drop", () => {
    const odd = encode({
      kind: "data-up",
      devAddr: "260b1f4c",
      fport: 230,
      payloadHex: "00",
      ...keys,
      frameCounter: 1,
    });
    expect(judge([odd])).toEqual(["dropped"]);
  });
});

describe("the counters of 1.1", () => {
  it("are two going down", () => {
    const down = (fport: number | null, frameCounter: number) =>
      encode({
        kind: "data-down",
        devAddr: "260b1f4c",
        fport,
        payloadHex: fport === null ? "" : "06",
        ...keys11,
        frameCounter,
      });
    const log = [down(0, 7), down(3, 7), down(null, 8), down(3, 8), down(3, 8), down(0, 8)];
    expect(judge(log, keys11)).toEqual(["fresh", "fresh", "fresh", "fresh", "duplicate", "duplicate"]);
  });

  it("are one going up", () => {
    const log = [up(7, keys11), up(8, keys11), up(7, keys11)];
    expect(judge(log, keys11)).toEqual(["fresh", "fresh", "replay"]);
  });
});

describe("joins", () => {
  const join = (devNonce: number) =>
    encode({ kind: "join-request", joinEui: "00".repeat(8), devEui: "70b3d57ed0050001", devNonce, key: ROOT });

  it("use a DevNonce once; from 1.0.4 on it counts", () => {
    const log = [join(5), join(9), join(5), join(7)];
    const known = { appKey: ROOT, nwkKey: ROOT };
    expect(judge(log, { ...known, version: "1.0.3" })).toEqual(["fresh", "fresh", "replay", "fresh"]);
    expect(judge(log, { ...known, version: "1.0.4" })).toEqual(["fresh", "fresh", "replay", "replay"]);
    expect(judge(log, { ...known, version: "1.1" })).toEqual(["fresh", "fresh", "replay", "replay"]);
  });

  it("do not burn a DevNonce by a forged request", () => {
    const guard = new ReplayGuard();
    expect(judge([join(5)], { appKey: OTHER }, guard)).toEqual(["mic-invalid"]);
    expect(judge([join(5)], { appKey: ROOT }, guard)).toEqual(["fresh"]);
  });

  it("count rejoins of type 1 apart from the others", () => {
    const rejoin = (rejoinType: number, rjCount: number) => {
      const fields = { devEui: "70b3d57ed0050001", rejoinType, rjCount };
      const own = rejoinType === 1 ? { joinEui: "00".repeat(8) } : { netId: "000013" };
      return encode({ kind: "rejoin-request", ...fields, ...own, sNwkSIntKey: OTHER, jsIntKey: ROOT });
    };
    const log = [rejoin(0, 4), rejoin(1, 4), rejoin(2, 4), rejoin(2, 5), rejoin(1, 3)];
    const known = { version: "1.1", sNwkSIntKey: OTHER, jsIntKey: ROOT };
    expect(judge(log, known)).toEqual(["fresh", "fresh", "replay", "fresh", "replay"]);
  });

  it("know a join-accept's nonce when the device is known", () => {
    const accept = (joinNonce: number) =>
      encode({ kind: "join-accept", joinNonce, netId: "000013", devAddr: "260b1f4c", appKey: ROOT });
    const log = [accept(5), accept(5)];
    expect(judge(log, { appKey: ROOT, devEui: "70b3d57ed0050001" })).toEqual(["fresh", "replay"]);
    expect(judge(log, { appKey: ROOT })).toEqual(["fresh", "fresh"]);
  });
});

describe("keys of several devices", () => {
  const source: KeySource = {
    shared: {},
    devices: [
      { name: "first", devAddr: "26:0B:1F:4C", nwkSKey: OTHER, appSKey: APP },
      { name: "second", devAddr: "260b1f4c", ...keys },
      { devEui: "70b3d57ed0050001", appKey: ROOT },
      { name: "well", devAddr: "00000007", deviceKey: OTHER },
    ],
  };

  it("are told apart by the MIC where they share an address", () => {
    const verify = (phyPayloadHex: string) => verifyAny({ phyPayloadHex }, source, new ReplayGuard());
    expect(verify(up(1))).toMatchObject({ verdict: "fresh", device: "second", devAddr: "260b1f4c" });
    expect(verify(up(1, { nwkSKey: OTHER, appSKey: APP }))).toMatchObject({ verdict: "fresh", device: "first" });
    expect(verify(up(1, { nwkSKey: ROOT, appSKey: APP }))).toMatchObject({ verdict: "mic-invalid", device: null });
  });

  it("may be an old and a new one of one device: neither brings old frames back", () => {
    const devAddr = "00000009";
    const both = { shared: {}, devices: [OTHER, ROOT].map((deviceKey) => ({ devAddr, deviceKey })) };
    const sealed = (frameCounter: number, deviceKey: string) =>
      encode({ protocol: "private", devAddr, frameCounter, payloadHex: "01", deviceKey });
    const guard = new ReplayGuard();
    const log = [sealed(3, OTHER), sealed(0, ROOT), sealed(3, OTHER), sealed(4, OTHER), sealed(0, ROOT)];
    const verdicts = log.map((phyPayloadHex) => verifyAny({ protocol: "private", phyPayloadHex }, both, guard).verdict);
    expect(verdicts).toEqual(["fresh", "fresh", "replay", "fresh", "replay"]);
  });

  it("are known by DevEUI, and in the private protocol by address", () => {
    const join = encode({
      kind: "join-request",
      joinEui: "00".repeat(8),
      devEui: "70b3d57ed0050001",
      devNonce: 1,
      appKey: ROOT,
    });
    expect(verifyAny({ phyPayloadHex: join }, source, new ReplayGuard())).toMatchObject({
      verdict: "fresh",
      device: "70b3d57ed0050001",
    });
    const sealed = (frameCounter: number, deviceKey = OTHER) =>
      encode({ protocol: "private", devAddr: "00000007", frameCounter, payloadHex: "01", deviceKey });
    const guard = new ReplayGuard();
    const verify = (phyPayloadHex: string) => verifyAny({ protocol: "private", phyPayloadHex }, source, guard);
    expect(verify(sealed(3))).toMatchObject({ verdict: "fresh", device: "well", payloadHex: "01", frameCounter: 3 });
    expect(verify(sealed(3))).toMatchObject({ verdict: "replay", accept: false, payloadHex: null });
    expect(verify(sealed(4, ROOT))).toMatchObject({ verdict: "mic-invalid", micValid: false });
    const unknown = encode({
      protocol: "private",
      devAddr: "00000008",
      frameCounter: 1,
      payloadHex: "",
      deviceKey: OTHER,
    });
    expect(verify(unknown)).toMatchObject({ verdict: "unchecked", micValid: null });
  });
});
