import type { FrameEnvelope, FrameSettings } from "../frame-settings.ts";

/** Chirps in the order in which they go on air, one entry of each array for each chirp. */
export interface ChirpSequence {
  /** Where in its band the chirp starts, in bins from the lower edge (down-chirps: from the upper): 0 up to 2^SF. */
  readonly values: Float64Array | Int32Array;
  /** 0 for an up-chirp, `DOWN_CHIRP` for the mirrored kind. */
  readonly kinds: Uint8Array;
  /** Length in chips: 2^SF, but for the last down-chirp a quarter of it. */
  readonly chips: Int32Array;
}

export const DOWN_CHIRP = 1;

/** Each nibble of the sync word counts in steps of eight bins. */
export const SYNC_STEP = 8;
/** Two down-chirps and a quarter of one delimit the start of the frame. */
const DOWN_CHIRPS = 3;
/** The SX126x adds two plain up-chirps after the down-chirps at SF5 and SF6. */
const SHORT_SF = 6;
const EXTRA_UP_CHIRPS = 2;

/** Up-chirps that stand between the down-chirps and the first symbol: two on an SX126x at SF5 and SF6, else none. */
export function extraUpChirps({ chip, sf }: Pick<FrameSettings, "chip" | "sf">): number {
  return chip === "sx126x" && sf <= SHORT_SF ? EXTRA_UP_CHIRPS : 0;
}

/** The two sync symbols of a sync word, the high nibble's first. */
export function syncSymbols(syncWord: number, sf: number): readonly [number, number] {
  const bins = 2 ** sf;
  return [((syncWord >> 4) * SYNC_STEP) % bins, ((syncWord & 15) * SYNC_STEP) % bins];
}

/**
 * A whole frame as chirps: preamble, sync word, 2.25 down-chirps, and the symbols.
 *
 * @param symbols as the encoder gives them, each 0 up to 2^SF: the start offset of its up-chirp
 * @see J. Tapparel et al., "An open-source LoRa physical layer prototype on GNU Radio", SPAWC 2020, section II
 */
export function frameChirps(
  settings: FrameSettings,
  envelope: FrameEnvelope,
  symbols: ArrayLike<number>,
): ChirpSequence {
  const bins = 2 ** settings.sf;
  const downAt = envelope.preambleSymbols + 2;
  const symbolsAt = downAt + DOWN_CHIRPS + extraUpChirps(settings);
  const count = symbolsAt + symbols.length;
  const values = new Int32Array(count);
  const kinds = new Uint8Array(count);
  const chips = new Int32Array(count).fill(bins);
  values.set(syncSymbols(envelope.syncWord, settings.sf), envelope.preambleSymbols);
  kinds.fill(DOWN_CHIRP, downAt, downAt + DOWN_CHIRPS);
  chips[downAt + DOWN_CHIRPS - 1] = bins / 4;
  values.set(symbols, symbolsAt);
  return { values, kinds, chips };
}
