import { Gunzip, unzipSync } from "fflate";
import { InputError } from "../../math/errors.ts";

/** A file out of an archive, with the name that the archive gives it (a gzip file gives none). */
export interface UnpackedFile {
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

export interface PackedFile {
  /** For errors. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Refuse what unpacks to more than this: a few kilobytes of zeros can unpack to gigabytes. */
  readonly maxBytes: number;
}

/**
 * Unpacks a gzip file.
 *
 * @throws {InputError} `damaged-file` when it is cut off or no gzip; `too-large` when it unpacks to more than allowed
 */
export function gunzipFile({ name, bytes, maxBytes }: PackedFile): UnpackedFile {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((chunk) => {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(name, maxBytes);
    chunks.push(chunk);
  });
  // In pieces, so that the limit takes hold long before all of a bomb is unpacked.
  const pieceBytes = 1 << 16;
  unpacking(name, "gzip", () => {
    for (let start = 0; start < bytes.length || start === 0; start += pieceBytes) {
      stream.push(bytes.subarray(start, start + pieceBytes), start + pieceBytes >= bytes.length);
    }
  });
  const unpacked = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    unpacked.set(chunk, end);
    end += chunk.length;
  }
  return { name: null, bytes: unpacked };
}

/**
 * Takes the one file with a given ending out of a zip archive; what else lies in it (a licence, a Mac's shadow files) is left.
 *
 * @param suffix ending of the wanted name in lower case, such as `.hgt`
 * @throws {InputError} `damaged-file`, `too-large` as {@link gunzipFile}; `wrong-archive` unless there is exactly one such file
 */
export function unzipFile({ name, bytes, maxBytes }: PackedFile, suffix: string): UnpackedFile {
  const wanted: string[] = [];
  const entries = unpacking(name, "zip", () =>
    unzipSync(bytes, {
      filter: (entry) => {
        if (!entry.name.toLowerCase().endsWith(suffix) || baseName(entry.name).startsWith(".")) return false;
        if (entry.originalSize > maxBytes) throw tooLarge(name, maxBytes);
        wanted.push(entry.name);
        return wanted.length === 1;
      },
    }),
  );
  if (wanted.length !== 1) {
    throw new InputError({
      code: "wrong-archive",
      where: name,
      message: `expected one ${suffix} file in the zip archive, got ${wanted.length}`,
    });
  }
  return { name: baseName(wanted[0]), bytes: entries[wanted[0]] };
}

/** The last part of a path written with either slash. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function unpacking<T>(name: string, kind: string, unpack: () => T): T {
  try {
    return unpack();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError(
      {
        code: "damaged-file",
        where: name,
        message: `expected a whole ${kind} file, got a damaged or cut-off one (${why})`,
      },
      { cause },
    );
  }
}

function tooLarge(name: string, maxBytes: number): InputError {
  return new InputError({
    code: "too-large",
    where: name,
    message: `expected a file that unpacks to at most ${maxBytes} bytes, got more`,
  });
}
