import { formatHex } from "../../math/hex.ts";
import type { DecodedSymbols } from "../../modem/coding/decode-frame.ts";
import type { BlockAnatomy, FrameAnatomy, WordAnatomy } from "../../modem/coding/frame-anatomy.ts";
import { type FrameSettings, MODEM_CODING_RATES } from "../../modem/frame-settings.ts";
import { textTable } from "../../report/text-table.ts";

/** Blocks that are shown unless all are asked for: the first, and one of the others, which are alike. */
const SHOWN_BLOCKS = 2;
const SYMBOLS_A_LINE = 16;

/** An encoded frame for people: its symbols, and how its first blocks came to be. */
export function encodedText(
  settings: FrameSettings,
  payload: Uint8Array,
  { blocks, symbols }: FrameAnatomy,
  options: { readonly allBlocks: boolean },
): string {
  const shown = options.allBlocks ? blocks : blocks.slice(0, SHOWN_BLOCKS);
  const rest = blocks.length - shown.length;
  const parts = [
    `${describeFrame(settings)}: ${count(payload.length, "byte")}, ${count(symbols.length, "symbol")}`,
    symbolLines(symbols, settings),
    ...shown.map((block, i) => blockText(block, i, { settings, payload })),
    ...(rest > 0 ? [`${count(rest, "block")} more like the last: --all-blocks shows them`] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function describeFrame(settings: FrameSettings): string {
  const { sf, bandwidthHz, codingRate, crc, implicitHeader, lowDataRate, chip } = settings;
  const parts = [
    `LoRa SF${sf}`,
    `${Number((bandwidthHz / 1000).toPrecision(6))} kHz`,
    codingRate,
    implicitHeader ? "implicit header" : "header",
    crc ? "CRC" : "no CRC",
    ...(lowDataRate ? ["low data rate"] : []),
    // Elsewhere the chips send the same
    ...(sf <= 6 ? [chip] : []),
  ];
  return parts.join(", ");
}

function symbolLines(symbols: readonly number[], { sf }: FrameSettings): string {
  const width = String(2 ** sf - 1).length;
  const lines: string[] = [];
  for (let at = 0; at < symbols.length; at += SYMBOLS_A_LINE) {
    lines.push(
      symbols
        .slice(at, at + SYMBOLS_A_LINE)
        .map((symbol) => String(symbol).padStart(width))
        .join(" "),
    );
  }
  return `symbols\n${lines.join("\n")}`;
}

interface Frame {
  readonly settings: FrameSettings;
  readonly payload: Uint8Array;
}

function blockText({ shape, words, symbols }: BlockAnatomy, index: number, { settings, payload }: Frame): string {
  const rate = MODEM_CODING_RATES[shape.codeBits - 5];
  const reduced = shape.reduced ? `, of ${settings.sf} reduced by 2` : "";
  const wordRows = words.map((word) => [
    partText(word, payload),
    word.nibble.toString(16),
    `${word.bits.slice(0, 4)} ${word.bits.slice(4)}`,
  ]);
  const symbolRows = symbols.map(({ bits, symbol }, i) => [String(i + 1), bits, String(symbol)]);
  return [
    `block ${index + 1}: ${count(shape.rows, "code word")} at ${rate}, ${count(shape.symbols, "symbol")} of ${shape.rows} bits${reduced}`,
    ...indented(textTable([{ title: "part" }, { title: "nibble" }, { title: "code word" }], wordRows)),
    "",
    ...indented(
      textTable(
        [{ title: "symbol", align: "right" }, { title: "interleaved" }, { title: "on air", align: "right" }],
        symbolRows,
      ),
    ),
  ].join("\n");
}

function partText({ part, byte }: WordAnatomy, payload: Uint8Array): string {
  return byte === null ? part : `byte ${byte + 1}, ${formatHex(payload.subarray(byte, byte + 1))} whitened`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** A decoded frame for people. */
export function decodedText({ payload, crcOk, header, correctedBits, symbolCount }: DecodedSymbols): string {
  const text = printableText(payload);
  const rows = [
    ["payload", payload.length === 0 ? "empty" : formatHex(payload)],
    ...(text === null ? [] : [["as text", text]]),
    ["length", count(payload.length, "byte")],
    [
      "header",
      header === null
        ? "implicit"
        : `${header.payloadBytes} bytes, ${header.codingRate}, ${header.crc ? "CRC" : "no CRC"}`,
    ],
    ["CRC", crcOk === null ? "none" : crcOk ? "right" : "wrong"],
    ["corrected", count(correctedBits, "bit")],
    ["symbols", String(symbolCount)],
  ];
  return `${rows.map(([key, value]) => `${key.padEnd(9)}  ${value}`).join("\n")}\n`;
}

/** The payload as text; null where it is empty or was hardly meant as one. */
function printableText(payload: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(payload);
    return text === "" || /\p{C}/u.test(text) ? null : JSON.stringify(text);
  } catch {
    return null;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
