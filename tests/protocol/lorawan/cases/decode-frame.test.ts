import { describe, expect, it } from "vitest";
import { decodeLorawanFrame } from "../../../../src/protocol/lorawan/cases/decode-frame.ts";
import { encodeLorawanFrame } from "../../../../src/protocol/lorawan/cases/encode-frame.ts";
import { caseOf, VECTORS } from "../../../support/lorawan-vectors.ts";

const NWK = "7a0e4d91c63b58f2e1947cd0ab63f518";
const APP = "19f4c27be5d03a86b8613ef70c5d92a4";
const OTHER = "d3b1f60a5e8c47299b04e6c1a87f3d52";
const keys10 = { nwkSKey: NWK, appSKey: APP };
const keys11 = { fNwkSIntKey: NWK, sNwkSIntKey: OTHER, nwkSEncKey: "c85e1b97f2403ad6718fe04b9c2d6a35", appSKey: APP };
const UP = { kind: "data-up", devAddr: "260b1f4c", frameCounter: 70_001, fport: 2, payloadHex: "21c0ffee" };
const up10 = encodeLorawanFrame({ ...UP, ...keys10, foptsHex: "02" }).phyPayloadHex;
const up11 = encodeLorawanFrame({ ...UP, ...keys11, version: "1.1", txDr: 5, txCh: 2, foptsHex: "02" }).phyPayloadHex;

const decode = (more: object) => decodeLorawanFrame({ phyPayloadHex: up10, frameCounter: 70_001, ...more });
const codes = (more: object) => decode(more).warnings.map(({ code }) => code);

describe("a frame that cannot be read whole", () => {
  it("tells what is missing", () => {
    expect(decode({})).toMatchObject({
      micValid: null,
      payloadHex: null,
      foptsHex: "02",
      macCommands: [{ name: "LinkCheckReq" }],
    });
    expect(codes({})).toEqual(["mic-unchecked", "payload-sealed"]);
    expect(codes({ nwkSKey: NWK })).toEqual(["payload-sealed"]);
  });

  it("gives a payload that nothing vouches for with a warning", () => {
    expect(decode({ appSKey: APP })).toMatchObject({ micValid: null, payloadHex: "21c0ffee" });
    expect(codes({ appSKey: APP })).toEqual(["mic-unchecked", "payload-unauthenticated"]);
  });

  it("shows nothing encrypted when the MIC is wrong", () => {
    for (const wrong of [{ nwkSKey: OTHER }, { frameCounter: 4465 }, { version: "1.1", ...keys11, txDr: 5, txCh: 2 }]) {
      const decoded = decode({ ...keys10, ...wrong });
      expect(decoded).toMatchObject({ micValid: false, payloadHex: null });
      expect(decoded.warnings[0].code).toBe("mic-invalid");
    }
  });

  it("tells a counter that cannot be the frame's", () => {
    expect(codes({ ...keys10, frameCounter: 70_002 })).toEqual(["mic-invalid", "counter-mismatch"]);
  });

  it("finds the counter by the next one that is expected", () => {
    const found = decodeLorawanFrame({ phyPayloadHex: up10, nextFrameCounter: 69_000, ...keys10 });
    expect(found).toMatchObject({ frameCounter: 70_001, micValid: true });
    expect(decodeLorawanFrame({ phyPayloadHex: up10, ...keys10 })).toMatchObject({
      frameCounter: 4465,
      micValid: false,
    });
  });

  it("tells keys of the other version", () => {
    expect(codes(keys11)[0]).toBe("keys-of-other-version");
    expect(codes({ ...keys10, version: "1.1" })[0]).toBe("keys-of-other-version");
  });

  it("tells another device, weak keys and equal ones", () => {
    expect(codes({ ...keys10, devAddr: "260b1f4d" })).toEqual(["other-device"]);
    expect(codes({ nwkSKey: "00".repeat(16), appSKey: "00".repeat(16) })).toEqual([
      "mic-invalid",
      "weak-key",
      "weak-key",
      "same-key",
    ]);
  });
});

describe("a 1.1 frame with some of its keys", () => {
  const decode11 = (more: object) =>
    decodeLorawanFrame({ phyPayloadHex: up11, version: "1.1", frameCounter: 70_001, ...more });

  it("is authentic only when both halves of the MIC are right", () => {
    const known = { fNwkSIntKey: NWK, sNwkSIntKey: OTHER, txDr: 5, txCh: 2 };
    expect(decode11(known).micValid).toBe(true);
    for (const one of [{ fNwkSIntKey: NWK }, { sNwkSIntKey: OTHER, txDr: 5, txCh: 2 }, { ...known, txCh: undefined }]) {
      const { micValid, warnings } = decode11(one);
      expect(micValid).toBeNull();
      expect(warnings[0].code).toBe("mic-half-checked");
    }
    expect(decode11({ fNwkSIntKey: OTHER }).micValid).toBe(false);
    expect(decode11({ ...known, txCh: 3 }).micValid).toBe(false);
  });

  it("keeps its options sealed without nwkSEncKey", () => {
    const { foptsHex, macCommands, warnings } = decode11({ appSKey: APP });
    expect([foptsHex, macCommands]).toEqual([null, []]);
    expect(warnings.map(({ code }) => code)).toContain("fopts-sealed");
    expect(decode11(keys11).macCommands).toMatchObject([{ name: "LinkCheckReq", in: "FOpts" }]);
  });

  it("needs the counter of what an ACK confirms", () => {
    const ack = { ...UP, kind: "data-down", ...keys11, version: "1.1", fctrl: { ack: true }, confFcnt: 9 };
    const { phyPayloadHex } = encodeLorawanFrame(ack);
    const read = (more: object) =>
      decodeLorawanFrame({ phyPayloadHex, version: "1.1", frameCounter: 70_001, ...keys11, ...more });
    expect(read({ confFcnt: 9 }).micValid).toBe(true);
    expect(read({ confFcnt: 10 }).micValid).toBe(false);
    expect(read({}).micValid).toBeNull();
    expect(read({}).warnings[0].message).toContain("confFcnt");
  });
});

describe("a join-accept", () => {
  const [accept10, accept11] = ["join_accept_1.0", "join_accept_1.1"].map((kind) =>
    VECTORS.find((one) => one.kind === kind),
  );
  const frame10 = encodeLorawanFrame(caseOf(accept10 ?? VECTORS[0])).phyPayloadHex;
  const frame11 = encodeLorawanFrame(caseOf(accept11 ?? VECTORS[0])).phyPayloadHex;

  it("is sealed without a key, and noise under a wrong one", () => {
    expect(decodeLorawanFrame({ phyPayloadHex: frame10 })).toMatchObject({
      micValid: null,
      warnings: [{ code: "sealed" }],
    });
    const wrong = decodeLorawanFrame({ phyPayloadHex: frame10, appKey: OTHER });
    expect(wrong).toMatchObject({ micValid: false, warnings: [{ code: "mic-invalid" }] });
    expect(wrong).not.toHaveProperty("devAddr");
  });

  it("of 1.1 takes the request's values to check", () => {
    const nwkKey = accept11?.input.nwkKey;
    const decoded = decodeLorawanFrame({ phyPayloadHex: frame11, version: "1.1", nwkKey });
    expect(decoded).toMatchObject({ micValid: null, warnings: [{ code: "mic-unchecked" }] });
  });

  it("shows its session's keys only when asked", () => {
    const { appKey, devNonce } = accept10?.input ?? {};
    const asked = { phyPayloadHex: frame10, appKey, devNonce };
    expect(decodeLorawanFrame(asked)).not.toHaveProperty("sessionKeys");
    expect(decodeLorawanFrame({ ...asked, sessionKeys: true })).toHaveProperty(
      "sessionKeys.appSKey",
      accept10?.expected.appSKey,
    );
  });
});

describe("frames that receivers drop or that are unusual", () => {
  const patched = (change: (bytes: Buffer) => Buffer) => change(Buffer.from(up10, "hex")).toString("hex");

  it("reads them and says so", () => {
    const onPort0 = patched((bytes) => {
      bytes[9] = 0;
      return bytes;
    });
    expect(decodeLorawanFrame({ phyPayloadHex: onPort0 }).warnings.map(({ code }) => code)).toContain(
      "fopts-with-port-0",
    );
    const onReserved = patched((bytes) => {
      bytes[9] = 250;
      return bytes;
    });
    expect(decodeLorawanFrame({ phyPayloadHex: onReserved }).warnings.map(({ code }) => code)).toContain(
      "reserved-port",
    );
    const reserved = patched((bytes) => {
      bytes[0] |= 0x04;
      return bytes;
    });
    expect(decodeLorawanFrame({ phyPayloadHex: reserved }).warnings[0].code).toBe("reserved-bits");
    expect(decodeLorawanFrame({ phyPayloadHex: `60${up10.slice(2, 10)}41${up10.slice(12)}` }).warnings[0].code).toBe(
      "reserved-bits",
    );
  });

  it("leaves a proprietary frame alone", () => {
    expect(decodeLorawanFrame({ phyPayloadHex: "e0008b658839" })).toMatchObject({
      kind: "proprietary",
      micValid: null,
      payloadHex: "008b658839",
      warnings: [{ code: "proprietary" }],
    });
  });

  it("tells a DevEUI of zeros", () => {
    const { phyPayloadHex } = encodeLorawanFrame({
      kind: "join-request",
      joinEui: "00".repeat(8),
      devEui: "00".repeat(8),
      devNonce: 1,
      appKey: OTHER,
    });
    expect(decodeLorawanFrame({ phyPayloadHex, appKey: OTHER }).warnings.map(({ code }) => code)).toEqual(["zero-eui"]);
  });
});

describe("bytes that are no frame", () => {
  it.each<[string, RegExp]>([
    ["", /no bytes/],
    ["41f17dbe4900020001954378762b11ff0d", /major version 1: only 0/],
    [up10.slice(0, 22), /11 bytes: a data frame has at least 12/],
    ["4049be7df1050200012b11ff0d", /FOptsLen 5, but 1 bytes are left/],
    [`${"00".repeat(24)}`, /24 bytes: a join-request has 23/],
    [`20${"00".repeat(17)}`, /18 bytes: a join-accept has 17 or 33/],
    ["c0", /1 byte: a rejoin-request/],
    [`c003${"00".repeat(17)}`, /rejoin type 3: only 0, 1 and 2/],
    [`c001${"00".repeat(17)}`, /19 bytes: a rejoin-request of type 1 has 24/],
    ["40".repeat(256), /256 bytes: a frame has at most 255/],
    ["40".repeat(2000), /expected at most 1024 bytes, got 2000/],
    ["40".repeat(2_000_000), /expected at most 1024 bytes, got 4000000 characters/],
    ["zz", /expected hexadecimal digits/],
    ["405", /two digits a byte/],
  ])("%.24s… is refused", (phyPayloadHex, message) => {
    expect(() => decodeLorawanFrame({ phyPayloadHex })).toThrow(message);
  });
});

describe("a case that cannot be encoded", () => {
  const data = { ...UP, ...keys10 };
  it.each<[string, object, RegExp]>([
    ["no kind", { kind: undefined }, /kind: missing: one of join-request/],
    ["an unknown kind", { kind: "data" }, /kind: expected one of/],
    ["an unknown version", { version: "2.0" }, /version: expected "1\.0" or "1\.1", got "2\.0"/],
    ["an unknown input", { devAdr: "00" }, /devAdr: unknown input/],
    ["no key", { nwkSKey: undefined }, /nwkSKey: missing/],
    ["no key for the payload", { appSKey: null }, /appSKey: missing/],
    ["half an address", { devAddr: "260b" }, /devAddr: expected 8 hexadecimal digits, got 4/],
    ["a payload without a port", { fport: undefined }, /fport: missing/],
    ["options on port 0", { fport: 0, foptsHex: "02" }, /not both/],
    ["16 bytes of options", { foptsHex: "02".repeat(16) }, /foptsHex: expected at most 15 bytes/],
    ["two names for one thing", { frmPlain: "00" }, /frmPlain: is the same as payloadHex/],
    [
      "commands and other bytes",
      { macCommands: [{ name: "LinkCheckReq" }], foptsHex: "0d" },
      /macCommands: says something else/,
    ],
    ["too many commands", { macCommands: Array(16).fill({ name: "LinkCheckReq" }) }, /FOpts has 15/],
    ["too long a payload", { payloadHex: "00".repeat(243) }, /payloadHex: expected at most 242 bytes, got 243/],
    ["a counter beyond 32 bits", { frameCounter: 2 ** 32 }, /frameCounter: expected a whole number/],
    [
      "a bit of the other direction",
      { fctrl: { fPending: true } },
      /fctrl\.fPending: has no meaning in a frame that goes up/,
    ],
    ["a message type that does not fit", { mtype: "ConfirmedDataDown" }, /mtype: expected UnconfirmedDataUp or/],
    ["a flag that is none", { fctrl: { ack: 1 } }, /fctrl\.ack: expected true or false, got 1/],
    ["1.1 without the channel", { version: "1.1", ...keys11 }, /txDr: missing/],
    [
      "1.1 with an ACK of nothing",
      { version: "1.1", ...keys11, txDr: 0, txCh: 0, fctrl: { ack: true } },
      /confFcnt: missing/,
    ],
  ])("for %s", (_, change, message) => {
    expect(() => encodeLorawanFrame({ ...data, ...change })).toThrow(message);
  });

  it.each<[string, object, RegExp]>([
    ["both lists of channels", { cflistFrequencies: [], cflistChannelMasks: [] }, /cannot be given together/],
    ["six frequencies", { cflistFrequencies: Array(6).fill(868_100_000) }, /a list of at most 5/],
    ["a frequency off the grid", { cflistFrequencies: [868_100_050] }, /multiples of 100 Hz/],
    ["OptNeg in 1.0", { dlSettings: { optNeg: true } }, /dlSettings\.optNeg: is reserved in LoRaWAN 1\.0/],
    ["an unknown setting", { dlSettings: { rx1Offset: 1 } }, /dlSettings\.rx1Offset: unknown input/],
    ["1.1 without DevEUI", { version: "1.1", nwkKey: OTHER }, /devEui: missing/],
  ])("as join-accept for %s", (_, change, message) => {
    const accept = { kind: "join-accept", joinNonce: 1, netId: "000013", devAddr: "260b1f4c", appKey: OTHER };
    expect(() => encodeLorawanFrame({ ...accept, ...change })).toThrow(message);
  });

  it("as rejoin-request of a wrong key", () => {
    const rejoin = {
      kind: "rejoin-request",
      rejoinType: 1,
      joinEui: "00".repeat(8),
      devEui: "11".repeat(8),
      rjCount: 0,
    };
    expect(() => encodeLorawanFrame({ ...rejoin, key: OTHER, keyName: "s_nwk_s_int_key" })).toThrow(
      /signed with jsIntKey/,
    );
    expect(() => encodeLorawanFrame(rejoin)).toThrow(/jsIntKey: missing/);
  });
});
