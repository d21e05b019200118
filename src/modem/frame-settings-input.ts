import { LDRO_SYMBOL_TIME_S } from "../lora/airtime.ts";
import { outOfRange, requireChoice, requireSwitch, requireWhole } from "../lora/checks.ts";
import { exactBandwidthHz, LORA_BANDWIDTHS_HZ } from "../lora/chips.ts";
import { LORA_PACKET_DEFAULTS } from "../lora/lora-packet.ts";
import type { SpreadingFactor } from "../lora/parameters.ts";
import { InputError, requirePositive } from "../math/errors.ts";
import { nearestNames } from "../math/nearest-name.ts";
import { requireHeaderFits } from "./coding/frame-layout.ts";
import {
  DEFAULT_ENVELOPE,
  type FrameEnvelope,
  type FrameSettings,
  MODEM_CHIPS,
  MODEM_CODING_RATES,
  type ModemChip,
  type ModemCodingRate,
} from "./frame-settings.ts";

/** A case as it comes from outside: JSON, or flags by the keys of a case. */
export type ModemInput = Readonly<Record<string, unknown>>;

/** Keys that {@link frameSettings} reads. */
export const FRAME_KEYS = ["sf", "bandwidthHz", "codingRate", "crc", "implicitHeader", "ldro", "chip"] as const;

/**
 * What a frame is when nothing else is said: what a packet is whose time on air is asked for, so that both speak of the same frame.
 *
 * `ldro` `auto`: by {@link needsLowDataRate}.
 */
export const FRAME_DEFAULTS = {
  bandwidthHz: LORA_PACKET_DEFAULTS.bandwidthHz,
  codingRate: LORA_PACKET_DEFAULTS.codingRate,
  crc: LORA_PACKET_DEFAULTS.crc,
  implicitHeader: LORA_PACKET_DEFAULTS.implicitHeader,
  ldro: LORA_PACKET_DEFAULTS.ldro,
  chip: LORA_PACKET_DEFAULTS.chip,
} as const;

/** Shorter ones leave nothing to find a frame by. */
const MIN_PREAMBLE_SYMBOLS = 2;
const MAX_PREAMBLE_SYMBOLS = 65_535;

/** Whether `auto` switches low-data-rate optimisation on: a symbol is strictly longer than 16 ms. */
export function needsLowDataRate(sf: SpreadingFactor, bandwidthHz: number): boolean {
  return 2 ** sf / bandwidthHz > LDRO_SYMBOL_TIME_S;
}

/**
 * Reads the settings of a frame; what is absent or null takes its default ({@link FRAME_DEFAULTS}), `sf` has none.
 *
 * Any bandwidth is taken; within half a percent of a chip's it means the chip's, as datasheets round them (7.8 kHz is 7812.5 Hz).
 *
 * @param input may hold more than the {@link FRAME_KEYS}: see {@link refuseUnknownKeys}
 * @throws {InputError} `missing-input`, `unknown-value`, `out-of-range`, `wrong-type` or `not-on-chip`, naming the key
 * @example frameSettings({ sf: 12 }).lowDataRate // true: a symbol at 125 kHz lasts 32.8 ms
 */
export function frameSettings(input: ModemInput): FrameSettings {
  const given = { ...FRAME_DEFAULTS, ...withoutNothing(input) } as Readonly<Record<string, unknown>>;
  const { sf, bandwidthHz, codingRate, crc, implicitHeader, ldro, chip } = given;
  if (sf === undefined) {
    throw new InputError({ code: "missing-input", where: "sf", message: "missing: a spreading factor from 5 to 12" });
  }
  requireWhole("sf", sf, 5, 12);
  requirePositive("bandwidthHz", bandwidthHz as number);
  requireChoice("codingRate", codingRate, MODEM_CODING_RATES);
  requireSwitch("crc", crc);
  requireSwitch("implicitHeader", implicitHeader);
  requireChoice("ldro", ldro, ["auto", true, false]);
  requireChoice("chip", chip, MODEM_CHIPS);
  const exactHz = exactBandwidthHz(bandwidthHz as number, LORA_BANDWIDTHS_HZ) ?? (bandwidthHz as number);
  const settings: FrameSettings = {
    sf: sf as SpreadingFactor,
    bandwidthHz: exactHz,
    codingRate: codingRate as ModemCodingRate,
    crc: crc as boolean,
    implicitHeader: implicitHeader as boolean,
    lowDataRate: ldro === "auto" ? needsLowDataRate(sf as SpreadingFactor, exactHz) : (ldro as boolean),
    chip: chip as ModemChip,
  };
  requireHeaderFits(settings);
  return settings;
}

/**
 * Reads what goes on air around the symbols: `preambleSymbols`, `syncWord`, `invertIq`; what is absent or null takes its default ({@link DEFAULT_ENVELOPE}).
 *
 * @throws {InputError} `out-of-range` or `wrong-type`, naming the key
 */
export function frameEnvelope(input: ModemInput): FrameEnvelope {
  const given = { ...DEFAULT_ENVELOPE, ...withoutNothing(input) } as Readonly<Record<string, unknown>>;
  const { preambleSymbols, invertIq } = given;
  requireWhole("preambleSymbols", preambleSymbols, MIN_PREAMBLE_SYMBOLS, MAX_PREAMBLE_SYMBOLS);
  requireSwitch("invertIq", invertIq);
  const syncWord = parseSyncWord("syncWord", given.syncWord);
  if (syncWord === "any") throw outOfRange("syncWord", syncWord, "one byte to send, such as 0x12");
  return { preambleSymbols: preambleSymbols as number, syncWord, invertIq: invertIq as boolean };
}

const WHOLE_NUMBER = /^(?:0x[0-9a-f]{1,2}|\d{1,3})$/i;

/**
 * A sync word: a byte as a number or as text (`0x34`, `52`), or `any`.
 *
 * @throws {InputError} `out-of-range`
 */
export function parseSyncWord(where: string, value: unknown): number | "any" {
  if (value === "any") return value;
  const byte = typeof value === "string" && WHOLE_NUMBER.test(value) ? Number(value) : value;
  if (Number.isInteger(byte) && (byte as number) >= 0 && (byte as number) <= 0xff) return byte as number;
  throw outOfRange(where, value, "a byte such as 0x12 (private networks) or 0x34 (LoRaWAN)");
}

/**
 * Refuses keys that a case does not have.
 *
 * @throws {InputError} `unknown-input`, with the key that may have been meant
 */
export function refuseUnknownKeys(input: ModemInput, known: readonly string[]): void {
  for (const key in input) {
    if (known.includes(key)) continue;
    const near = nearestNames(key, known);
    const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known keys: ${known.join(", ")}`;
    throw new InputError({ code: "unknown-input", where: key, message: "unknown input", hint });
  }
}

/** The members that say something. */
function withoutNothing(input: ModemInput): ModemInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== null));
}
