const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const TABLE_SIZE = 4096;

/**
 * Decompresses LZW as TIFF has it: codes of 9 to 12 bits, highest bit first, widened one code early. Ends at the end code, at
 * the end of the input, or when `out` is full. The tiff library's own decoder can run for ever on damaged data.
 *
 * @returns how many bytes of `out` were written
 * @throws {Error} on a code that cannot occur
 * @see TIFF Revision 6.0, section 13
 */
export function decodeLzw(input: Uint8Array, out: Uint8Array): number {
  // A string is its last byte and the code of what goes before.
  const prefix = new Uint16Array(TABLE_SIZE);
  const lastByte = new Uint8Array(TABLE_SIZE);
  const firstByte = new Uint8Array(TABLE_SIZE);
  const length = new Uint16Array(TABLE_SIZE);
  for (let code = 0; code < CLEAR; code++) {
    lastByte[code] = code;
    firstByte[code] = code;
    length[code] = 1;
  }
  let written = 0;
  let free = FIRST_FREE;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let bitCount = 0;
  let position = 0;
  while (written < out.length) {
    while (bitCount < width && position < input.length) {
      bits = ((bits << 8) | input[position++]) & 0xffffff;
      bitCount += 8;
    }
    if (bitCount < width) break;
    bitCount -= width;
    const code = (bits >> bitCount) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      free = FIRST_FREE;
      width = 9;
      previous = -1;
      continue;
    }
    const isKnown = code < CLEAR || (code >= FIRST_FREE && code < free);
    if (!isKnown && (previous < 0 || code !== free || free >= TABLE_SIZE))
      throw new Error(`impossible LZW code ${code}`);
    if (previous >= 0 && free < TABLE_SIZE) {
      prefix[free] = previous;
      firstByte[free] = firstByte[previous];
      // A code not yet in the table stands for the previous string and its own first byte.
      lastByte[free] = firstByte[isKnown ? code : previous];
      length[free] = length[previous] + 1;
      free++;
      if (free === (1 << width) - 1 && width < 12) width++;
    }
    for (let at = written + length[code] - 1, rest = code; at >= written; at--, rest = prefix[rest]) {
      out[at] = lastByte[rest];
    }
    written += length[code];
    previous = code;
  }
  return Math.min(written, out.length);
}
