/** The whitening register returns to its start after so many bytes: as many as the longest payload has. */
const PERIOD_BYTES = 255;

/**
 * The bytes that a payload is xored with, so that no payload makes long runs of equal symbols: an eight-bit register with the
 * polynomial x⁸ + x⁶ + x⁵ + x⁴ + 1, started with ones, read once a step.
 *
 * @see J. Tapparel et al., "An Open-Source LoRa Physical Layer Prototype on GNU Radio", SPAWC 2020
 */
export const WHITENING: Uint8Array = whiteningSequence();

function whiteningSequence(): Uint8Array {
  const bytes = new Uint8Array(PERIOD_BYTES);
  let register = 0xff;
  for (let i = 0; i < PERIOD_BYTES; i++) {
    bytes[i] = register;
    const feedback = (register >> 7) ^ (register >> 5) ^ (register >> 4) ^ (register >> 3);
    register = ((register << 1) | (feedback & 1)) & 0xff;
  }
  return bytes;
}
