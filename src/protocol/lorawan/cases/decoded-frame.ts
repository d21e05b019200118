import type { FrameWarning } from "../../case-values.ts";
import type { MacCommand } from "../mac/codec.ts";
import type { PhyPayload } from "../phy-payload.ts";

/** A frame read with the keys at hand: what every kind has, and the fields of its kind. */
export interface DecodedLorawanFrame {
  readonly kind: PhyPayload["body"]["kind"];
  readonly mtype: string;
  readonly micHex: string | null;
  /** Null where no key is at hand that could tell. */
  readonly micValid: boolean | null;
  /** Decrypted; empty without a payload, null where it cannot be read or its MIC is wrong. */
  readonly payloadHex: string | null;
  readonly macCommands: readonly (MacCommand & { readonly in: "FOpts" | "port 0" })[];
  readonly warnings: readonly FrameWarning[];
  readonly [field: string]: unknown;
}

/** What to say of a MIC that is wrong, or that could not be checked. */
export function micWarning(micValid: false | null, names: readonly string[]): FrameWarning {
  return micValid === false
    ? { code: "mic-invalid", message: "the MIC is wrong: another key, version or counter, or the frame was altered" }
    : { code: "mic-unchecked", message: `the MIC was not checked: that takes ${names.join(" and ")}` };
}
