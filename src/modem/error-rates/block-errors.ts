import type { SpreadingFactor } from "../../lora/parameters.ts";
import { streamRandom } from "../../math/stream-random.ts";
import { encodeBlock } from "../coding/block-encoder.ts";
import type { BlockShape } from "../coding/frame-layout.ts";
import { IdealReceiver } from "./ideal-block.ts";

/** Blocks of one shape at one SNR. */
export interface BlockBatch {
  readonly sf: SpreadingFactor;
  readonly shape: BlockShape;
  readonly decoding: "soft" | "hard";
  /** Energy of a symbol over the noise's density, √(2^SF · SNR) squared, as a ratio. */
  readonly symbolSnr: number;
  readonly blocks: number;
  readonly seed: number;
  readonly index: number;
}

/**
 * Sends blocks of random nibbles to a receiver with perfect synchronisation.
 *
 * In white noise the blocks of a frame fail independently, so that these counts tell the error rate of any frame.
 *
 * @returns how many blocks had an error in their first u code words, by u from 0 to all of them
 */
export function countBlockErrors({ sf, shape, decoding, symbolSnr, blocks, seed, index }: BlockBatch): Float64Array {
  const { rows, symbols: length, codeBits, reduced } = shape;
  const random = streamRandom(seed, sf, codeBits, reduced ? 1 : 0, Math.round(symbolSnr * 1e6), index);
  const receiver = new IdealReceiver(sf, decoding, random);
  const place = { shape, nibble: 0, symbol: 0 };
  const sent = new Uint8Array(rows);
  const received = new Uint8Array(rows);
  const symbols = new Uint16Array(length);
  const amplitudes = new Float64Array(length).fill(Math.sqrt(symbolSnr));
  const errors = new Float64Array(rows + 1);
  for (let b = 0; b < blocks; b++) {
    for (let row = 0; row < rows; row++) sent[row] = Math.floor(random() * 16);
    encodeBlock(place, sent, sf, symbols);
    receiver.receive(place, symbols, amplitudes, received);
    let firstWrong = 0;
    while (firstWrong < rows && sent[firstWrong] === received[firstWrong]) firstWrong++;
    for (let used = firstWrong + 1; used <= rows; used++) errors[used]++;
  }
  return errors;
}
