import { encodeAny } from "../../protocol/frame-case.ts";
import { runBatch } from "../batch.ts";
import { defineCommand } from "../command.ts";
import { renamePlaces } from "../errors.ts";
import { keyValueText } from "../key-value-text.ts";
import { ENCODE_OPTIONS, frameFlagOf, givenFields } from "./frame-options.ts";
import { KEY_OPTIONS, readKeySource, requireOneStdin } from "./key-options.ts";

export const encode = defineCommand({
  description:
    "A LoRaWAN frame, encrypted and signed: joins, data both ways with MAC commands by name, rejoins; or a frame of the private protocol.\n" +
    "Keys are read from a file, the environment or flags, and are not shown.",
  arguments: [],
  options: {
    ...ENCODE_OPTIONS,
    hex: {
      flag: "hex",
      kind: "switch",
      title: "print the frame's digits alone, as modem modulate takes them",
      group: "Output:",
    },
    ...KEY_OPTIONS,
  },
  examples: [
    {
      title: "An uplink with a question to the network",
      line: "frame encode --kind data-up --dev-addr 260b1f4c --frame-counter 70001 --port 2 --payload-text 21.5 --mac LinkCheckReq --keys scenarios/examples/frame-keys.json",
    },
    {
      title: "A join-request",
      line: "frame encode --kind join-request --join-eui 0000000000000001 --dev-eui 70b3d57ed0050001 --dev-nonce 7 --keys scenarios/examples/frame-keys.json",
    },
    {
      title: "A frame of the private protocol, ready for modem modulate",
      line: "frame encode --protocol private --dev-addr 00000007 --frame-counter 12 --payload-text 21.5 --keys scenarios/examples/frame-keys.json --hex",
    },
    { title: "A stream of cases", line: "frame encode --batch scenarios/examples/frame-encode.ndjson" },
  ],
  async run(_args, options, { output, signal }) {
    requireOneStdin(options);
    const source = await readKeySource(options, signal);
    const given = await givenFields(ENCODE_OPTIONS, options);
    if (options.batch !== undefined) {
      const answer = (input: object) => encodeAny({ ...given, ...input }, source);
      return runBatch(options.batch, output, signal, answer, { secret: true });
    }
    const frame = renamePlaces(
      (where) => frameFlagOf(ENCODE_OPTIONS, where),
      () => encodeAny(given, source),
    );
    if (output.json) return output.printJson(frame);
    if (options.hex) return output.print(`${frame.phyPayloadHex}\n`);
    const { kind, phyPayloadHex, micHex, ...rest } = frame;
    await output.print(keyValueText({ kind, phyPayloadHex, micHex }));
    if (Object.keys(rest).some((name) => name.endsWith("Key"))) {
      output.remark("the keys of the session were derived; --json shows them");
    }
  },
});
