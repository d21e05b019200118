import { encodeFrame } from "../../modem/coding/encode-frame.ts";
import { dissectFrame } from "../../modem/coding/frame-anatomy.ts";
import { FRAME_KEYS, frameSettings, type ModemInput, refuseUnknownKeys } from "../../modem/frame-settings-input.ts";
import { runBatch } from "../batch.ts";
import { defineCommand } from "../command.ts";
import { encodedText } from "./coding-text.ts";
import {
  FRAME_OPTIONS,
  givenFrame,
  givenPayload,
  PAYLOAD_OPTIONS,
  readCasePayload,
  readFrameOptions,
  readPayloadOptions,
} from "./frame-options.ts";

const CASE_KEYS = [...FRAME_KEYS, "payloadHex", "payloadText"];

export const encode = defineCommand({
  description:
    "The symbols of a LoRa frame: header, whitening, CRC, Hamming code, interleaving and Gray mapping, step by step.\n" +
    "A symbol is its chirp's start offset, 0 to 2^SF - 1; preamble, sync word and start of frame are not among them.",
  arguments: [],
  options: {
    ...FRAME_OPTIONS,
    ...PAYLOAD_OPTIONS,
    allBlocks: { flag: "all-blocks", kind: "switch", title: "show every block, not only the first two" },
    batch: {
      flag: "batch",
      kind: "text",
      placeholder: "file",
      title: "newline-delimited JSON cases from a file, or from stdin with -; flags fill in what a case leaves out",
    },
  },
  examples: [
    { title: "A text at SF7, and how it becomes symbols", line: "modem encode --sf 7 --payload-text Hello" },
    {
      title: "Three bytes at SF10 without a header, for scripts",
      line: "modem encode --sf 10 --cr 4/8 --implicit-header --payload-hex c0ffee --json",
    },
    { title: "A stream of cases", line: "modem encode --batch scenarios/examples/modem-encode.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    if (options.batch !== undefined) {
      const given = { ...givenFrame(options), ...givenPayload(options) };
      return runBatch(options.batch, output, signal, (input) => encodeCase({ ...given, ...input }));
    }
    const settings = readFrameOptions(options);
    const payload = readPayloadOptions(options);
    if (output.json) return output.printJson(encodeCase({ ...givenFrame(options), ...givenPayload(options) }));
    await output.print(encodedText(settings, payload, dissectFrame(settings, payload), options));
  },
});

function encodeCase(input: ModemInput): { readonly symbols: Uint16Array; readonly ldro: boolean } {
  refuseUnknownKeys(input, CASE_KEYS);
  const settings = frameSettings(input);
  return { symbols: encodeFrame(settings, readCasePayload(input)), ldro: settings.lowDataRate };
}
