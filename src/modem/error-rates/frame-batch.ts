import type { FrameSettings } from "../frame-settings.ts";

/** Frames of one kind at one SNR, drawn with a stream of random numbers of their own: plain data, for a worker. */
export interface FrameBatch {
  readonly settings: FrameSettings;
  readonly payloadBytes: number;
  readonly decoding: "soft" | "hard";
  /** In the signal's bandwidth. */
  readonly snrDb: number;
  readonly frames: number;
  readonly seed: number;
  /** Number of the batch among those at this SNR. */
  readonly index: number;
}
