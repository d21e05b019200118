/** Half-chips of silence before the stream. */
const LEAD_PLACES = 64;

/**
 * The channel's samples, two a chip, as far back as somebody still needs them.
 *
 * Places are counted in half-chips from the start of the stream. Samples lie in one piece, so that a window is a plain stretch of
 * `iq`; what is no longer needed is dropped when room is wanted.
 */
export class HalfChipStream {
  /** Interleaved I and Q; the sample at place `p` begins at `2·(p − first)`. */
  iq: Float32Array;
  /** Place of the first sample kept; silence stands before the first of all, for windows that reach beyond it. */
  first = -LEAD_PLACES;
  /** Place after the last sample. */
  end = 0;

  constructor(capacity: number) {
    this.iq = new Float32Array(2 * (capacity + LEAD_PLACES));
  }

  /** Forgets all samples, to begin at a place. */
  restart(place: number): void {
    this.first = place;
    this.end = place;
  }

  /**
   * Makes room for `count` samples behind the end.
   *
   * @param keepFrom what lies before this place may be dropped
   */
  reserve(count: number, keepFrom: number): void {
    const capacity = this.iq.length / 2;
    if (this.end - this.first + count <= capacity) return;
    const from = Math.min(Math.max(keepFrom, this.first), this.end);
    const kept = this.end - from;
    const old = this.iq;
    // Dropping little by little would copy the rest each time: the room doubles unless half of it comes free.
    if (kept + count > capacity / 2) this.iq = new Float32Array(4 * Math.max(kept + count, capacity / 2));
    if (this.iq === old) old.copyWithin(0, 2 * (from - this.first), 2 * (this.end - this.first));
    else this.iq.set(old.subarray(2 * (from - this.first), 2 * (this.end - this.first)));
    this.first = from;
  }
}
