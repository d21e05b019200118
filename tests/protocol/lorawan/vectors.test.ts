import { describe, expect, it } from "vitest";
import { AesKey } from "../../../src/protocol/crypto/aes-key.ts";
import { decodeLorawanFrame } from "../../../src/protocol/lorawan/cases/decode-frame.ts";
import { encodeLorawanFrame } from "../../../src/protocol/lorawan/cases/encode-frame.ts";
import { recoverFrameCounter } from "../../../src/protocol/lorawan/frame-counter.ts";
import { deriveJoinServerKeys, deriveSessionKeys10 } from "../../../src/protocol/lorawan/session-keys.ts";
import { caseOf, keysOf, readReference, VECTORS } from "../../support/lorawan-vectors.ts";

const frames = VECTORS.filter(({ expected }) => expected.phy !== undefined);
const data = frames.filter(({ kind }) => kind.startsWith("data_"));
const accepts = frames.filter(({ kind }) => kind.startsWith("join_accept"));

describe("reference/lorawan/vectors.json", () => {
  it("is all there", () => {
    expect([frames.length, data.length, accepts.length]).toEqual([38, 23, 8]);
  });

  it.each(frames)("$id: encodes $kind byte for byte", (vector) => {
    const { phyPayloadHex, micHex } = encodeLorawanFrame(caseOf(vector));
    expect(phyPayloadHex).toBe(vector.expected.phy);
    expect(micHex).toBe(vector.expected.mic);
  });

  it.each(data)("$id: decodes $kind", (vector) => {
    const { version, kind } = caseOf(vector);
    const { frmPlain, foptsPlain, fctrl, mtype, fport, devAddr, ...rest } = vector.input;
    const decoded = decodeLorawanFrame({ ...rest, version, phyPayloadHex: vector.expected.phy });
    expect(decoded).toMatchObject({
      kind,
      mtype,
      fport,
      devAddr,
      fctrl,
      micValid: true,
      payloadHex: frmPlain,
      foptsHex: foptsPlain,
      frameCounter: rest.fcnt32,
    });
  });

  it.each(accepts)("$id: decodes $kind and derives its session", (vector) => {
    const { version } = caseOf(vector);
    const { devAddr, dlSettings, joinNonce, netId, rxDelay, cflistFrequencies, ...rest } = vector.input;
    const { keyName: _, ...input } = rest;
    const decoded = decodeLorawanFrame({ ...input, version, phyPayloadHex: vector.expected.phy, sessionKeys: true });
    expect(decoded).toMatchObject({ micValid: true, devAddr, dlSettings, joinNonce, netId, rxDelay });
    expect(decoded.cflistFrequencies).toEqual(cflistFrequencies);
    const { appSKey, nwkSKey, fNwkSIntKey, sNwkSIntKey, nwkSEncKey } = vector.expected;
    const session = version === "1.0" ? { appSKey, nwkSKey } : { appSKey, fNwkSIntKey, sNwkSIntKey, nwkSEncKey };
    expect(decoded.sessionKeys).toEqual(session);
    expect(
      Object.entries(encodeLorawanFrame(caseOf(vector)).sessionKeys ?? {}).map(([name, key]) => [
        name,
        key.revealHex(),
      ]),
    ).toEqual(expect.arrayContaining(Object.entries(session)));
  });

  it.each(accepts.filter(({ kind }) => kind.endsWith("1.1")))("$id: derives the join server's keys", (vector) => {
    const keys = deriveJoinServerKeys(AesKey.parse("nwkKey", vector.input.nwkKey), String(vector.input.devEui));
    expect(keys.jsIntKey.revealHex()).toBe(vector.expected.jsIntKey);
    expect(keys.jsEncKey.revealHex()).toBe(vector.expected.jsEncKey);
  });

  it.each(frames.filter(({ kind }) => /^(re)?join_request/.test(kind)))("$id: decodes $kind", (vector) => {
    const { version } = caseOf(vector);
    const { key, ...fields } = vector.input;
    const { keyName: _, ...expected } = fields;
    const decoded = decodeLorawanFrame({ key, version, phyPayloadHex: vector.expected.phy });
    expect(decoded).toMatchObject({ ...expected, micValid: true, micHex: vector.expected.mic });
  });

  it.each(VECTORS.filter(({ kind }) => /^data_(mic|ack)_known/.test(kind)))(
    "$id: judges a MIC",
    ({ input, expected }) => {
      expect(decodeLorawanFrame({ ...keysOf(input), phyPayloadHex: input.phy }).micValid).toBe(expected.valid);
    },
  );

  it("derives known 1.0 session keys", () => {
    const [{ input, expected }] = VECTORS.filter(({ kind }) => kind === "session_keys_1.0_known");
    const keys = deriveSessionKeys10(AesKey.parse("appKey", input.appKey), String(input.netId), {
      joinNonce: Number.parseInt(String(input.joinNonce), 16),
      devNonce: Number.parseInt(String(input.devNonce), 16),
    });
    expect(keys.nwkSKey.revealHex()).toBe(expected.nwkSKey);
    expect(keys.appSKey.revealHex()).toBe(expected.appSKey);
  });
});

interface CounterRow {
  readonly id: string;
  readonly next_expected_fcnt32: number;
  readonly fcnt16: number;
  readonly expected_full: number;
  readonly relation: string;
  readonly max_fcnt_gap_16384_ok: boolean;
}

describe("reference/lorawan/frame-counter.json", () => {
  it.each(readReference<{ rows: CounterRow[] }>("frame-counter.json").rows)("$id: $relation", (row) => {
    const recovered = recoverFrameCounter(row.next_expected_fcnt32, row.fcnt16);
    expect(recovered.frameCounter).toBe(row.expected_full);
    expect(recovered.withinMaxGap).toBe(row.max_fcnt_gap_16384_ok);
    const { relation, missing } = recovered;
    expect(relation === "gap" ? `gap ${missing}` : relation).toBe(row.relation);
  });
});

interface MalformedRow {
  readonly id: string;
  readonly name: string;
  readonly frame_or_condition: string;
  readonly nwk_s_key?: string;
  readonly expected: string;
}

describe("reference/lorawan/malformed.json", () => {
  const rows = readReference<{ rows: MalformedRow[] }>("malformed.json").rows.filter(
    (row) => /^[0-9a-z]*$/i.test(row.frame_or_condition) && ["parse", "MIC invalid"].includes(row.expected),
  );

  it.each(rows)("$id: $name", (row) => {
    const decode = () => decodeLorawanFrame({ phyPayloadHex: row.frame_or_condition, nwkSKey: row.nwk_s_key });
    if (row.expected === "parse") expect(decode).toThrow(/phyPayloadHex/);
    else expect(decode().micValid).toBe(false);
  });
});
