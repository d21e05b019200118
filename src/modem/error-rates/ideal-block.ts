import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { Random } from "../../math/random.ts";
import { decodeHardBlock, decodeSoftBlock } from "../coding/block-decoder.ts";
import type { PlacedBlock } from "../coding/frame-layout.ts";
import { countOnes } from "../coding/hamming.ts";
import { labelOfSymbol } from "../coding/symbol-label.ts";
import { drawDecision, drawSoftBits } from "./soft-bits.ts";
import { StrongestBins } from "./strongest-bins.ts";

/** The longest block: eight symbols of twelve bits. */
const MAX_SOFT_BITS = 96;
const MAX_SYMBOLS = 8;

/**
 * Receives blocks of symbols in white noise with perfect synchronisation, and counts what went wrong.
 *
 * Symbols and bits are counted as the strongest of all bins has them, which is what theory speaks of. What is decoded is, at the
 * reduced rate, a choice among the bins that can be sent.
 */
export class IdealReceiver {
  symbols = 0;
  symbolErrors = 0;
  bits = 0;
  bitErrors = 0;

  private readonly sf: SpreadingFactor;
  private readonly isSoft: boolean;
  private readonly bins: StrongestBins;
  private readonly soft = new Float64Array(MAX_SOFT_BITS);
  private readonly labels = new Uint16Array(MAX_SYMBOLS);
  private readonly decision = { strongest: 0, label: 0 };

  constructor(sf: SpreadingFactor, decoding: "soft" | "hard", random: Random) {
    this.sf = sf;
    this.isSoft = decoding === "soft";
    this.bins = new StrongestBins(sf, random);
  }

  /**
   * Draws what the receiver sees of a block's symbols, and decodes them.
   *
   * @param sent symbols of the frame
   * @param amplitudes of the frame's symbols in their bins, √(2^SF · SNR) each
   * @param nibbles of the frame: takes the block's
   */
  receive({ shape, symbol, nibble }: PlacedBlock, sent: Uint16Array, amplitudes: Float64Array, nibbles: Uint8Array) {
    const { sf, bins, soft, labels, decision } = this;
    const { rows, reduced } = shape;
    for (let i = 0; i < shape.symbols; i++) {
      const right = sent[symbol + i];
      bins.begin(right, amplitudes[symbol + i]);
      if (this.isSoft) drawSoftBits(bins, sf, shape, soft, i * rows, decision);
      else drawDecision(bins, sf, reduced, decision);
      labels[i] = decision.label;
      if (decision.strongest === right) continue;
      this.symbolErrors++;
      this.bitErrors += countOnes(labelOfSymbol(decision.strongest, sf, reduced) ^ labelOfSymbol(right, sf, reduced));
    }
    this.symbols += shape.symbols;
    this.bits += shape.symbols * rows;
    if (this.isSoft) decodeSoftBlock(soft, 0, shape, nibbles, nibble);
    else decodeHardBlock(labels, 0, shape, nibbles, nibble);
  }
}
