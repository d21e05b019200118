import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bytesOfHex } from "../../src/protocol/bytes.ts";
import { AesKey } from "../../src/protocol/crypto/aes-key.ts";
import { DECODE_INPUTS } from "../../src/protocol/lorawan/cases/decode-frame.ts";
import { ENCODE_INPUTS } from "../../src/protocol/lorawan/cases/encode-frame.ts";
import { LORAWAN_KEY_NAMES } from "../../src/protocol/lorawan/cases/keys.ts";
import { MAC_COMMANDS } from "../../src/protocol/lorawan/mac/commands.ts";
import { PRIVATE_DECODE_INPUTS, PRIVATE_INPUTS } from "../../src/protocol/private/case.ts";
import { deriveEpochKey, sealPrivateFrame } from "../../src/protocol/private/frame.ts";

const frames = readFileSync("docs/guide/frames.md", "utf8");
const privateFrame = readFileSync("docs/guide/private-frame.md", "utf8");

describe("docs/guide/frames.md", () => {
  it("names every input and every key", () => {
    const inputs = [...ENCODE_INPUTS, ...DECODE_INPUTS, ...LORAWAN_KEY_NAMES].filter((name) => name !== "sessionKeys");
    expect(inputs.filter((name) => !frames.includes(`\`${name}\``))).toEqual([]);
  });

  it("lists every MAC command with its fields", () => {
    for (const { name, cid, fields, only11 } of MAC_COMMANDS) {
      const row =
        frames.split("\n").find((line) => line.startsWith(`| 0x${cid.toString(16).padStart(2, "0")} |`)) ?? "";
      const cell = row.split(" | ").find((one) => new RegExp(`\\b${name}\\b`).test(one)) ?? "";
      expect(
        fields.filter(({ key }) => !cell.includes(`\`${key}\``)),
        name,
      ).toEqual([]);
      expect(cell.includes("(1.1)"), name).toBe(only11 === true);
    }
  });

  it("lists the codes of warnings and findings that the code has, and no others", () => {
    const listed = frames.slice(frames.indexOf("Codes of warnings"), frames.indexOf("## MAC commands"));
    const codes = Array.from(listed.matchAll(/`([a-z0-9-]+)`/g), ([, code]) => code);
    const sources = readdirSync("src/protocol/lorawan", { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(`src/protocol/lorawan/${name}`, "utf8"));
    // A warning's code is followed by its message, an error's by its place
    const raised = sources.flatMap((text) =>
      Array.from(text.matchAll(/code: "([a-z0-9-]+)",\s+message/g), ([, code]) => code),
    );
    expect(raised.length).toBeGreaterThan(12);
    expect(raised.filter((code) => !codes.includes(code))).toEqual([]);
    expect(codes.filter((code) => !sources.some((text) => text.includes(`"${code}"`)))).toEqual([]);
  });
});

describe("docs/guide/private-frame.md", () => {
  it("names every input", () => {
    const inputs = [...PRIVATE_INPUTS, ...PRIVATE_DECODE_INPUTS];
    expect(inputs.filter((name) => !privateFrame.includes(`\`${name}\``))).toEqual([]);
  });

  it("gives vectors that hold", () => {
    const deviceKey = AesKey.parse("deviceKey", /`deviceKey` `([0-9a-f]{32})`/.exec(privateFrame)?.[1]);
    const rows = Array.from(privateFrame.matchAll(/^\| (up|down) \| (.*) \|$/gm));
    expect(rows).toHaveLength(3);
    for (const [, direction, rest] of rows) {
      const [devAddr, epoch, counter, payload, key, frame] = rest.split(" | ").map((cell) => cell.replaceAll("`", ""));
      const to = {
        direction: direction as "up" | "down",
        devAddr,
        epoch: Number(epoch),
        frameCounter: Number(counter),
      };
      expect(deriveEpochKey(deviceKey, to).revealHex()).toBe(key);
      const sealed = sealPrivateFrame(deviceKey, to, payload === "–" ? new Uint8Array(0) : bytesOfHex(payload));
      expect(Buffer.from(sealed).toString("hex")).toBe(frame);
    }
  });
});
