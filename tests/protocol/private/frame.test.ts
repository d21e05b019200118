import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../../src/protocol/bytes.ts";
import { AesKey } from "../../../src/protocol/crypto/aes-key.ts";
import { decodePrivateCase, encodePrivateCase } from "../../../src/protocol/private/case.ts";
import {
  deriveEpochKey,
  openPrivateFrame,
  type PrivateAddress,
  parsePrivateFrame,
  sealPrivateFrame,
} from "../../../src/protocol/private/frame.ts";
import {
  admitFrame,
  freshWindow,
  type ReplayWindow,
  WINDOW_FRAMES,
} from "../../../src/protocol/private/replay-window.ts";

const KEY_HEX = "c85e1b97f2403ad6718fe04b9c2d6a35";
const key = AesKey.parse("deviceKey", KEY_HEX);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const address = fc.record({
  direction: fc.constantFrom("up" as const, "down" as const),
  devAddr: fc.uint8Array({ minLength: 4, maxLength: 4 }).map(hex),
  epoch: fc.integer({ min: 0, max: 0xffff_ffff }),
  frameCounter: fc.integer({ min: 0, max: 0xffff_ffff }),
});

/** CMAC (RFC 4493) by single blocks of OpenSSL: another implementation than the library's. */
function cmac(keyBytes: Uint8Array, message: Uint8Array): Buffer {
  const block = (input: Uint8Array) => {
    const cipher = createCipheriv("aes-128-ecb", keyBytes, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(input), cipher.final()]);
  };
  const double = (input: Buffer) => {
    const value = (BigInt(`0x${input.toString("hex")}`) << 1n) ^ (input[0] & 0x80 ? 0x87n : 0n);
    return Buffer.from((value & ((1n << 128n) - 1n)).toString(16).padStart(32, "0"), "hex");
  };
  const k1 = double(block(Buffer.alloc(16)));
  const isWhole = message.length > 0 && message.length % 16 === 0;
  const padded = isWhole
    ? message
    : Buffer.concat([message, Buffer.of(0x80), Buffer.alloc(15 - (message.length % 16))]);
  const last = isWhole ? k1 : double(k1);
  let state: Buffer = Buffer.alloc(16);
  for (let at = 0; at < padded.length; at += 16) {
    const isLast = at + 16 === padded.length;
    state = block(state.map((byte, i) => byte ^ padded[at + i] ^ (isLast ? last[i] : 0)) as Buffer);
  }
  return state;
}

/** The frame by the guide's description, with node:crypto alone. */
function describedFrame({ direction, devAddr, epoch, frameCounter }: PrivateAddress, payload: Uint8Array): string {
  const uint32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const owner = Buffer.from(devAddr, "hex");
  const label = Buffer.from("chirpscape private frame", "ascii");
  const derivation = Buffer.concat([Buffer.of(1), label, Buffer.of(0), owner, uint32(epoch), Buffer.of(0, 128)]);
  const epochKey = cmac(bytesOfHex(KEY_HEX), derivation);
  const first = Buffer.of(0x40 + (direction === "down" ? 0x20 : 0) + (epoch % 32));
  const header = Buffer.concat([first, owner, uint32(frameCounter).subarray(2)]);
  const nonce = Buffer.concat([first, owner, uint32(epoch), uint32(frameCounter)]);
  const cipher = createCipheriv("aes-128-ccm", epochKey, nonce, { authTagLength: 8 });
  cipher.setAAD(header, { plaintextLength: payload.length });
  return Buffer.concat([header, cipher.update(payload), cipher.final(), cipher.getAuthTag()]).toString("hex");
}

describe("the private frame", () => {
  it("is what the guide describes, computed by node:crypto", () => {
    fc.assert(
      fc.property(address, fc.uint8Array({ maxLength: 240 }), (to, payload) => {
        expect(hex(sealPrivateFrame(key, to, payload))).toBe(describedFrame(to, payload));
      }),
    );
  });

  it("comes back as it went, and takes 15 bytes more than its payload", () => {
    fc.assert(
      fc.property(address, fc.uint8Array({ maxLength: 240 }), (to, payload) => {
        const bytes = sealPrivateFrame(key, to, payload);
        const frame = parsePrivateFrame(bytes);
        expect(bytes.length).toBe(payload.length + 15);
        expect(frame).toMatchObject({
          direction: to.direction,
          devAddr: to.devAddr,
          epochOnAir: to.epoch % 32,
          counterOnAir: to.frameCounter % 65536,
        });
        expect(openPrivateFrame(key, frame, to)).toEqual(payload);
      }),
    );
  });

  it("has another key for each device and epoch", () => {
    const keys = [
      ["00000001", 0],
      ["00000001", 1],
      ["00000002", 0],
    ].map(([devAddr, epoch]) => deriveEpochKey(key, { devAddr: String(devAddr), epoch: Number(epoch) }).revealHex());
    expect(new Set([...keys, KEY_HEX]).size).toBe(4);
  });

  it("refuses what is no frame, with clear words", () => {
    expect(() => parsePrivateFrame(new Uint8Array(14))).toThrow(/14 bytes: a private frame has 15 to 255/);
    expect(() => parsePrivateFrame(new Uint8Array(256))).toThrow(/256 bytes/);
    expect(() => parsePrivateFrame(new Uint8Array(15))).toThrow(/version 0 of the private frame/);
    expect(() => sealPrivateFrame(key, TO(0), new Uint8Array(241))).toThrow(/at most 240 bytes, got 241/);
    expect(() => sealPrivateFrame(key, TO(2 ** 32), new Uint8Array(1))).toThrow(
      /frameCounter: expected 0 to 4294967295/,
    );
  });
});

const TO = (frameCounter: number, epoch = 0): PrivateAddress => ({
  direction: "up",
  devAddr: "00000007",
  epoch,
  frameCounter,
});
const frameOf = (frameCounter: number, epoch = 0) =>
  parsePrivateFrame(sealPrivateFrame(key, TO(frameCounter, epoch), Uint8Array.of(frameCounter & 0xff)));

/** Receives one frame after the other. */
function receive(frames: readonly (readonly [counter: number, epoch?: number])[], from = freshWindow()) {
  let window: ReplayWindow = from;
  return frames.map(([counter, epoch]) => {
    const admission = admitFrame(key, frameOf(counter, epoch), window);
    if (admission.verdict === "fresh") window = admission.window;
    return admission.verdict;
  });
}

describe("the replay window", () => {
  it("takes each counter once, out of order too", () => {
    expect(receive([[0], [1], [1], [3], [2], [2], [3], [0]])).toEqual([
      "fresh",
      "fresh",
      "replay",
      "fresh",
      "fresh",
      "replay",
      "replay",
      "replay",
    ]);
  });

  it("takes what lies within 32, and nothing older", () => {
    expect(receive([[100], [100 - WINDOW_FRAMES + 1], [100 - WINDOW_FRAMES]])).toEqual(["fresh", "fresh", "forged"]);
  });

  it("finds the counter again after 65,000 lost frames and over the edges of 16 bits", () => {
    expect(receive([[5], [65_000], [65_535], [65_536], [130_000], [65_536]])).toEqual([
      "fresh",
      "fresh",
      "fresh",
      "fresh",
      "fresh",
      "forged",
    ]);
  });

  it("goes to a new epoch by an authentic frame, and never back", () => {
    expect(
      receive([
        [70_000 % 65_536, 0],
        [0, 1],
        [9, 0],
        [1, 1],
        [0, 31],
        [0, 32],
        [0, 31],
      ]),
    ).toEqual(["fresh", "fresh", "forged", "fresh", "fresh", "fresh", "forged"]);
  });

  it("is not moved by forged frames", () => {
    const window = freshWindow();
    const other = AesKey.parse("deviceKey", "d3b1f60a5e8c47299b04e6c1a87f3d52");
    expect(admitFrame(other, frameOf(60_000, 3), window).verdict).toBe("forged");
    expect(receive([[0]], window)).toEqual(["fresh"]);
  });

  it("admits every counter at most once, whatever the order", () => {
    const order = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 120 });
    fc.assert(
      fc.property(order, (counters) => {
        const verdicts = receive(counters.map((counter) => [counter] as const));
        const admitted = counters.filter((_, i) => verdicts[i] === "fresh");
        expect(new Set(admitted).size).toBe(admitted.length);
        counters.forEach((counter, i) => {
          const highest = Math.max(-1, ...counters.slice(0, i).filter((_, j) => verdicts[j] === "fresh"));
          const isNew = !admitted
            .slice(0, verdicts.slice(0, i).filter((verdict) => verdict === "fresh").length)
            .includes(counter);
          if (isNew && counter > highest - WINDOW_FRAMES) expect(verdicts[i]).toBe("fresh");
        });
      }),
      { numRuns: 40 },
    );
  });

  it("ends with the last counter and the last epoch", () => {
    const last: ReplayWindow = { epoch: 0xffff_ffff, highest: 0xffff_ffff, seen: 1 };
    expect(admitFrame(key, frameOf(5, 3), last).verdict).toBe("forged");
    expect(receive([[0xffff_ffff, 0xffff_ffff]], { ...last, highest: 0xffff_fff0 })).toEqual(["fresh"]);
  });
});

describe("cases of the private protocol", () => {
  const sealed = encodePrivateCase({
    deviceKey: KEY_HEX,
    devAddr: "00000007",
    frameCounter: 70_001,
    payloadHex: "3231",
  });

  it("finds the counter by the next one that is expected", () => {
    const { phyPayloadHex } = sealed;
    const decoded = decodePrivateCase({ phyPayloadHex, deviceKey: KEY_HEX, nextFrameCounter: 70_000 });
    expect(decoded).toMatchObject({
      kind: "private-up",
      frameCounter: 70_001,
      micValid: true,
      payloadHex: "3231",
      warnings: [],
    });
    expect(decodePrivateCase({ phyPayloadHex, deviceKey: KEY_HEX, frameCounter: 70_001 })).toMatchObject({
      micValid: true,
    });
    expect(decodePrivateCase({ phyPayloadHex, deviceKey: KEY_HEX, frameCounter: 4465 })).toMatchObject({
      micValid: false,
      payloadHex: null,
      warnings: [{ code: "mic-invalid" }],
    });
  });

  it("tells replays, missing and weak keys, other devices", () => {
    const { phyPayloadHex } = sealed;
    const codes = (more: object) => decodePrivateCase({ phyPayloadHex, ...more }).warnings.map(({ code }) => code);
    expect(codes({})).toEqual(["sealed"]);
    expect(codes({ deviceKey: KEY_HEX, nextFrameCounter: 70_002 })).toEqual(["replay"]);
    expect(codes({ deviceKey: "00".repeat(16) })).toEqual(["mic-invalid", "weak-key"]);
    expect(codes({ deviceKey: KEY_HEX, nextFrameCounter: 70_001, devAddr: "00000008" })).toEqual(["other-device"]);
  });

  it("names the input that is wrong", () => {
    const sound = { deviceKey: KEY_HEX, devAddr: "00000007", frameCounter: 1, payloadHex: "00" };
    expect(() => encodePrivateCase({ ...sound, deviceKey: undefined })).toThrow(/deviceKey: missing/);
    expect(() => encodePrivateCase({ ...sound, devAddr: "07" })).toThrow(
      /devAddr: expected 8 hexadecimal digits, got 2/,
    );
    expect(() => encodePrivateCase({ ...sound, direction: "sideways" })).toThrow(/direction: expected one of up, down/);
    expect(() => encodePrivateCase({ ...sound, counter: 1 })).toThrow(/counter: unknown input/);
    expect(() => encodePrivateCase({ ...sound, payloadHex: "00".repeat(241) })).toThrow(/at most 240 bytes/);
  });
});
