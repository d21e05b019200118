import { marginColour, type Rgb } from "../colours.ts";
import type { DifferenceStatistics } from "./statistics.ts";

/** How a difference of path loss is coloured: brown where the second way loses more, teal where it loses less, pale where they agree. */
export interface DifferenceScale {
  /** Differences beyond ± this have the last colour, dB. */
  readonly endDb: number;
  colourOf(differenceDb: number): Rgb;
}

/** Colour steps on each side of zero. */
const STEPS = 10;
/** The scale ends where so many percent of the pixels lie nearer to zero: outliers would leave no colour for the rest. */
const ENDS_AT_PERCENT = 95;
/** Less than a tenth of a decibel is nothing that a map should show in full colour. */
const LEAST_END_DB = 0.1;

export function differenceScale({ absolutePercentilesDb }: DifferenceStatistics): DifferenceScale {
  const wantedDb = absolutePercentilesDb.get(ENDS_AT_PERCENT) ?? 0;
  const endDb = Math.max(LEAST_END_DB, Number.isFinite(wantedDb) && wantedDb > 0 ? roundUp(wantedDb) : 0);
  return {
    endDb,
    colourOf: (differenceDb) => marginColour(-Math.round((differenceDb / endDb) * STEPS) / STEPS),
  };
}

/** Finer than a 1-2-5 series: up to half of the colours would be left over. */
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

function roundUp(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  return Number((decade * (ROUND.find((factor) => factor * decade >= value * (1 - 1e-9)) ?? 10)).toPrecision(3));
}
