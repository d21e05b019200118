import { SPREADING_FACTORS, type SpreadingFactor } from "../../lora/parameters.ts";
import { InputError } from "../../math/errors.ts";
import { DEFAULT_ENVELOPE } from "../../modem/frame-settings.ts";
import { frameSettings, parseSyncWord } from "../../modem/frame-settings-input.ts";
import { RECEIVER_DEFAULTS, type ReceiverOptions } from "../../modem/receiver/decoded-frame.ts";
import { renamePlaces } from "../errors.ts";
import { flagOf } from "../model-options.ts";
import type { OptionSpecs, OptionValues } from "../options.ts";
import { ENVELOPE_OPTIONS, FRAME_OPTIONS, givenFrame } from "./frame-options.ts";

const FRAME = "Frame:";
const IMPLICIT = "Frames without a header:";
const RECEIVER = "Receiver:";

const { bandwidthHz, ldro, chip, codingRate, crc, implicitHeader } = FRAME_OPTIONS;

/** What a receiver must know, or may look for: read by {@link readReceiverOptions}. */
export const RECEIVER_OPTIONS = {
  spreadingFactors: {
    flag: "sf",
    kind: "text",
    placeholder: "number",
    title: "spreading factors to look for, such as 7, 7,9 or 5-12; default auto: 7 to 12",
    group: FRAME,
  },
  bandwidthHz,
  ldro,
  chip,
  syncWord: {
    flag: "sync-word",
    kind: "text",
    placeholder: "byte",
    title:
      "0x12 for private networks, 0x34 for LoRaWAN, another byte, or any (default where frames have a header or a CRC)",
    group: FRAME,
  },
  invertIq: { ...ENVELOPE_OPTIONS.invertIq, group: FRAME },
  implicitHeader: {
    ...implicitHeader,
    title: "frames have no header: length and coding are given here",
    group: IMPLICIT,
  },
  payloadBytes: { flag: "payload", kind: "integer", min: 0, max: 255, title: "their bytes", group: IMPLICIT },
  codingRate: { ...codingRate, group: IMPLICIT },
  crc: { ...crc, group: IMPLICIT },
  decoding: {
    flag: "decoding",
    kind: "choice",
    values: ["soft", "hard"],
    title: "soft weighs each bit by how sure it is (default), hard decides each symbol first",
    group: RECEIVER,
  },
  crcGuesses: {
    flag: "crc-guesses",
    kind: "integer",
    min: 0,
    max: 64,
    title: `tries with the least certain bits turned over when a CRC is wrong, default ${RECEIVER_DEFAULTS.crcGuesses}; 0 as chips do`,
    group: RECEIVER,
  },
  noCancel: {
    flag: "no-cancel",
    kind: "switch",
    title: "do not take decoded frames off the samples to find weaker ones under them",
    group: RECEIVER,
  },
} as const satisfies OptionSpecs;

type Options = OptionValues<typeof RECEIVER_OPTIONS>;

/** What the flags say of the receiver; the recording says the rest. */
export type GivenReceiverOptions = Omit<ReceiverOptions, "sampleRateHz" | "carrierHz" | "channelOffsetHz">;

/** SF5 and SF6 must be asked for: hardly any network uses them, and each factor costs its share of the work. */
const AUTO_FACTORS = [7, 8, 9, 10, 11, 12] as const satisfies readonly SpreadingFactor[];

/**
 * @throws {InputError} naming the flag
 */
export function readReceiverOptions(options: Options): GivenReceiverOptions {
  return renamePlaces(
    (key) => flagOf({ ...RECEIVER_OPTIONS, sf: RECEIVER_OPTIONS.spreadingFactors }, key),
    () => receiverOptions(options),
  );
}

function receiverOptions(options: Options): GivenReceiverOptions {
  const { spreadingFactors: text = "auto", ...given } = options;
  const input = givenFrame(given);
  const { chip, bandwidthHz, codingRate, crc } = frameSettings({ ...input, sf: 7 });
  const spreadingFactors = text === "auto" ? AUTO_FACTORS : parseFactors(text);
  // What a single factor does not allow, such as a header at the SX127x's SF6
  for (const sf of spreadingFactors) frameSettings({ ...input, sf });
  return {
    bandwidthHz,
    spreadingFactors,
    chip,
    syncWord: parseSyncWord("syncWord", options.syncWord ?? defaultSyncWord(options)),
    ldro: options.ldro === undefined || options.ldro === "auto" ? "auto" : options.ldro === "on",
    invertIq: options.invertIq,
    implicit: options.implicitHeader ? { payloadBytes: requirePayload(options), codingRate, crc } : null,
    decoding: options.decoding === "hard" ? "hard" : "soft",
    crcGuesses: options.crcGuesses ?? RECEIVER_DEFAULTS.crcGuesses,
    cancel: !options.noCancel,
  };
}

/** Where frames have neither header nor CRC, only the sync word tells one from noise. */
function defaultSyncWord({ implicitHeader, crc: noCrc }: Options): number | "any" {
  return implicitHeader && noCrc ? DEFAULT_ENVELOPE.syncWord : "any";
}

/** Flags that were given and say nothing, because frames say it themselves. */
export function findIdleFlags(options: Options): string[] {
  if (options.implicitHeader) return [];
  const idle = [
    ["payload", options.payloadBytes !== undefined],
    ["cr", options.codingRate !== undefined],
    ["no-crc", options.crc],
  ] as const;
  return idle
    .filter(([, given]) => given)
    .map(([flag]) => `--${flag} counts with --implicit-header only: a frame's header says it`);
}

/** `7`, `7,9` and `7-9`, in any mixture. */
function parseFactors(text: string): SpreadingFactor[] {
  const factors = SPREADING_FACTORS.filter((sf) =>
    text.split(",").some((part) => {
      const [first, last = first] = part.split("-").map(Number);
      return first <= sf && sf <= last;
    }),
  );
  if (/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text) && text.match(/\d+/g)?.every(isFactor) && factors.length > 0)
    return factors;
  const message = `expected auto, or spreading factors from 5 to 12 such as 7, 7,9 or 7-9, got "${text}"`;
  throw new InputError({ code: "out-of-range", where: "spreadingFactors", message });
}

function isFactor(digits: string): boolean {
  return (SPREADING_FACTORS as readonly number[]).includes(Number(digits));
}

function requirePayload({ payloadBytes }: Options): number {
  if (payloadBytes !== undefined) return payloadBytes;
  const message = "missing: frames without a header do not say how long they are";
  throw new InputError({ code: "missing-option", where: "payloadBytes", message });
}
