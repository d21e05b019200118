import type { AesKey } from "../crypto/aes-key.ts";
import { COUNTERS_ON_AIR, EPOCHS_ON_AIR, openPrivateFrame, type PrivateFrame } from "./frame.ts";

/** Frames may overtake each other by this many: several gateways, repeated sending. */
export const WINDOW_FRAMES = 32;

const MAX_UINT32 = 0xffff_ffff;

/** What a receiver remembers of one direction of one device: to be kept as safely as the key. */
export interface ReplayWindow {
  readonly epoch: number;
  /** Highest accepted counter; -1 before the first. */
  readonly highest: number;
  /** Bit i: the counter `highest - i` was accepted. */
  readonly seen: number;
}

/** Nothing received yet, from this epoch on. */
export function freshWindow(epoch = 0): ReplayWindow {
  return { epoch, highest: -1, seen: 0 };
}

/** What became of a frame. Only `fresh` may be acted on. */
export type Admission =
  | {
      readonly verdict: "fresh";
      readonly epoch: number;
      readonly frameCounter: number;
      readonly payload: Uint8Array;
      readonly window: ReplayWindow;
    }
  | { readonly verdict: "replay"; readonly epoch: number; readonly frameCounter: number; readonly payload: Uint8Array }
  | { readonly verdict: "forged"; readonly epoch: number; readonly frameCounter: number };

/**
 * Receives a frame: recovers epoch and counter, checks the tag, refuses what was received before.
 *
 * The window moves only by a frame whose tag is right, so that forged frames cannot shut the true ones out.
 *
 * @param window of the frame's device and direction; pure: the new one is in the answer
 */
export function admitFrame(deviceKey: AesKey, frame: PrivateFrame, window: ReplayWindow): Admission {
  const epoch = recoverEpoch(window.epoch, frame.epochOnAir);
  const known = epoch === window.epoch ? window : freshWindow(epoch);
  const frameCounter = recoverCounter(known.highest, frame.counterOnAir);
  const { direction, devAddr } = frame;
  if (epoch > MAX_UINT32 || frameCounter > MAX_UINT32) return { verdict: "forged", epoch, frameCounter };
  const payload = openPrivateFrame(deviceKey, frame, { direction, devAddr, epoch, frameCounter });
  if (payload === null) return { verdict: "forged", epoch, frameCounter };
  const behind = known.highest - frameCounter;
  if (behind >= 0 && ((known.seen >>> behind) & 1) === 1) return { verdict: "replay", epoch, frameCounter, payload };
  return { verdict: "fresh", epoch, frameCounter, payload, window: moveWindow(known, frameCounter) };
}

/** The nearest epoch that is not below the receiver's: an old epoch never comes back. */
function recoverEpoch(current: number, onAir: number): number {
  return current + ((onAir - (current % EPOCHS_ON_AIR) + EPOCHS_ON_AIR) % EPOCHS_ON_AIR);
}

/** The one counter with these lower bits among the window's and those above it. */
function recoverCounter(highest: number, onAir: number): number {
  const lowest = Math.max(0, highest + 1 - WINDOW_FRAMES);
  return lowest + ((onAir - (lowest % COUNTERS_ON_AIR) + COUNTERS_ON_AIR) % COUNTERS_ON_AIR);
}

function moveWindow({ epoch, highest, seen }: ReplayWindow, frameCounter: number): ReplayWindow {
  const ahead = frameCounter - highest;
  if (ahead <= 0) return { epoch, highest, seen: (seen | (1 << -ahead)) >>> 0 };
  // A shift by 32 would be none
  return { epoch, highest: frameCounter, seen: ahead >= WINDOW_FRAMES ? 1 : ((seen << ahead) | 1) >>> 0 };
}
