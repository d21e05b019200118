import { formatHex } from "../../math/hex.ts";
import { type CaseInput, type FrameWarning, identifierOf, wholeOf } from "../case-values.ts";
import { sameCode } from "../crypto/aes-key.ts";
import { readUplinkChannel } from "./data-case.ts";
import { type DecodedFrame, micWarning } from "./decoded-frame.ts";
import { cryptOptions, cryptPayload } from "./encryption.ts";
import { MAX_FRAME_COUNTER, recoverFrameCounter } from "./frame-counter.ts";
import { type LorawanKeys, payloadKeyName } from "./keys.ts";
import { decodeMacCommands } from "./mac/codec.ts";
import { dataMic, forwardingHalf, type MicContext, servingHalf } from "./mic.ts";
import type { DataFrame, LorawanVersion, PhyPayload } from "./phy-payload.ts";

/** Ports that no version defines. LoRaWAN 1.0.4 §4.3.2. */
const FIRST_RESERVED_PORT = 225;

/** Reads a data frame; parts that its keys do not open are null. */
export function decodeDataFrame(
  frame: PhyPayload,
  body: DataFrame,
  input: CaseInput,
  version: LorawanVersion,
  keys: LorawanKeys,
): DecodedFrame {
  const direction = body.kind === "data-up" ? "up" : "down";
  const counter = counterOf(body, input);
  const context = { direction, devAddr: body.devAddr, frameCounter: counter.frameCounter } as const;
  const check = checkMic(frame, body, context, input, version, keys);
  const micValid = counter.fits ? check.micValid : check.micValid === null ? null : false;
  const opened = openContent(body, context, version, keys, micValid);
  return {
    kind: body.kind,
    mtype: frame.mtype,
    confirmed: body.confirmed,
    devAddr: body.devAddr,
    fctrl: body.fctrl,
    fcnt: body.fcnt,
    frameCounter: counter.frameCounter,
    fport: body.fport,
    foptsHex: opened.fopts === null ? null : formatHex(opened.fopts),
    micHex: formatHex(frame.mic),
    micValid,
    payloadHex: opened.payload === null ? null : formatHex(opened.payload),
    macCommands: opened.commands,
    onAir: { foptsHex: formatHex(body.fopts), payloadHex: formatHex(body.frmPayload) },
    warnings: [
      ...(micValid === true ? [] : [check.warning ?? micWarning(micValid, check.names)]),
      ...counter.warnings,
      ...formWarnings(body, input),
      ...opened.warnings,
    ],
  };
}

interface KnownCounter {
  readonly frameCounter: number;
  /** False when the counter that was said cannot be the frame's. */
  readonly fits: boolean;
  readonly warnings: readonly FrameWarning[];
}

function counterOf({ fcnt }: DataFrame, input: CaseInput): KnownCounter {
  const said = wholeOf(input, "frameCounter", 0, MAX_FRAME_COUNTER) ?? wholeOf(input, "fcnt32", 0, MAX_FRAME_COUNTER);
  if (said !== undefined) {
    const fits = said % 0x1_0000 === fcnt;
    const message = `the frame carries ${fcnt}, which are not the lower 16 bits of the frame counter ${said}`;
    return { frameCounter: said, fits, warnings: fits ? [] : [{ code: "counter-mismatch", message }] };
  }
  const next = wholeOf(input, "nextFrameCounter", 0, MAX_FRAME_COUNTER + 1);
  if (next !== undefined)
    return { frameCounter: recoverFrameCounter(next, fcnt).frameCounter, fits: true, warnings: [] };
  return { frameCounter: fcnt, fits: true, warnings: [] };
}

interface MicCheck {
  readonly micValid: boolean | null;
  /** Keys that the check takes. */
  readonly names: readonly string[];
  readonly warning?: FrameWarning;
}

function checkMic(
  frame: PhyPayload,
  body: DataFrame,
  context: MicContext,
  input: CaseInput,
  version: LorawanVersion,
  keys: LorawanKeys,
): MicCheck {
  if (version === "1.0") return checkMic10(frame, context, keys);
  const confirmed = body.fctrl.ack ? wholeOf(input, "confFcnt", 0, MAX_FRAME_COUNTER) : 0;
  const serving = confirmed === undefined ? undefined : keys.sNwkSIntKey;
  const noCounter = { code: "mic-unchecked", message: "the MIC was not checked: with an ACK it covers confFcnt" };
  const warning = confirmed === undefined ? noCounter : undefined;
  if (body.kind === "data-down") {
    const names = ["sNwkSIntKey"];
    if (serving === undefined) return { micValid: null, names, warning };
    return { micValid: sameCode(dataMic(serving, frame.message, context, confirmed), frame.mic), names };
  }
  const names = ["sNwkSIntKey", "fNwkSIntKey", "txDr", "txCh"];
  const channel = readUplinkChannel(input);
  const halves = [
    serving === undefined || channel === undefined
      ? null
      : sameCode(
          servingHalf(serving, frame.message, { ...context, ...channel, confirmedCounter: confirmed ?? 0 }),
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
  const message = 'the keys are those of LoRaWAN 1.1, and the version is 1.0: say version "1.1"';
  return { micValid: null, names, warning: of11 ? { code: "keys-of-other-version", message } : undefined };
}

/** Options, payload and commands, as far as they can be read; nothing encrypted is shown of a frame whose MIC is wrong. */
function openContent(
  body: DataFrame,
  context: MicContext,
  version: LorawanVersion,
  keys: LorawanKeys,
  micValid: boolean | null,
) {
  const fopts = openOptions(body, context, version, keys, micValid);
  const payload = openPayload(body, context, version, keys, micValid);
  const inOptions = decodeMacCommands(fopts ?? NOTHING, context.direction, version);
  const onPort0 = decodeMacCommands(body.fport === 0 ? (payload ?? NOTHING) : NOTHING, context.direction, version);
  const warnings: FrameWarning[] = [];
  if (payload === null && micValid !== false) {
    const message = `the payload is encrypted: that takes ${payloadKeyName(body.fport, version)}`;
    warnings.push({ code: "payload-sealed", message });
  } else if (payload !== null && payload.length > 0 && micValid === null) {
    const message = "the payload was decrypted, but nothing shows that it is genuine";
    warnings.push({ code: "payload-unauthenticated", message });
  }
  if (fopts === null && micValid !== false) {
    warnings.push({ code: "fopts-sealed", message: "FOpts is encrypted: that takes nwkSEncKey" });
  }
  return {
    fopts,
    payload,
    commands: [
      ...inOptions.commands.map((command) => ({ ...command, in: "FOpts" as const })),
      ...onPort0.commands.map((command) => ({ ...command, in: "port 0" as const })),
    ],
    warnings: [...warnings, ...inOptions.warnings, ...onPort0.warnings],
  };
}

const NOTHING = new Uint8Array(0);

function openOptions(
  body: DataFrame,
  context: MicContext,
  version: LorawanVersion,
  keys: LorawanKeys,
  micValid: boolean | null,
): Uint8Array | null {
  if (version === "1.0" || body.fopts.length === 0) return body.fopts;
  if (keys.nwkSEncKey === undefined || micValid === false) return null;
  return cryptOptions(keys.nwkSEncKey, body.fopts, context, { hasApplicationPort: (body.fport ?? 0) > 0 });
}

function openPayload(
  body: DataFrame,
  context: MicContext,
  version: LorawanVersion,
  keys: LorawanKeys,
  micValid: boolean | null,
): Uint8Array | null {
  if (body.frmPayload.length === 0) return NOTHING;
  const key = keys[payloadKeyName(body.fport, version)];
  return key === undefined || micValid === false ? null : cryptPayload(key, body.frmPayload, context);
}

function formWarnings(body: DataFrame, input: CaseInput): FrameWarning[] {
  const warnings: FrameWarning[] = [];
  if (body.fport === 0 && body.fopts.length > 0) {
    const message = "FOpts is not empty and the port is 0: a receiver drops such a frame";
    warnings.push({ code: "fopts-with-port-0", message });
  }
  if (body.fport !== null && body.fport >= FIRST_RESERVED_PORT) {
    warnings.push({ code: "reserved-port", message: `port ${body.fport} is reserved: a receiver drops such a frame` });
  }
  const expected = identifierOf(input, "devAddr", 4);
  if (expected !== undefined && expected !== body.devAddr) {
    const message = `the frame is of ${body.devAddr}, not of ${expected}`;
    warnings.push({ code: "other-device", message });
  }
  return warnings;
}
