import type { MultipathStage, Tap } from "../channel/multipath.ts";
import type { FrameEnvelope, FrameSettings } from "../frame-settings.ts";

/** How a receiver comes by the frame's place: told exactly, or by itself from the samples. */
export type SynchronisationKind = "ideal" | "receiver";
export const SYNCHRONISATION_KINDS = ["ideal", "receiver"] as const satisfies readonly SynchronisationKind[];

/** The ways on which each frame arrives; drawn anew for every frame. */
export interface SimulatedChannel {
  /** None: one that stands still. Their mean powers are scaled to a sum of 1. */
  readonly taps: readonly Tap[];
  /** Greatest Doppler shift of the taps that fade. */
  readonly dopplerHz: number;
}

/** White noise alone. */
export const STILL_CHANNEL: SimulatedChannel = { taps: [], dopplerHz: 0 };

/** What sets a transmitter apart from its receiver: one crystal off by up to this much, evenly distributed. */
export interface TransmitterSpread {
  readonly carrierOffsetHz: number;
  readonly clockPpm: number;
}

/** Frames of one kind at one SNR, drawn with a stream of random numbers of their own: plain data, for a worker. */
export interface FrameBatch {
  readonly settings: FrameSettings;
  readonly payloadBytes: number;
  readonly synchronisation: SynchronisationKind;
  readonly decoding: "soft" | "hard";
  readonly channel: SimulatedChannel;
  /** The rest is of no meaning with ideal synchronisation. */
  readonly envelope: FrameEnvelope;
  readonly spread: TransmitterSpread;
  readonly sampleRateHz: number;
  /** In the signal's bandwidth. */
  readonly snrDb: number;
  readonly frames: number;
  readonly seed: number;
  /** Number of the batch among those at this SNR. */
  readonly index: number;
}

/** A batch's channel as the channel's own paths are made from. */
export function multipathOf({ taps, dopplerHz }: SimulatedChannel): MultipathStage {
  return { kind: "multipath", taps, dopplerHz, normalise: true };
}

/** What all random numbers of a batch begin with. */
export function batchPath({ snrDb, index }: FrameBatch): readonly number[] {
  return [Math.round(snrDb * 1e6), index];
}
