/** x¹⁶ + x¹² + x⁵ + 1, CRC-16/CCITT. */
const POLYNOMIAL = 0x1021;

/**
 * The CRC that follows a payload: CRC-16/CCITT from 0 over all but the last two bytes, xored with these two.
 *
 * @param payload as it is before whitening
 * @returns 16 bits; the low byte goes on air first. Of an empty payload 0, of a single byte the byte
 * @see J. Tapparel et al., SPAWC 2020
 */
export function payloadCrc(payload: Uint8Array): number {
  const { length } = payload;
  let crc = 0;
  for (let i = 0; i < length - 2; i++) {
    crc ^= payload[i] << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? POLYNOMIAL : 0);
    crc &= 0xffff;
  }
  if (length >= 1) crc ^= payload[length - 1];
  if (length >= 2) crc ^= payload[length - 2] << 8;
  return crc;
}
