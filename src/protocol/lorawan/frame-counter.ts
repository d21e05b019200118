import { InputError, requireRange } from "../../math/errors.ts";

/** A jump this large was refused up to LoRaWAN 1.0.2 and 1.1 (MAX_FCNT_GAP); 1.0.3 and later leave it to the server. */
export const MAX_COUNTER_GAP = 16_384;
export const MAX_FRAME_COUNTER = 0xffff_ffff;
const AIR_RANGE = 0x1_0000;

/** A frame's whole counter, and how it stands to the last one. */
export interface RecoveredCounter {
  readonly frameCounter: number;
  /** `retransmission`: the counter of the last frame again. */
  readonly relation: "next" | "gap" | "retransmission";
  /** Frames missing before this one. */
  readonly missing: number;
  /** False when the jump is one that older versions refuse. */
  readonly withinMaxGap: boolean;
}

/**
 * The 32-bit counter of a frame that carries its lower 16 bits: the nearest one that is not below the last frame's.
 *
 * A frame from the past gets a counter 65,536 too high, under which its MIC is wrong: this, not the counter, is what refuses a replay.
 *
 * @param nextExpected counter of the last accepted frame plus one; 0 before the first
 * @param fcnt the 16 bits on air
 * @throws {InputError} `out-of-range`; `counter-exhausted` when none is left below 2^32
 * @see LoRaWAN 1.0.4 §4.3.1.5
 */
export function recoverFrameCounter(nextExpected: number, fcnt: number): RecoveredCounter {
  requireRange("nextFrameCounter", nextExpected, 0, MAX_FRAME_COUNTER + 1);
  requireRange("fcnt", fcnt, 0, AIR_RANGE - 1);
  if (nextExpected > 0 && (nextExpected - 1) % AIR_RANGE === fcnt) {
    return { frameCounter: nextExpected - 1, relation: "retransmission", missing: 0, withinMaxGap: true };
  }
  const missing = (fcnt - (nextExpected % AIR_RANGE) + AIR_RANGE) % AIR_RANGE;
  const frameCounter = nextExpected + missing;
  if (frameCounter > MAX_FRAME_COUNTER) {
    const message = "no counter is left below 2^32";
    throw new InputError({
      code: "counter-exhausted",
      where: "nextFrameCounter",
      message,
      hint: "the device must join again",
    });
  }
  const relation = missing === 0 ? "next" : "gap";
  return { frameCounter, relation, missing, withinMaxGap: missing < MAX_COUNTER_GAP };
}
