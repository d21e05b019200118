import type { SpreadingFactor } from "../../lora/parameters.ts";
import type { ModemChip, ModemCodingRate } from "../frame-settings.ts";

/** A frame that the receiver found, with what it measured on the way. */
export interface DecodedFrame {
  /** First sample of the preamble, in samples of the input from its start; not a whole number. */
  readonly startSample: number;
  /** First sample after the frame. */
  readonly endSample: number;
  readonly startS: number;
  readonly endS: number;
  readonly sf: SpreadingFactor;
  readonly bandwidthHz: number;
  readonly codingRate: ModemCodingRate;
  readonly chip: ModemChip;
  readonly lowDataRate: boolean;
  readonly implicitHeader: boolean;
  /** Preamble up-chirps that were seen: the first ones may be lost. */
  readonly preambleSymbols: number;
  readonly syncWord: number;
  /** Symbols after the start-of-frame delimiter, as decided, with the carrier's and the clock's offset removed. */
  readonly symbols: Uint16Array;
  readonly payload: Uint8Array;
  /** Null where the frame has no CRC. */
  readonly crcOk: boolean | null;
  /** In the signal's bandwidth. */
  readonly snrDb: number;
  /** Mean power of the signal, dB over full scale (an amplitude of 1). */
  readonly rssiDb: number;
  /** Positive: the transmitter is above the receiver. */
  readonly cfoHz: number;
  /** Positive: the transmitter's clock is fast. */
  readonly clockPpm: number;
  /** Code-word bits that the decoder changed. */
  readonly correctedBits: number;
  /**
   * Combinations of the least certain nibbles that were tried before the CRC was content: 0 for a frame that needed none. Each try may be
   * wrong all the same once in 65536 times.
   */
  readonly crcGuesses: number;
  /** Whether it was found only after a stronger frame was taken off the samples. */
  readonly afterCancellation: boolean;
  /** What a reader should know: the frame was cut, say. */
  readonly warnings: readonly string[];
}

/** What a receiver must be told. It finds all else in the samples. */
export interface ReceiverOptions {
  /** Of the input; at least the bandwidth. */
  readonly sampleRateHz: number;
  readonly bandwidthHz: number;
  readonly spreadingFactors: readonly SpreadingFactor[];
  readonly chip: ModemChip;
  /** The sync word that counts, or any without a nibble 0. */
  readonly syncWord: number | "any";
  /** Whether payload symbols carry two bits less; `auto`: above 16 ms a symbol. */
  readonly ldro: boolean | "auto";
  readonly invertIq: boolean;
  /** Given where frames have no header. */
  readonly implicit: ImplicitFrame | null;
  readonly decoding: "soft" | "hard";
  /** Tries with the least certain nibbles turned over when a CRC is wrong: with soft decisions; 0 for none. */
  readonly crcGuesses: number;
  /** Carrier of the channel: ties the clock's error to the carrier's offset. Null: they are taken as independent. */
  readonly carrierHz: number | null;
  /** The channel's place in the recording: its middle less the recording's, Hz. */
  readonly channelOffsetHz: number;
  /** Whether decoded frames are taken off the samples so that weaker ones under them are found. */
  readonly cancel: boolean;
}

/** What a receiver assumes where one has no reason to say otherwise. */
export const RECEIVER_DEFAULTS = {
  chip: "sx126x",
  syncWord: "any",
  ldro: "auto",
  invertIq: false,
  implicit: null,
  decoding: "soft",
  crcGuesses: 16,
  carrierHz: null,
  channelOffsetHz: 0,
  cancel: true,
} as const satisfies Partial<ReceiverOptions>;

/** What the header would have said. */
export interface ImplicitFrame {
  readonly payloadBytes: number;
  readonly codingRate: ModemCodingRate;
  readonly crc: boolean;
}

/** Takes samples as they come and gives frames as they end. */
export interface Receiver {
  /**
   * @param samples interleaved I and Q; any number of whole samples, kept by nobody afterwards
   * @returns the frames that these samples completed
   */
  push(samples: Float32Array): DecodedFrame[];
  /** Ends the stream: frames that were under way are decoded as far as they go. */
  end(): DecodedFrame[];
  /** Samples taken so far. */
  readonly samples: number;
}
