import { formatHex } from "../../../math/hex.ts";
import { type CaseInput, type FrameWarning, identifierOf, wholeOf } from "../../case-values.ts";
import { cryptOptions, cryptPayload } from "../encryption.ts";
import { MAX_FRAME_COUNTER, recoverFrameCounter } from "../frame-counter.ts";
import { decodeMacCommands } from "../mac/codec.ts";
import type { MicContext } from "../mic.ts";
import type { DataFrame, PhyPayload } from "../phy-payload.ts";
import { checkDataMic } from "./check-data-mic.ts";
import { type DecodedLorawanFrame, micWarning } from "./decoded-frame.ts";
import { type FrameCase, payloadKeyName } from "./keys.ts";

/** Ports that no version defines. LoRaWAN 1.0.4 §4.3.2. */
const FIRST_RESERVED_PORT = 225;

/** Reads a data frame; parts that its keys do not open are null. */
export function decodeDataFrame(frame: PhyPayload, body: DataFrame, frameCase: FrameCase): DecodedLorawanFrame {
  const { input } = frameCase;
  const direction = body.kind === "data-up" ? "up" : "down";
  const counter = counterOf(body, input);
  const context = { direction, devAddr: body.devAddr, frameCounter: counter.frameCounter } as const;
  const check = checkDataMic({ ...frame, body }, context, frameCase);
  const micValid = counter.fits ? check.micValid : check.micValid === null ? null : false;
  const opened = openContent(body, { context, micValid, ...frameCase });
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

/** What decides how much of a frame can be read. */
interface Known extends FrameCase {
  readonly context: MicContext;
  readonly micValid: boolean | null;
}

/** Options, payload and commands, as far as they can be read; nothing encrypted is shown of a frame whose MIC is wrong. */
function openContent(body: DataFrame, known: Known) {
  const { context, version, micValid } = known;
  const fopts = openOptions(body, known);
  const payload = openPayload(body, known);
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

function openOptions(body: DataFrame, { context, version, keys, micValid }: Known): Uint8Array | null {
  if (version === "1.0" || body.fopts.length === 0) return body.fopts;
  if (keys.nwkSEncKey === undefined || micValid === false) return null;
  return cryptOptions(keys.nwkSEncKey, body.fopts, { ...context, hasApplicationPort: (body.fport ?? 0) > 0 });
}

function openPayload(body: DataFrame, { context, version, keys, micValid }: Known): Uint8Array | null {
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
