import { InputError } from "../math/errors.ts";
import { outOfRange, requireChoice, requireSwitch, requireWhole } from "./checks.ts";
import { exactBandwidthHz, LORA_CHIP_TRAITS, LORA_CHIPS, type LoraChip, type LoraChipTraits } from "./chips.ts";
import { CODING_RATES, type CodingRate } from "./parameters.ts";

/** One LoRa packet, as far as its length in time goes. */
export interface LoraPacket {
  readonly chip: LoraChip;
  /** 5 to 12. */
  readonly sf: number;
  /** One of the chip's; 7.8 kHz and 7.8125 kHz mean the same. */
  readonly bandwidthHz: number;
  readonly codingRate: CodingRate;
  /** Programmed length, without the sync word and the 2.25 symbols after it. */
  readonly preambleSymbols: number;
  readonly implicitHeader: boolean;
  readonly crc: boolean;
  readonly ldro: boolean | "auto";
  /** Bytes between header and CRC, 0 to 255. */
  readonly payloadBytes: number;
  /** Which description of the SX127x at SF6 counts: see {@link SF6_FORMULAS}. */
  readonly sf6Formula?: Sf6Formula;
}

/**
 * The SX127x at SF6: its datasheet sends SF6 like the other spreading factors; the vendor's driver and gateway code compute it like
 * the SX126x, with two more preamble symbols and a fuller first block.
 */
export type Sf6Formula = "datasheet" | "driver";
export const SF6_FORMULAS = ["datasheet", "driver"] as const satisfies readonly Sf6Formula[];

const LDRO_VALUES = ["auto", true, false] as const;

/** The length field has eight bits. */
export const MAX_LORA_PAYLOAD_BYTES = 255;

/**
 * What a packet is when nothing else is said.
 *
 * SX126x: the family that new devices are built with. 125 kHz, 4/5, CRC and a preamble of 8: LoRaWAN's, in nearly all regions.
 */
export const LORA_PACKET_DEFAULTS = {
  chip: "sx126x",
  bandwidthHz: 125_000,
  codingRate: "4/5",
  preambleSymbols: 8,
  implicitHeader: false,
  crc: true,
  ldro: "auto",
  sf6Formula: "datasheet",
} as const satisfies Partial<LoraPacket>;

/**
 * Checks a packet against the chip that is to send it.
 *
 * @returns the bandwidth, exact
 * @throws {InputError} `unknown-value`, `out-of-range`, `wrong-type` or `not-on-chip`, naming the member and the legal values
 */
export function requireLoraPacket(packet: LoraPacket): number {
  requireChoice("chip", packet.chip, LORA_CHIPS);
  const traits: LoraChipTraits = LORA_CHIP_TRAITS[packet.chip];
  const { sf, codingRate, payloadBytes } = packet;
  if (!(Number.isInteger(sf) && sf >= traits.minSf && sf <= 12)) {
    throw outOfRange("sf", sf, `a spreading factor of the ${traits.title}, ${traits.minSf} to 12`);
  }
  requireChoice("codingRate", codingRate, CODING_RATES);
  if (codingRate.startsWith("li") && !traits.longInterleaving) {
    throw notOnChip("codingRate", `the ${traits.title} has no long interleaving`, "4/5, 4/6, 4/7 or 4/8");
  }
  requireWhole("payloadBytes", payloadBytes, 0, MAX_LORA_PAYLOAD_BYTES);
  requirePreamble(packet.preambleSymbols, traits);
  requireSwitch("implicitHeader", packet.implicitHeader);
  requireSwitch("crc", packet.crc);
  requireChoice("ldro", packet.ldro, LDRO_VALUES);
  if (packet.sf6Formula !== undefined) requireChoice("sf6Formula", packet.sf6Formula, SF6_FORMULAS);
  if (sf === 6 && !traits.fineSync && !packet.implicitHeader) {
    throw notOnChip("implicitHeader", `the ${traits.title} sends SF6 only with an implicit header`, "true");
  }
  return requireBandwidth(packet.bandwidthHz, traits);
}

function requireBandwidth(bandwidthHz: number, traits: LoraChipTraits): number {
  const exactHz = exactBandwidthHz(bandwidthHz, traits.bandwidthsHz);
  if (exactHz !== null) return exactHz;
  const listed = traits.bandwidthsHz.map((hz) => Number((hz / 1000).toPrecision(6))).join(", ");
  throw outOfRange("bandwidthHz", bandwidthHz, `a bandwidth of the ${traits.title}`, `in kHz: ${listed}`);
}

function requirePreamble(symbols: number, { title, preamble }: LoraChipTraits): void {
  if (!(Number.isInteger(symbols) && symbols >= preamble.min && symbols <= preamble.max)) {
    const expected = `a whole number of symbols from ${preamble.min} to ${preamble.max} (${title})`;
    throw outOfRange("preambleSymbols", symbols, expected);
  }
  if (preamble.form === "mantissa-exponent" && realisablePreamble(symbols) !== symbols) {
    const expected = `a length that the ${title} can send: 1 to 15, times a power of two`;
    throw outOfRange("preambleSymbols", symbols, expected, `the next longer one is ${realisablePreamble(symbols)}`);
  }
}

/** The shortest preamble of at least `symbols` of the form m·2^e with m up to 15. */
function realisablePreamble(symbols: number): number {
  let unit = 1;
  while (symbols > 15 * unit) unit *= 2;
  return Math.ceil(symbols / unit) * unit;
}

function notOnChip(where: string, message: string, hint: string): InputError {
  return new InputError({ code: "not-on-chip", where, message, hint: `expected ${hint}` });
}
