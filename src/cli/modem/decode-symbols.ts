import { formatHex } from "../../math/hex.ts";
import { type DecodedSymbols, decodeFrame } from "../../modem/coding/decode-frame.ts";
import { FRAME_KEYS, frameSettings, type ModemInput, refuseUnknownKeys } from "../../modem/frame-settings-input.ts";
import { runBatch } from "../batch.ts";
import { defineCommand } from "../command.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs } from "../options.ts";
import { decodedText } from "./coding-text.ts";
import { FRAME_OPTIONS, givenFrame } from "./frame-options.ts";
import { readSymbols, requireSymbolList } from "./symbols-input.ts";

const CASE_KEYS = [...FRAME_KEYS, "symbols", "payloadBytes"];
const DECODE_OPTIONS = {
  ...FRAME_OPTIONS,
  payloadBytes: {
    flag: "payload",
    kind: "quantity",
    dimension: "data",
    title: "bytes of the payload; needed with --implicit-header",
    group: "Frame:",
  },
} as const satisfies OptionSpecs;

export const decodeSymbols = defineCommand({
  description:
    "The payload in the symbols of a LoRa frame, as modem encode or a receiver gives them, by hard decisions.\n" +
    "With a header, coding rate and CRC are what the header says.",
  arguments: [
    { name: "FILE", title: 'JSON: [1, 2, 3] or {"symbols": [1, 2, 3]}; - for stdin; or --symbols', optional: true },
  ],
  options: {
    ...DECODE_OPTIONS,
    symbols: { flag: "symbols", kind: "text", placeholder: "list", title: "the symbols: 61,1,17,…" },
    batch: {
      flag: "batch",
      kind: "text",
      placeholder: "file",
      title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
    },
  },
  examples: [
    {
      title: "Two bytes at SF7",
      line: "modem decode-symbols --sf 7 --symbols 97,9,29,1,29,109,57,5,22,99,50,51,41,1,1,64,1,16",
    },
    {
      title: "Three bytes at SF10, of a frame without a header",
      line: "modem decode-symbols --sf 10 --cr 4/8 --implicit-header --payload 3 scenarios/examples/modem-symbols.json",
    },
    { title: "A stream of cases", line: "modem decode-symbols --batch scenarios/examples/modem-symbols.ndjson" },
  ],
  async run([file], options, { output, signal }) {
    const { payloadBytes } = options;
    const given = { ...givenFrame(options), ...(payloadBytes === undefined ? {} : { payloadBytes }) };
    if (options.batch !== undefined) {
      return runBatch(options.batch, output, signal, (input) => answerOf(decodeCase({ ...given, ...input })));
    }
    const { symbols, source } = await readSymbols({ file, list: options.symbols, signal });
    const decoded = renamePlaces(
      (key) => flagOf(DECODE_OPTIONS, key).replace(/^symbols/, source),
      () => decodeCase({ ...given, symbols }),
    );
    for (const remark of remarksOn(decoded, symbols.length)) output.remark(`warning: ${remark}`);
    if (output.json) return output.printJson(answerOf(decoded));
    await output.print(decodedText(decoded));
  },
});

function decodeCase(input: ModemInput): DecodedSymbols {
  refuseUnknownKeys(input, CASE_KEYS);
  const settings = frameSettings(input);
  return decodeFrame(
    settings,
    requireSymbolList("symbols", input.symbols),
    (input.payloadBytes ?? undefined) as number,
  );
}

function answerOf({ payload, crcOk, header, correctedBits, symbolCount }: DecodedSymbols): unknown {
  return { payloadHex: formatHex(payload), crcOk, header, correctedBits, symbolCount };
}

function remarksOn({ crcOk, symbolCount }: DecodedSymbols, given: number): string[] {
  return [
    ...(crcOk === false ? ["the CRC is wrong: the payload is not what was sent"] : []),
    ...(given > symbolCount
      ? [`the frame ends after ${symbolCount} of the ${given} symbols; the rest was not read`]
      : []),
  ];
}
