import { MAX_LORA_PAYLOAD_BYTES } from "../../lora/lora-packet.ts";
import { InputError } from "../../math/errors.ts";
import { parseHex } from "../../math/hex.ts";
import {
  DEFAULT_ENVELOPE,
  type FrameEnvelope,
  type FrameSettings,
  MODEM_CHIPS,
  MODEM_CODING_RATES,
} from "../../modem/frame-settings.ts";
import { FRAME_DEFAULTS, frameEnvelope, frameSettings, type ModemInput } from "../../modem/frame-settings-input.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";

const FRAME = "Frame:";
const PAYLOAD = "Payload, one of:";
const ENVELOPE = "On air:";

/** What {@link frameSettings} reads, by the keys of a case. */
export const FRAME_OPTIONS = {
  sf: { flag: "sf", kind: "integer", min: 5, max: 12, title: "spreading factor, 5 to 12", group: FRAME },
  bandwidthHz: {
    flag: "bw",
    kind: "quantity",
    dimension: "frequency",
    title: "bandwidth, default 125kHz; any will do",
    group: FRAME,
  },
  codingRate: {
    flag: "cr",
    kind: "choice",
    values: MODEM_CODING_RATES,
    title: `coding rate, default ${FRAME_DEFAULTS.codingRate}`,
    group: FRAME,
  },
  implicitHeader: { flag: "implicit-header", kind: "switch", title: "no header on air", group: FRAME },
  crc: { flag: "no-crc", kind: "switch", title: "no CRC after the payload", group: FRAME },
  ldro: {
    flag: "ldro",
    kind: "choice",
    values: ["auto", "on", "off"],
    title: "low-data-rate optimisation, default auto: for symbols above 16 ms",
    group: FRAME,
  },
  chip: {
    flag: "chip",
    kind: "choice",
    values: MODEM_CHIPS,
    title: `whose way to format SF5 and SF6, default ${FRAME_DEFAULTS.chip}`,
    group: FRAME,
  },
} as const satisfies OptionSpecs;

/** What a frame carries: {@link readCasePayload}. */
export const PAYLOAD_OPTIONS = {
  payloadHex: {
    flag: "payload-hex",
    kind: "text",
    placeholder: "digits",
    title: "bytes in hexadecimal: 48656c6c6f",
    group: PAYLOAD,
  },
  payloadText: {
    flag: "payload-text",
    kind: "text",
    placeholder: "text",
    title: "text, sent as UTF-8",
    group: PAYLOAD,
  },
} as const satisfies OptionSpecs;

/** What {@link frameEnvelope} reads. */
export const ENVELOPE_OPTIONS = {
  preambleSymbols: {
    flag: "preamble",
    kind: "integer",
    title: `up-chirps before the sync word, default ${DEFAULT_ENVELOPE.preambleSymbols}`,
    group: ENVELOPE,
  },
  syncWord: {
    flag: "sync-word",
    kind: "text",
    placeholder: "byte",
    title: "0x12 for private networks (default), 0x34 for LoRaWAN, or any byte",
    group: ENVELOPE,
  },
  invertIq: {
    flag: "invert-iq",
    kind: "switch",
    title: "mirrored spectrum, as in LoRaWAN's downlink",
    group: ENVELOPE,
  },
} as const satisfies OptionSpecs;

/** The frame that was given, by the keys of a case: what was not given is left out. */
export function givenFrame(options: Partial<OptionValues<typeof FRAME_OPTIONS>>): ModemInput {
  const { sf, bandwidthHz, codingRate, implicitHeader, crc, ldro, chip } = options;
  return definedOnly({
    sf,
    bandwidthHz,
    codingRate,
    implicitHeader: implicitHeader ? true : undefined,
    crc: crc ? false : undefined,
    ldro: ldro === undefined || ldro === "auto" ? ldro : ldro === "on",
    chip,
  });
}

/** The payload that was given, by the keys of a case. */
export function givenPayload({ payloadHex, payloadText }: OptionValues<typeof PAYLOAD_OPTIONS>): ModemInput {
  return definedOnly({ payloadHex, payloadText });
}

/**
 * The settings that the flags come to.
 *
 * @throws {InputError} naming the flag
 */
export function readFrameOptions(options: Partial<OptionValues<typeof FRAME_OPTIONS>>): FrameSettings {
  return renamePlaces(
    (key) => flagOf(FRAME_OPTIONS, key),
    () => frameSettings(givenFrame(options)),
  );
}

/**
 * The envelope that the flags come to.
 *
 * @throws {InputError} naming the flag
 */
export function readEnvelopeOptions(options: OptionValues<typeof ENVELOPE_OPTIONS>): FrameEnvelope {
  const { preambleSymbols, syncWord, invertIq } = options;
  return renamePlaces(
    (key) => flagOf(ENVELOPE_OPTIONS, key),
    () => frameEnvelope(definedOnly({ preambleSymbols, syncWord, invertIq })),
  );
}

/**
 * The payload that the flags come to.
 *
 * @throws {InputError} naming the flag
 */
export function readPayloadOptions(options: OptionValues<typeof PAYLOAD_OPTIONS>): Uint8Array {
  return renamePlaces(
    (key) => flagOf(PAYLOAD_OPTIONS, key),
    () => readCasePayload(givenPayload(options)),
  );
}

/**
 * The payload of a case: `payloadHex` or `payloadText`.
 *
 * @throws {InputError} naming the key, when there is none or both, no hexadecimal digits, or more bytes than a frame holds
 */
export function readCasePayload({ payloadHex, payloadText }: ModemInput): Uint8Array {
  const hex = payloadHex ?? undefined;
  const text = payloadText ?? undefined;
  if (hex === undefined && text === undefined) {
    const message = "missing: the bytes to send, in hexadecimal";
    throw new InputError({ code: "missing-input", where: "payloadHex", message, hint: "or as a text: payloadText" });
  }
  if (hex !== undefined && text !== undefined) {
    const message = "cannot be given together with payloadHex";
    throw new InputError({ code: "conflicting-inputs", where: "payloadText", message });
  }
  const where = hex === undefined ? "payloadText" : "payloadHex";
  const value = hex ?? text;
  if (typeof value !== "string") {
    const message = `expected a text, got ${JSON.stringify(value)}`;
    throw new InputError({ code: "wrong-type", where, message });
  }
  const payload = hex === undefined ? new TextEncoder().encode(value) : parseHex(where, value);
  if (payload.length <= MAX_LORA_PAYLOAD_BYTES) return payload;
  const message = `expected at most ${MAX_LORA_PAYLOAD_BYTES} bytes, got ${payload.length}`;
  throw new InputError({ code: "out-of-range", where, message });
}

function definedOnly(values: ModemInput): ModemInput {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
