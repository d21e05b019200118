import type { SpreadingFactor } from "./parameters.ts";

/** A family of LoRa modems that format packets alike. */
export type LoraChip = "sx127x" | "sx126x" | "sx128x" | "lr11xx";
export const LORA_CHIPS = ["sx127x", "sx126x", "sx128x", "lr11xx"] as const satisfies readonly LoraChip[];

/** Where the families differ in what they send. */
export interface LoraChipTraits {
  readonly title: string;
  readonly minSf: SpreadingFactor;
  /** Exact values; datasheets round them. */
  readonly bandwidthsHz: readonly number[];
  readonly longInterleaving: boolean;
  /**
   * At SF5 and SF6: two more preamble symbols, and a first block at the full SF bits a symbol. Without it SF6 is sent like the
   * others, and only with an implicit header.
   */
  readonly fineSync: boolean;
  /** Whether low-data-rate optimisation does anything at SF5 and SF6. */
  readonly ldroAtLowSf: boolean;
  /** `setting`: switched by the user, by default on for symbols above 16 ms. `sf11-12`: on at SF11 and SF12, no choice. */
  readonly ldro: "setting" | "sf11-12";
  readonly preamble: { readonly min: number; readonly max: number; readonly form: "any" | "mantissa-exponent" };
  readonly source: string;
}

/** 7.8, 10.4, 15.6, 20.8, 31.25, 41.7, 62.5, 125, 250 and 500 kHz: 500 kHz over a whole number. */
const SUB_GHZ_BANDWIDTHS_HZ = [64, 48, 32, 24, 16, 12, 8, 4, 2, 1].map((divisor) => 500_000 / divisor);
/** 200, 400 and 800 kHz of the 2.4 GHz band: 1625 kHz over a power of two. */
const ISM_2400_BANDWIDTHS_HZ = [203_125, 406_250, 812_500];

export const LORA_CHIP_TRAITS = {
  sx127x: {
    title: "SX127x",
    minSf: 6,
    bandwidthsHz: SUB_GHZ_BANDWIDTHS_HZ,
    longInterleaving: false,
    fineSync: false,
    ldroAtLowSf: true,
    ldro: "setting",
    preamble: { min: 6, max: 65_535, form: "any" },
    source: "Semtech SX1276/77/78/79 datasheet rev. 7, sections 4.1.1.2 to 4.1.1.7",
  },
  sx126x: {
    title: "SX126x",
    minSf: 5,
    bandwidthsHz: SUB_GHZ_BANDWIDTHS_HZ,
    longInterleaving: false,
    fineSync: true,
    ldroAtLowSf: false,
    ldro: "setting",
    preamble: { min: 1, max: 65_535, form: "any" },
    source: "Semtech SX1261/2 datasheet rev. 2.1, sections 6.1.1 to 6.1.4",
  },
  sx128x: {
    title: "SX128x",
    minSf: 5,
    bandwidthsHz: [...ISM_2400_BANDWIDTHS_HZ, 1_625_000],
    longInterleaving: true,
    fineSync: true,
    ldroAtLowSf: false,
    ldro: "sf11-12",
    preamble: { min: 1, max: 15 * 2 ** 15, form: "mantissa-exponent" },
    source: "Semtech SX1280/81 datasheet rev. 3.2, section 7.4.4; driver SWDR002 (sx128x) for SF11 and SF12",
  },
  lr11xx: {
    title: "LR11xx",
    minSf: 5,
    bandwidthsHz: [...SUB_GHZ_BANDWIDTHS_HZ.slice(1), ...ISM_2400_BANDWIDTHS_HZ],
    longInterleaving: true,
    fineSync: true,
    ldroAtLowSf: true,
    ldro: "setting",
    preamble: { min: 1, max: 65_535, form: "any" },
    source: "Semtech driver SWDR001 (lr11xx_radio); LR1110 user manual rev. 1.0, section 8.2.2",
  },
} as const satisfies Record<LoraChip, LoraChipTraits>;

/** Every bandwidth that some chip has, Hz, ascending. */
export const LORA_BANDWIDTHS_HZ: readonly number[] = [
  ...new Set(LORA_CHIPS.flatMap((chip): readonly number[] => LORA_CHIP_TRAITS[chip].bandwidthsHz)),
].sort((a, b) => a - b);

/** Datasheets round the narrow ones: 7.8, 7.81 and 7.8125 kHz are one bandwidth, 812 and 812.5 kHz another. */
const BANDWIDTH_TOLERANCE = 0.005;

/**
 * The exact bandwidth that is meant by a rounded one.
 *
 * @param bandwidthHz as written: 7800, 7812.5, 20833.333, …
 * @param known exact bandwidths
 * @returns the one of `known` within half a percent; null when there is none
 */
export function exactBandwidthHz(bandwidthHz: number, known: readonly number[]): number | null {
  for (const exactHz of known) {
    if (Math.abs(bandwidthHz / exactHz - 1) <= BANDWIDTH_TOLERANCE) return exactHz;
  }
  return null;
}
