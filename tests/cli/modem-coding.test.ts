import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SYMBOL_REFERENCE } from "../modem/coding/symbol-reference.ts";
import { runCli, temporaryFolder } from "../support/cli.ts";

const folder = temporaryFolder();
/** "Hi" at SF7, as `modem encode` gives it; the coding itself is tested against references elsewhere. */
const HI = "97,9,29,1,29,109,57,5,22,99,50,51,41,1,1,64,1,16";

function batch(command: string, cases: readonly unknown[], flags: readonly string[] = []) {
  const input = cases.map((item) => `${typeof item === "string" ? item : JSON.stringify(item)}\n`).join("");
  const { status, stdout, stderr } = runCli(["modem", command, "--batch", "-", ...flags], { input });
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(cases.length);
  return { status, stderr, answers: lines.map((line) => JSON.parse(line)) };
}

function modem(line: string, input?: string) {
  return runCli(["modem", ...line.split(" ")], { input });
}

describe("modem encode", () => {
  it("answers every reference case in one batch", () => {
    const { status, answers } = batch(
      "encode",
      SYMBOL_REFERENCE.map(({ input, payloadHex }) => ({ ...input, payloadHex })),
    );
    expect(status).toBe(0);
    SYMBOL_REFERENCE.forEach(({ id, symbols, settings }, i) => {
      expect(answers[i], id).toEqual({ symbols, ldro: settings.lowDataRate });
    });
  });

  it("has a flag for every key", () => {
    const line =
      "--sf 6 --bw 250kHz --cr 4/7 --implicit-header --no-crc --ldro on --chip sx127x --payload-hex C0:FF:EE --json";
    const { answers } = batch("encode", [
      {
        sf: 6,
        bandwidthHz: 250_000,
        codingRate: "4/7",
        implicitHeader: true,
        crc: false,
        ldro: true,
        chip: "sx127x",
        payloadHex: "c0ffee",
      },
    ]);
    expect(JSON.parse(modem(`encode ${line}`).stdout)).toEqual(answers[0]);
    expect(modem("encode --sf 7 --payload-text Hi --json").stdout).toBe(
      modem("encode --sf 7 --payload-hex 4869 --json").stdout,
    );
  });

  it("fills in by flags what cases leave out", () => {
    const { answers } = batch("encode", [{ payloadHex: "4869" }, { payloadHex: "4869", sf: 8 }], ["--sf", "7"]);
    expect(answers[0].symbols.join()).toBe(HI);
    expect(answers[1].symbols.join()).not.toBe(HI);
  });

  it("shows people the blocks", () => {
    const { stdout } = modem("encode --sf 7 --payload-text Hi");
    expect(stdout).toContain("LoRa SF7, 125 kHz, 4/5, header, CRC: 2 bytes, 18 symbols\n");
    expect(stdout).toContain("block 1: 5 code words at 4/8, 8 symbols of 5 bits, of 7 reduced by 2\n");
    expect(stdout).toMatch(/^ {2}byte 1, 48 whitened {2}7 {7}1110 1$/m);
    expect(stdout).toContain("1 block more like the last: --all-blocks shows them");
    const all = modem("encode --sf 7 --payload-text Hi --all-blocks").stdout;
    expect(all.match(/^block \d/gm)).toEqual(["block 1", "block 2", "block 3"]);
    expect(all).not.toContain("more like the last");
  });

  it.each([
    ["--payload-hex 00", "--sf: missing: a spreading factor from 5 to 12"],
    ["--sf 13 --payload-hex 00", "--sf: expected a whole number from 5 to 12"],
    ["--sf 7", "--payload-hex: missing"],
    ["--sf 7 --payload-hex 0", "--payload-hex: expected two digits a byte, got 1 digits"],
    ["--sf 7 --payload-hex zz", '--payload-hex: expected hexadecimal digits, got "z"'],
    ["--sf 7 --payload-hex 00 --payload-text a", "--payload-text: cannot be given together with payloadHex"],
    [`--sf 7 --payload-hex ${"00".repeat(256)}`, "--payload-hex: expected at most 255 bytes, got 256"],
    ["--sf 7 --cr 4/9 --payload-hex 00", "--cr: expected one of 4/5, 4/6, 4/7, 4/8"],
    ["--sf 7 --bw 0 --payload-hex 00", "--bw: expected a number above 0"],
    ["--sf 7 --chip sx128x --payload-hex 00", "--chip: expected one of sx127x, sx126x"],
    ["--sf 6 --chip sx127x --payload-hex 00", "--implicit-header: the SX127x sends SF6 only with an implicit header"],
  ])("%s ends with 2 and says what to do", (line, message) => {
    const { status, stdout, stderr } = modem(`encode ${line}`);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`error: ${message}`);
  });

  it("answers bad cases on their lines and goes on", () => {
    const { status, stderr, answers } = batch("encode", [
      { sf: 7 },
      { sf: 7, payloadHex: 12 },
      { sf: 7, payloadhex: "00" },
      "{oops",
      { sf: 7, payloadHex: "4869" },
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain("4 bad lines");
    expect(answers.slice(0, 4).map(({ error }) => [error.code, error.where])).toEqual([
      ["missing-input", "payloadHex"],
      ["wrong-type", "payloadHex"],
      ["unknown-input", "payloadhex"],
      ["not-json", "stdin:4"],
    ]);
    expect(answers[4].symbols.join()).toBe(HI);
  });
});

describe("modem decode-symbols", () => {
  it("answers every reference case in one batch", () => {
    const { status, answers } = batch(
      "decode-symbols",
      SYMBOL_REFERENCE.map(({ input, payload, symbols }) => ({ ...input, payloadBytes: payload.length, symbols })),
    );
    expect(status).toBe(0);
    SYMBOL_REFERENCE.forEach(({ id, payloadHex, settings }, i) => {
      expect(answers[i], id).toMatchObject({ payloadHex, crcOk: settings.crc ? true : null, correctedBits: 0 });
    });
  });

  it("takes a list, a file, an encoded frame and stdin", () => {
    const expected = {
      payloadHex: "4869",
      crcOk: true,
      header: { payloadBytes: 2, codingRate: "4/5", crc: true },
      correctedBits: 0,
      symbolCount: 18,
    };
    const list = path.join(folder, "list.json");
    writeFileSync(list, `[\n${HI}\n]`);
    const answers = [
      modem(`decode-symbols --sf 7 --json --symbols ${HI}`),
      runCli(["modem", "decode-symbols", "--sf", "7", "--json", "--symbols", `[${HI.replaceAll(",", ", ")}]`]),
      modem(`decode-symbols --sf 7 --json ${list}`),
      modem("decode-symbols --sf 7 --json -", modem("encode --sf 7 --payload-text Hi --json").stdout),
    ];
    for (const { status, stdout, stderr } of answers) {
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(expected);
    }
  });

  it("shows people the header and the text", () => {
    const { stdout } = modem(`decode-symbols --sf 7 --symbols ${HI}`);
    expect(stdout).toContain('as text    "Hi"\n');
    expect(stdout).toContain("header     2 bytes, 4/5, CRC\n");
    expect(stdout).toContain("CRC        right\n");
  });

  it("warns of a wrong CRC and of symbols left over, and answers all the same", () => {
    const { status, stdout, stderr } = modem(`decode-symbols --sf 7 --json --symbols ${HI.replace("99", "60")},1,2`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ crcOk: false });
    expect(stderr).toContain("warning: the CRC is wrong");
    expect(stderr).toContain("warning: the frame ends after 18 of the 20 symbols");
  });

  const bad = path.join(folder, "bad.json");
  writeFileSync(bad, '{"symbols": [1, 2, "three"]}');
  const noList = path.join(folder, "no-list.json");
  writeFileSync(noList, '{"symbols": 7}');

  it.each([
    ["--sf 7", "--symbols: missing"],
    [`--symbols ${HI}`, "--sf: missing"],
    [`--sf 7 --symbols ${HI} ${bad}`, "--symbols: cannot be given together with FILE"],
    ["--sf 7 --symbols 97,9,x", '--symbols[2]: expected a whole number, got "x"'],
    ["--sf 7 --symbols 97,9,128", "--symbols[2]: expected a whole number from 0 to 127, got 128"],
    ["--sf 7 --symbols 97,9", "--symbols: expected at least 8 symbols for the first block, got 2"],
    [
      `--sf 7 --symbols ${HI.slice(0, -3)}`,
      "--symbols: expected at least 18 symbols for 2 bytes at SF7 and 4/5, got 17",
    ],
    [`--sf 8 --symbols ${HI}`, "--symbols: the header's checksum is wrong"],
    [`--sf 7 --implicit-header --symbols ${HI}`, "--payload: missing"],
    [`--sf 7 --payload 3 --symbols ${HI}`, "--payload: the header says 2 bytes, got 3"],
    [`--sf 7 ${bad}`, `${bad}[2]: expected a whole number from 0 to 127, got "three"`],
    [`--sf 7 ${noList}`, `${noList}: expected a list of symbols, got 7`],
    ["--sf 7 nowhere.json", "nowhere.json: no such file"],
  ])("%s ends with 2 and says what to do", (line, message) => {
    const { status, stdout, stderr } = modem(`decode-symbols ${line}`);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("answers bad cases on their lines and goes on", () => {
    const symbols = HI.split(",").map(Number);
    const { status, answers } = batch("decode-symbols", [
      { sf: 8, symbols },
      { sf: 7, symbols: "1,2" },
      { sf: 7 },
      { sf: 7, symbols: [1, null] },
      { sf: 7, symbols, payloadBytes: "2" },
      { sf: 7, symbols },
    ]);
    expect(status).toBe(2);
    expect(answers.slice(0, 5).map(({ error }) => [error.code, error.where])).toEqual([
      ["bad-header", "symbols"],
      ["wrong-type", "symbols"],
      ["missing-input", "symbols"],
      ["out-of-range", "symbols[1]"],
      ["out-of-range", "payloadBytes"],
    ]);
    expect(answers[5].payloadHex).toBe("4869");
  });
});
