import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/math/errors.ts";
import { decodeAny, encodeAny } from "../../src/protocol/frame-case.ts";
import { NO_KEYS } from "../../src/protocol/key-source.ts";
import { ENCODE_INPUTS } from "../../src/protocol/lorawan/cases/encode-frame.ts";
import { ENCODED_KINDS } from "../../src/protocol/lorawan/cases/encoded-frame.ts";
import { LORAWAN_KEY_NAMES } from "../../src/protocol/lorawan/cases/keys.ts";
import { ReplayGuard } from "../../src/protocol/replay-guard.ts";
import { verifyAny } from "../../src/protocol/verify-frame.ts";
import { keysOf, VECTORS } from "../support/lorawan-vectors.ts";

const frames = VECTORS.filter(({ expected }) => expected.phy !== undefined);
const protocol = fc.constantFrom("lorawan", "private");
const version = fc.constantFrom("1.0", "1.1");

/** Calls that may refuse their input, and may do nothing else that is wrong. */
function survives(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    for (const { code, where, message } of (error as InputError).issues) {
      expect(code).toMatch(/^[a-z0-9-]+$/);
      expect([typeof where, message.length < 400]).toEqual(["string", true]);
    }
    return null;
  }
}

/** Bytes with some of them changed, cut off, put in or repeated. */
function mutate(bytes: Uint8Array, steps: readonly (readonly [number, number, number])[]): Uint8Array {
  let mutated = Array.from(bytes);
  for (const [kind, at, byte] of steps) {
    const i = at % Math.max(1, mutated.length);
    if (kind === 0) mutated[i] = byte;
    else if (kind === 1) mutated = mutated.slice(0, i);
    else if (kind === 2) mutated.splice(i, 0, byte);
    else if (kind === 3) mutated.splice(i, 1);
    else mutated = [...mutated, ...mutated.slice(i)];
  }
  return Uint8Array.from(mutated);
}

const mutation = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 300 }), fc.nat({ max: 255 })), { maxLength: 4 });

describe("reading frames", () => {
  it("never fails on mutated vectors, with all keys at hand", () => {
    fc.assert(
      fc.property(fc.constantFrom(...frames), mutation, version, (vector, steps, asVersion) => {
        const bytes = mutate(Buffer.from(String(vector.expected.phy), "hex"), steps);
        const input = {
          phyPayloadHex: Buffer.from(bytes).toString("hex"),
          version: asVersion,
          ...keysOf(vector.input),
          ...("devEui" in vector.input ? { devEui: vector.input.devEui, joinEui: "00".repeat(8), devNonce: 1 } : {}),
          ...("txDr" in vector.input ? { txDr: 0, txCh: 0, confFcnt: 0 } : {}),
        };
        const decoded = survives(() => decodeAny(input, NO_KEYS));
        if (decoded !== null) JSON.stringify(decoded);
        survives(() => verifyAny(input, NO_KEYS, new ReplayGuard()));
      }),
      { numRuns: 400 },
    );
  });

  it("never finds a mutated data frame authentic", () => {
    const data = frames.filter(({ kind }) => kind.startsWith("data_"));
    fc.assert(
      fc.property(fc.constantFrom(...data), mutation, (vector, steps) => {
        const original = Buffer.from(String(vector.expected.phy), "hex");
        const phyPayloadHex = Buffer.from(mutate(original, steps)).toString("hex");
        if (phyPayloadHex === original.toString("hex")) return;
        const { fctrl: _, mtype: _1, fport: _2, frmPlain: _3, foptsPlain: _4, ...known } = vector.input;
        const as = vector.kind.endsWith("1.1") ? "1.1" : "1.0";
        const decoded = survives(() => decodeAny({ ...known, version: as, phyPayloadHex }, NO_KEYS));
        if (decoded !== null) expect((decoded as { micValid: unknown }).micValid).not.toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("never fails on any bytes or text, in either protocol", () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("hex")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, protocol, version, (phyPayloadHex, of, as) => {
        const lorawan = of === "lorawan" ? { version: as, nwkSKey: "5a".repeat(16) } : { deviceKey: "5a".repeat(16) };
        survives(() => decodeAny({ protocol: of, phyPayloadHex, ...lorawan }, NO_KEYS));
        survives(() => verifyAny({ protocol: of, phyPayloadHex, ...lorawan }, NO_KEYS, new ReplayGuard()));
      }),
      { numRuns: 400 },
    );
  });
});

describe("cases", () => {
  const names = [
    ...ENCODE_INPUTS,
    ...LORAWAN_KEY_NAMES,
    "phyPayloadHex",
    "direction",
    "epoch",
    "deviceKey",
    "__proto__",
  ];
  const value = fc.oneof(
    fc.jsonValue(),
    fc.integer({ min: -2, max: 2 ** 33 }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("hex")),
    fc.constant("5a".repeat(16)),
  );

  it("never fail but with an error that names the input, whatever they hold", () => {
    const any = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 14 });
    fc.assert(
      fc.property(any, fc.constantFrom(...ENCODED_KINDS), protocol, version, (input, kind, of, as) => {
        survives(() => encodeAny({ ...input, kind, protocol: of, version: as }, NO_KEYS));
        survives(() => encodeAny({ ...input, protocol: of }, NO_KEYS));
        survives(() => decodeAny({ ...input, protocol: of, version: as }, NO_KEYS));
      }),
      { numRuns: 400 },
    );
  });
});
