import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { BlockShape } from "../coding/frame-layout.ts";
import { labelOfSymbol } from "../coding/symbol-label.ts";
import type { StrongestBins } from "./strongest-bins.ts";

/**
 * The certainty of each bit of a symbol: the magnitude of the strongest bin whose label has a one there, less that of the strongest
 * with a zero. Only as many bins are drawn as it takes to see both.
 *
 * In place of the magnitude, theory has the logarithm of I0(2·√(2^SF·SNR)·magnitude), which over the range of interest is as good
 * as linear in it: packet error rates are the same within 0.01 dB, and the receiver need not know the SNR.
 *
 * @param bins of a symbol that was begun
 * @param soft takes `shape.rows` ratios from `at` on, as `decodeSoftBlock` reads them: positive for a one
 * @returns the strongest bin
 */
export function drawSoftBits(
  bins: StrongestBins,
  sf: SpreadingFactor,
  { rows, reduced }: BlockShape,
  soft: Float64Array,
  at: number,
): number {
  const all = 2 ** rows - 1;
  let ones = 0;
  let zeros = 0;
  let strongest = -1;
  soft.fill(0, at, at + rows);
  while (ones !== all || zeros !== all) {
    bins.next();
    if (strongest < 0) strongest = bins.bin;
    const magnitude = Math.sqrt(bins.power);
    const label = labelOfSymbol(bins.bin, sf, reduced);
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
  }
  return strongest;
}
