import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeLorawanFrame } from "../../../../src/protocol/lorawan/cases/decode-frame.ts";
import { encodeLorawanFrame } from "../../../../src/protocol/lorawan/cases/encode-frame.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const digits = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(hex);
const key = digits(16);
const whole = (max: number) => fc.integer({ min: 0, max });
const keys11 = { appSKey: key, fNwkSIntKey: key, sNwkSIntKey: key, nwkSEncKey: key };

/** Content that may stand together: options or a port of their own, payload with a port. */
const content = fc.oneof(
  fc.record({ fport: fc.constant(null), foptsHex: bytesUpTo(15), payloadHex: fc.constant("") }),
  fc.record({ fport: fc.integer({ min: 1, max: 224 }), foptsHex: bytesUpTo(15), payloadHex: bytesUpTo(227) }),
  fc.record({ fport: fc.constant(0), foptsHex: fc.constant(""), payloadHex: bytesUpTo(242) }),
);

function bytesUpTo(maxLength: number) {
  return fc.uint8Array({ maxLength }).map(hex);
}

function dataCase(direction: "up" | "down", keys: Record<string, fc.Arbitrary<string>>) {
  const isUp = direction === "up";
  const never = fc.constant(false);
  return fc.tuple(
    fc.record({
      kind: fc.constant(`data-${direction}`),
      confirmed: fc.boolean(),
      devAddr: digits(4),
      frameCounter: whole(0xffff_ffff),
      fctrl: fc.record({
        adr: fc.boolean(),
        adrAckReq: isUp ? fc.boolean() : never,
        ack: fc.boolean(),
        classB: isUp ? fc.boolean() : never,
        fPending: isUp ? never : fc.boolean(),
      }),
    }),
    content,
    fc.record({ ...keys, confFcnt: whole(0xffff_ffff), txDr: whole(15), txCh: whole(95) }),
  );
}

describe.each(["up", "down"] as const)("a data frame going %s", (direction) => {
  it.each([
    ["1.0", { appSKey: key, nwkSKey: key }],
    ["1.1", keys11],
  ] as const)("comes back in %s, and again from what was decoded", (version, keys) => {
    fc.assert(
      fc.property(dataCase(direction, keys), ([fields, inside, secrets]) => {
        const { phyPayloadHex, micHex } = encodeLorawanFrame({ ...fields, ...inside, ...secrets, version });
        const { frameCounter } = fields;
        const decoded = decodeLorawanFrame({ ...secrets, version, frameCounter, phyPayloadHex });
        expect(decoded).toMatchObject({ ...fields, ...inside, micHex, micValid: true });
        expect(encodeLorawanFrame({ ...decoded, ...secrets, version }).phyPayloadHex).toBe(phyPayloadHex);
      }),
      { numRuns: 60 },
    );
  });
});

describe("joins", () => {
  it("come back: requests", () => {
    const request = fc.record({ joinEui: digits(8), devEui: digits(8), devNonce: whole(0xffff) });
    fc.assert(
      fc.property(request, key, (fields, secret) => {
        const { phyPayloadHex } = encodeLorawanFrame({ kind: "join-request", ...fields, appKey: secret });
        expect(decodeLorawanFrame({ phyPayloadHex, appKey: secret })).toMatchObject({ ...fields, micValid: true });
      }),
    );
  });

  it.each(["1.0", "1.1"] as const)("come back: answers in %s, with the device's keys", (version) => {
    const frequencies = fc.array(
      whole(0xff_ffff).map((steps) => 100 * steps),
      { minLength: 5, maxLength: 5 },
    );
    const masks = fc.array(whole(0xffff), { minLength: 7, maxLength: 7 });
    const answer = fc.record({
      joinNonce: whole(0xff_ffff),
      netId: digits(3),
      devAddr: digits(4),
      rxDelay: whole(15),
      dlSettings: fc.record({
        optNeg: version === "1.0" ? fc.constant(false) : fc.boolean(),
        rx1DrOffset: whole(7),
        rx2Dr: whole(15),
      }),
      channels: fc.oneof(
        fc.constant({}),
        frequencies.map((cflistFrequencies) => ({ cflistFrequencies })),
        masks.map((cflistChannelMasks) => ({ cflistChannelMasks })),
      ),
    });
    const request = fc.record({ joinEui: digits(8), devEui: digits(8), devNonce: whole(0xffff) });
    const joinReqType = version === "1.0" ? fc.constant(255) : fc.constantFrom(255, 0, 1, 2);
    fc.assert(
      fc.property(answer, request, joinReqType, fc.tuple(key, key), (fields, asked, type, [appKey, nwkKey]) => {
        const { channels, ...rest } = fields;
        const known = { ...asked, joinReqType: type, appKey, nwkKey, version };
        const frame = encodeLorawanFrame({ kind: "join-accept", ...rest, ...channels, ...known });
        const decoded = decodeLorawanFrame({ ...known, phyPayloadHex: frame.phyPayloadHex, sessionKeys: true });
        expect(decoded).toMatchObject({ ...rest, ...channels, micValid: true, micHex: frame.micHex });
        const revealed = Object.entries(frame.sessionKeys ?? {}).map(([name, secret]) => [name, secret.revealHex()]);
        expect(decoded.sessionKeys).toEqual(Object.fromEntries(revealed));
        expect(revealed).toHaveLength(rest.dlSettings.optNeg ? 4 : 2);
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2])("come back: rejoin-requests of type %i", (rejoinType) => {
    const fields = fc.record({ joinEui: digits(8), devEui: digits(8), netId: digits(3), rjCount: whole(0xffff) });
    fc.assert(
      fc.property(fields, key, key, ({ joinEui, netId, ...rest }, nwkKey, sNwkSIntKey) => {
        const own = rejoinType === 1 ? { joinEui } : { netId };
        const keys = { nwkKey, sNwkSIntKey };
        const { phyPayloadHex } = encodeLorawanFrame({ kind: "rejoin-request", rejoinType, ...rest, ...own, ...keys });
        expect(decodeLorawanFrame({ phyPayloadHex, ...keys })).toMatchObject({
          rejoinType,
          ...rest,
          ...own,
          micValid: true,
        });
      }),
    );
  });
});
