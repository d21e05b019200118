import { ReplayGuard } from "../../protocol/replay-guard.ts";
import { type Verification, verifyAny } from "../../protocol/verify-frame.ts";
import { runBatch } from "../batch.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES, renamePlaces } from "../errors.ts";
import { DECODE_OPTIONS, frameFlagOf, givenFields } from "./frame-options.ts";
import { KEY_OPTIONS, readKeySource, requireOneStdin } from "./key-options.ts";

export const verify = defineCommand({
  description:
    "Whether frames may be acted on: authentic, and not received before. Exit code 1 when one is refused.\n" +
    "In a batch each frame is judged by those before it; counters begin where the first one stands.",
  arguments: [{ name: "FRAME", title: "the frame's bytes in hexadecimal", optional: true }],
  options: { ...DECODE_OPTIONS, ...KEY_OPTIONS },
  examples: [
    {
      title: "One frame, after counter 70000",
      line: "frame verify 404c1f0b260171110202d987111831a9ed61 --next-frame-counter 70001 --keys scenarios/examples/frame-keys.json",
    },
    {
      title: "A log of frames, all of them new",
      line: "frame verify --batch scenarios/examples/frame-decode.ndjson --keys scenarios/examples/frame-keys.json",
    },
  ],
  async run([frame], options, { output, signal }) {
    requireOneStdin(options);
    const source = await readKeySource(options, signal);
    const given = {
      ...(await givenFields(DECODE_OPTIONS, options)),
      ...(frame === undefined ? {} : { phyPayloadHex: frame }),
    };
    const guard = new ReplayGuard();
    if (options.batch !== undefined) {
      let refused = 0;
      const answer = (input: object) => {
        const verification = verifyAny({ ...given, ...input }, source, guard);
        if (!verification.accept) refused++;
        return verification;
      };
      const code = await runBatch(options.batch, output, signal, answer, { secret: true });
      if (refused > 0)
        output.remark(`${refused} ${refused === 1 ? "frame" : "frames"} refused: see the "findings" in each`);
      return code === EXIT_CODES.done && refused > 0 ? EXIT_CODES.workFailed : code;
    }
    const verification = renamePlaces(
      (where) => (where === "phyPayloadHex" ? "FRAME" : frameFlagOf(DECODE_OPTIONS, where)),
      () => verifyAny(given, source, guard),
    );
    await (output.json ? output.printJson(verification) : output.print(verificationText(verification)));
    return verification.accept ? EXIT_CODES.done : EXIT_CODES.workFailed;
  },
});

function verificationText(verification: Verification): string {
  const { accept, verdict, kind, device, devAddr, devEui, frameCounter, findings } = verification;
  const owner = [device, devAddr ?? devEui].filter((name) => name !== null).join(", ");
  const parts = [kind, owner === "" ? null : `of ${owner}`, frameCounter === null ? null : `counter ${frameCounter}`];
  const head = `${accept ? "accept" : "refuse"}: ${verdict}: ${parts.filter((part) => part !== null).join(", ")}\n`;
  return head + findings.map(({ message }) => `  ${message}\n`).join("");
}
