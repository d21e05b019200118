import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { BlockShape } from "../coding/frame-layout.ts";
import { labelOfSymbol } from "../coding/symbol-label.ts";
import type { StrongestBins } from "./strongest-bins.ts";

/** What is decided of a symbol. */
export interface SymbolDecision {
  /** The strongest of all bins. */
  strongest: number;
  /** The label of the strongest bin that can be sent: at the reduced rate only every fourth one can. */
  label: number;
}

/**
 * The certainty of each bit of a symbol: the magnitude of the strongest bin whose label has a one there, less that of the strongest
 * with a zero. Only as many bins are drawn as it takes to see both.
 *
 * In place of the magnitude, theory has the logarithm of I0(2·√(2^SF·SNR)·magnitude), which over the range of interest is as good
 * as linear in it: packet error rates are the same within 0.01 dB, and the receiver need not know the SNR.
 *
 * @param bins of a symbol that was begun
 * @param soft takes `shape.rows` ratios from `at` on, as `decodeSoftBlock` reads them: positive for a one
 */
export function drawSoftBits(
  bins: StrongestBins,
  sf: SpreadingFactor,
  { rows, reduced }: BlockShape,
  soft: Float64Array,
  at: number,
  decision: SymbolDecision,
): void {
  const all = 2 ** rows - 1;
  let ones = 0;
  let zeros = 0;
  drawDecision(bins, sf, reduced, decision);
  soft.fill(0, at, at + rows);
  for (let label = decision.label; ; label = labelOfSymbol(bins.bin, sf, reduced)) {
    const magnitude = Math.sqrt(bins.power);
    // They come strongest first: the first with a one is the strongest with a one
    const newOnes = label & ~ones;
    const newZeros = ~label & all & ~zeros;
    ones |= newOnes;
    zeros |= newZeros;
    for (let j = 0; j < rows; j++) {
      const bit = 1 << (rows - 1 - j);
      if (newOnes & bit) soft[at + j] += magnitude;
      if (newZeros & bit) soft[at + j] -= magnitude;
    }
    if (ones === all && zeros === all) return;
    nextSendable(bins, reduced);
  }
}

/** Draws as far as a hard decision needs it. */
export function drawDecision(
  bins: StrongestBins,
  sf: SpreadingFactor,
  reduced: boolean,
  decision: SymbolDecision,
): void {
  bins.next();
  decision.strongest = bins.bin;
  if (reduced && !isSendable(bins.bin)) nextSendable(bins, reduced);
  decision.label = labelOfSymbol(bins.bin, sf, reduced);
}

function nextSendable(bins: StrongestBins, reduced: boolean): void {
  do bins.next();
  while (reduced && !isSendable(bins.bin));
}

/** Symbols at the reduced rate are one above a multiple of four. */
function isSendable(bin: number): boolean {
  return (bin & 3) === 1;
}
