/** How one number of a complex sample is stored. Samples are interleaved (I, Q, I, Q …) and little-endian. */
export type SampleFormat = "cf32" | "cf64" | "ci16" | "ci8" | "cu8";
export const SAMPLE_FORMATS = ["cf32", "cf64", "ci16", "ci8", "cu8"] as const satisfies readonly SampleFormat[];

/** The layout of a format: value = (stored − zero) / fullScale. */
export interface SampleLayout {
  readonly bytesPerSample: number;
  /** What stands for 0. */
  readonly zero: number;
  /** What stands for an amplitude of 1, above zero. */
  readonly fullScale: number;
  /** The least and the greatest number that can be stored; infinite where samples are floating point. */
  readonly lowest: number;
  readonly highest: number;
  readonly title: string;
}

/**
 * The formats' layouts. Signed integers reach full scale at the power of two, as UHD, SoapySDR and SigMF tools read them; the
 * RTL2832's unsigned bytes have no code for zero, which lies between 127 and 128.
 *
 * @see https://github.com/sigmf/SigMF/blob/main/sigmf-spec.md, "Dataset Format", for names and layouts
 */
export const SAMPLE_LAYOUTS: Readonly<Record<SampleFormat, SampleLayout>> = {
  cf32: {
    bytesPerSample: 8,
    zero: 0,
    fullScale: 1,
    lowest: Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
    title: "32-bit floating point (GNU Radio's file sink, gqrx, SDR++)",
  },
  cf64: {
    bytesPerSample: 16,
    zero: 0,
    fullScale: 1,
    lowest: Number.NEGATIVE_INFINITY,
    highest: Number.POSITIVE_INFINITY,
    title: "64-bit floating point (MATLAB, NumPy)",
  },
  ci16: {
    bytesPerSample: 4,
    zero: 0,
    fullScale: 32768,
    lowest: -32768,
    highest: 32767,
    title: "16-bit signed integers (USRP, bladeRF, LimeSDR, Airspy)",
  },
  ci8: {
    bytesPerSample: 2,
    zero: 0,
    fullScale: 128,
    lowest: -128,
    highest: 127,
    title: "8-bit signed integers (hackrf_transfer)",
  },
  cu8: {
    bytesPerSample: 2,
    zero: 127.5,
    fullScale: 127.5,
    lowest: 0,
    highest: 255,
    title: "8-bit unsigned integers (rtl_sdr)",
  },
};

/** What SDR programs name their files; `.iq` and `.raw` are not here, as every program means another format by them. */
const FORMATS_BY_EXTENSION: Readonly<Record<string, SampleFormat | "sigmf" | "wav">> = {
  cf32: "cf32",
  fc32: "cf32",
  cfile: "cf32",
  c64: "cf32",
  complex: "cf32",
  cf64: "cf64",
  ci16: "ci16",
  cs16: "ci16",
  sc16: "ci16",
  ci8: "ci8",
  cs8: "ci8",
  sc8: "ci8",
  cu8: "cu8",
  wav: "wav",
  "sigmf-meta": "sigmf",
  "sigmf-data": "sigmf",
};

/**
 * The format that a file's name promises.
 *
 * @param name a file's name or path
 * @returns null where the extension is unknown or means different things to different programs
 */
export function formatFromName(name: string): SampleFormat | "sigmf" | "wav" | null {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1].toLowerCase();
  return extension !== undefined && Object.hasOwn(FORMATS_BY_EXTENSION, extension)
    ? FORMATS_BY_EXTENSION[extension]
    : null;
}
