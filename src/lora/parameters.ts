export type SpreadingFactor = 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;
export const SPREADING_FACTORS = [5, 6, 7, 8, 9, 10, 11, 12] as const satisfies readonly SpreadingFactor[];

export type CodingRate = "4/5" | "4/6" | "4/7" | "4/8" | "li4/5" | "li4/6" | "li4/8";
export const CODING_RATES = [
  "4/5",
  "4/6",
  "4/7",
  "4/8",
  "li4/5",
  "li4/6",
  "li4/8",
] as const satisfies readonly CodingRate[];

/** The radio settings that both ends of a link share. */
export interface LoraRadio {
  readonly frequencyHz: number;
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: CodingRate;
}
