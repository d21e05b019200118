/** Sample files are little-endian, and so is nearly every machine: there, typed arrays read them in place. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Turns numbers between this machine's byte order and little-endian, in place.
 *
 * @param bytes numbers of `width` bytes each, whole ones
 */
export function swapToLittleEndian(bytes: Uint8Array, width: number): void {
  if (IS_LITTLE_ENDIAN) return;
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
}

/** Whether little-endian numbers of `width` bytes can be read where they lie, without a copy. */
export function isReadableInPlace(bytes: Uint8Array, width: number): boolean {
  return IS_LITTLE_ENDIAN && bytes.byteOffset % width === 0;
}
