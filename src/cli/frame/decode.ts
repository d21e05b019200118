import { decodeAny } from "../../protocol/frame-case.ts";
import { runBatch } from "../batch.ts";
import { defineCommand } from "../command.ts";
import { renamePlaces } from "../errors.ts";
import { readDemodulated, receivedText } from "./demodulated.ts";
import { DECODE_OPTIONS, frameFlagOf, givenFields } from "./frame-options.ts";
import { decodedFrameText } from "./frame-text.ts";
import { KEY_OPTIONS, readKeySource, requireOneStdin } from "./key-options.ts";

const OPTIONS = {
  ...DECODE_OPTIONS,
  demodulated: {
    flag: "demodulated",
    kind: "text",
    placeholder: "file",
    title: "the frames that modem demodulate --json found, from a file, or from stdin with -",
  },
  sessionKeys: {
    flag: "session-keys",
    kind: "switch",
    title: "join-accept: show the keys of the session that it begins",
    group: "Output:",
  },
} as const;

export const decode = defineCommand({
  description:
    "What is in a LoRaWAN frame or in one of the private protocol: fields, MIC, payload and MAC commands, as far as the keys allow.\n" +
    "A wrong MIC is told and is no error; bytes that are no frame are.",
  arguments: [{ name: "FRAME", title: "the frame's bytes in hexadecimal", optional: true }],
  options: { ...OPTIONS, ...KEY_OPTIONS },
  examples: [
    { title: "Without keys: all that is not encrypted", line: "frame decode 40f17dbe4900020001954378762b11ff0d" },
    {
      title: "With the keys of the device, by its address",
      line: "frame decode 404c1f0b260171110202d987111831a9ed61 --next-frame-counter 70001 --keys scenarios/examples/frame-keys.json",
    },
    {
      title: "The LoRaWAN frames in a recording's answer",
      line: "frame decode --demodulated scenarios/examples/demodulated.json",
    },
    {
      title: "A stream of cases",
      line: "frame decode --batch scenarios/examples/frame-decode.ndjson --keys scenarios/examples/frame-keys.json",
    },
  ],
  async run([frame], options, { output, signal }) {
    requireOneStdin(options);
    const source = await readKeySource(options, signal);
    const given = {
      ...(await givenFields(DECODE_OPTIONS, options)),
      ...(options.sessionKeys ? { sessionKeys: true } : {}),
      ...(frame === undefined ? {} : { phyPayloadHex: frame }),
    };
    if (options.demodulated !== undefined) {
      const frames = await readDemodulated(options.demodulated, { given, source, signal });
      return output.json ? output.printJson({ frames }) : output.print(receivedText(frames));
    }
    if (options.batch !== undefined) {
      const answer = (input: object) => decodeAny({ ...given, ...input }, source);
      return runBatch(options.batch, output, signal, answer, { secret: true });
    }
    const decoded = renamePlaces(
      (where) => (where === "phyPayloadHex" ? "FRAME" : frameFlagOf(OPTIONS, where)),
      () => decodeAny(given, source),
    );
    if (output.json) return output.printJson(decoded);
    for (const { message } of decoded.warnings) output.remark(`warning: ${message}`);
    await output.print(decodedFrameText(decoded));
  },
});
