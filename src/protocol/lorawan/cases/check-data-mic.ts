import { type FrameWarning, wholeOf } from "../../case-values.ts";
import { sameCode } from "../../crypto/aes-key.ts";
import { MAX_FRAME_COUNTER } from "../frame-counter.ts";
import { dataMic, forwardingHalf, type MicContext, servingHalf } from "../mic.ts";
import type { DataFrame, LorawanVersion, PhyPayload } from "../phy-payload.ts";
import { readUplinkChannel } from "./data-request.ts";
import type { FrameCase, LorawanKeys } from "./keys.ts";

/** What came of it. */
export interface MicCheck {
  readonly micValid: boolean | null;
  /** Keys that the check takes. */
  readonly names: readonly string[];
  readonly warning?: FrameWarning;
}

/**
 * Checks a data frame's MIC with the keys at hand.
 *
 * Of a 1.1 uplink both halves must be right: a forwarding network, which can check one, is told so and gets no `true`.
 */
export function checkDataMic(
  frame: PhyPayload & { readonly body: DataFrame },
  context: MicContext,
  { input, version, keys }: FrameCase,
): MicCheck {
  const { body } = frame;
  if (version === "1.0") return checkMic10(frame, context, keys);
  if (keys.sNwkSIntKey === undefined && keys.fNwkSIntKey === undefined && keys.nwkSKey !== undefined) {
    return { micValid: null, names: ["sNwkSIntKey"], warning: keysOfOther("1.0", version) };
  }
  const confirmed = body.fctrl.ack ? wholeOf(input, "confFcnt", 0, MAX_FRAME_COUNTER) : 0;
  const serving = confirmed === undefined ? undefined : keys.sNwkSIntKey;
  const noCounter = { code: "mic-unchecked", message: "the MIC was not checked: with an ACK it covers confFcnt" };
  const warning = confirmed === undefined ? noCounter : undefined;
  if (body.kind === "data-down") {
    const names = ["sNwkSIntKey"];
    if (serving === undefined) return { micValid: null, names, warning };
    return {
      micValid: sameCode(dataMic(serving, frame.message, { ...context, confirmedCounter: confirmed }), frame.mic),
      names,
    };
  }
  const names = ["sNwkSIntKey", "fNwkSIntKey", "txDr", "txCh"];
  const channel = readUplinkChannel(input);
  const halves = [
    serving === undefined || channel === undefined
      ? null
      : sameCode(
          servingHalf(serving, frame.message, { ...context, ...channel, confirmedCounter: confirmed }),
          frame.mic.subarray(0, 2),
        ),
    keys.fNwkSIntKey === undefined
      ? null
      : sameCode(forwardingHalf(keys.fNwkSIntKey, frame.message, context), frame.mic.subarray(2)),
  ];
  if (halves.includes(false)) return { micValid: false, names };
  if (!halves.includes(null)) return { micValid: true, names };
  if (!halves.includes(true)) return { micValid: null, names, warning };
  // 16 bits are too few to call a frame authentic
  const message = `one half of the MIC is right, the other was not checked: that takes ${names.join(", ")}`;
  return { micValid: null, names, warning: { code: "mic-half-checked", message } };
}

function checkMic10(frame: PhyPayload, context: MicContext, keys: LorawanKeys): MicCheck {
  const names = ["nwkSKey"];
  if (keys.nwkSKey !== undefined)
    return { micValid: sameCode(dataMic(keys.nwkSKey, frame.message, context), frame.mic), names };
  const of11 = keys.fNwkSIntKey !== undefined || keys.sNwkSIntKey !== undefined;
  return { micValid: null, names, warning: of11 ? keysOfOther("1.1", "1.0") : undefined };
}

function keysOfOther(theirs: LorawanVersion, said: LorawanVersion): FrameWarning {
  const message = `the keys are those of LoRaWAN ${theirs}, and the version is ${said}: say version "${theirs}"`;
  return { code: "keys-of-other-version", message };
}
