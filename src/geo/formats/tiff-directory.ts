/** Field types. @see TIFF Revision 6.0, section 2 */
export const SHORT = 3;
export const LONG = 4;
export const ASCII = 2;
export const DOUBLE = 12;
const TYPE_BYTES: Readonly<Record<number, number>> = { [SHORT]: 2, [LONG]: 4, [ASCII]: 1, [DOUBLE]: 8 };

/** An entry of a TIFF directory. */
export interface Tag {
  readonly id: number;
  readonly type: number;
  readonly values: ArrayLike<number>;
}

/**
 * Writes a TIFF file's header, its one directory, and behind it the values that do not fit into an entry; little-endian.
 *
 * @param view the file from its first byte; null only to measure
 * @returns where they end, bytes
 * @see TIFF Revision 6.0, section 2
 */
export function writeDirectory(tags: readonly Tag[], view: DataView | null): number {
  const inOrder = [...tags].sort((a, b) => a.id - b.id);
  const firstEntry = 10;
  view?.setUint16(0, 0x4949, true); // "II": little-endian
  view?.setUint16(2, 42, true);
  view?.setUint32(4, 8, true); // the directory follows at once
  view?.setUint16(8, tags.length, true);
  let free = firstEntry + 12 * tags.length + 4; // the last four bytes: no further directory
  inOrder.forEach(({ id, type, values }, i) => {
    const entry = firstEntry + 12 * i;
    const bytes = values.length * TYPE_BYTES[type];
    const isInline = bytes <= 4;
    view?.setUint16(entry, id, true);
    view?.setUint16(entry + 2, type, true);
    view?.setUint32(entry + 4, values.length, true);
    if (!isInline) view?.setUint32(entry + 8, free, true);
    if (view !== null) writeValues(view, isInline ? entry + 8 : free, type, values);
    if (!isInline) free += bytes + (bytes % 2); // values begin on even bytes
  });
  return free;
}

function writeValues(view: DataView, offset: number, type: number, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const at = offset + i * TYPE_BYTES[type];
    if (type === ASCII) view.setUint8(at, values[i]);
    else if (type === SHORT) view.setUint16(at, values[i], true);
    else if (type === LONG) view.setUint32(at, values[i], true);
    else view.setFloat64(at, values[i], true);
  }
}
