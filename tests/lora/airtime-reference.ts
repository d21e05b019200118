import { readFileSync } from "node:fs";
import path from "node:path";

export interface AirtimeReference {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: { readonly timeOnAirS: number; readonly symbols?: number };
  /** LR-FHSS with the last block counted whole, where that differs. */
  readonly rp002TimeOnAirS?: number;
}

const { cases, toleranceS } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../reference/radio/airtime.json"), "utf8"),
) as { readonly cases: readonly AirtimeReference[]; readonly toleranceS: number };

/** Source: tests/reference/radio/SOURCE.md. */
export const AIRTIME_REFERENCE = cases;
export const TOLERANCE_S = toleranceS;

export function referenceCases(modulation: "lora" | "fsk" | "lr-fhss"): AirtimeReference[] {
  return cases.filter(({ input }) => input.modulation === modulation);
}
