import { InputError } from "./errors.ts";

/** What a quantity measures. The value that comes out is in the base unit named beside it. */
export type Dimension = keyof typeof DIMENSIONS;

interface DimensionSpec {
  /** For people: "a frequency". */
  readonly noun: string;
  /** Unit of a bare number and of the result. */
  readonly base: string;
  readonly example: string;
  /** Common units and how many base units they are. */
  readonly factors: Readonly<Record<string, number>>;
  /** The base unit by mathjs's name, where less common units are looked up; without it the table is all there is. */
  readonly mathjsBase?: string;
}

/** Foot, inch, yard and mile: exact by the international agreement of 1959; nautical mile: exact by its definition. */
const LENGTHS_M = {
  m: 1,
  km: 1000,
  cm: 0.01,
  mm: 0.001,
  ft: 0.3048,
  in: 0.0254,
  yd: 0.9144,
  mi: 1609.344,
  nmi: 1852,
} as const;

const DIMENSIONS = {
  frequency: {
    noun: "a frequency",
    base: "Hz",
    example: "868.1MHz",
    factors: { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 },
    mathjsBase: "Hz",
  },
  length: { noun: "a length", base: "m", example: "30m", factors: LENGTHS_M, mathjsBase: "m" },
  time: {
    noun: "a time",
    base: "s",
    example: "60s",
    factors: { s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, min: 60, h: 3600, d: 86_400 },
    mathjsBase: "s",
  },
  angle: { noun: "an angle", base: "deg", example: "45deg", factors: { deg: 1, "°": 1, rad: 180 / Math.PI } },
  charge: { noun: "a charge", base: "mAh", example: "2400mAh", factors: { mAh: 1, Ah: 1000, C: 1 / 3.6 } },
  current: { noun: "a current", base: "A", example: "45uA", factors: { A: 1, mA: 1e-3, uA: 1e-6, µA: 1e-6, nA: 1e-9 } },
  voltage: { noun: "a voltage", base: "V", example: "3.6V", factors: { V: 1, mV: 1e-3 } },
  data: { noun: "a number of bytes", base: "bytes", example: "20", factors: { bytes: 1, byte: 1, B: 1, kB: 1000 } },
  bitRate: {
    noun: "a bit rate",
    base: "bit/s",
    example: "50kbps",
    factors: { "bit/s": 1, "kbit/s": 1e3, bps: 1, kbps: 1e3 },
  },
  percent: { noun: "a percentage", base: "%", example: "50%", factors: { "%": 1 } },
  fraction: { noun: "a fraction", base: "", example: "0.95", factors: { "": 1, "%": 0.01 } },
  conductivity: { noun: "a conductivity", base: "S/m", example: "0.005S/m", factors: { "S/m": 1, "mS/m": 1e-3 } },
  power: { noun: "a power", base: "dBm", example: "14dBm", factors: { dBm: 1 } },
  gain: { noun: "an antenna gain", base: "dBi", example: "2.15dBi", factors: { dBi: 1 } },
  level: { noun: "a ratio in decibels", base: "dB", example: "3dB", factors: { dB: 1 } },
  scalar: { noun: "a number", base: "", example: "15", factors: { "": 1 } },
} as const satisfies Record<string, DimensionSpec>;

/** Watts and their parts in milliwatts: the decibel of a power is taken over a milliwatt. */
const POWERS_MW: Readonly<Record<string, number>> = { W: 1000, mW: 1, uW: 1e-3, µW: 1e-3, kW: 1e6 };

/** Gain of a half-wave dipole over an isotropic antenna, dB: 10·log10(1.643). See C. Balanis, "Antenna Theory", §4.6. */
const DIPOLE_GAIN_DBI = 2.15;

const NUMBER_AND_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)$/;
/** A single unit's name; mathjs never sees anything that could be an expression. */
const UNIT_NAME = /^[A-Za-zµ]{1,24}$/;

/**
 * Reads a number with its unit, as on a command line: `125kHz`, `36ft`, `25mW`, `-3dBi`, `0.95`.
 *
 * @param text the number, a space or none, and a unit; without one the dimension's base unit is meant
 * @param dimension what it must measure; the result is in that dimension's base unit: Hz, m, s, deg, mAh, A, V, bytes, %, dBm, dBi, dB
 * @param where the flag or key that it belongs to, for the error
 * @throws {InputError} `bad-quantity` when it is no number, or its unit is unknown or measures something else
 */
export async function parseQuantity(text: string, dimension: Dimension, where: string): Promise<number> {
  const match = NUMBER_AND_UNIT.exec(text.trim());
  if (match === null) throw badQuantity(text, dimension, where);
  const value = Number(match[1]);
  // The Greek letter mu (U+03BC) is typed as often as the micro sign (U+00B5).
  const unit = match[2].replace("μ", "µ");
  if (!Number.isFinite(value)) throw badQuantity(text, dimension, where);
  const spec: DimensionSpec = DIMENSIONS[dimension];
  if (unit === "") return value;
  if (Object.hasOwn(spec.factors, unit)) return value * spec.factors[unit];
  if (dimension === "power" && Object.hasOwn(POWERS_MW, unit))
    return milliwattsToDbm(value * POWERS_MW[unit], text, where);
  if (dimension === "gain" && unit === "dBd") return value + DIPOLE_GAIN_DBI;
  const otherCase = Object.keys(spec.factors).find((known) => known.toLowerCase() === unit.toLowerCase());
  if (otherCase !== undefined) throw badQuantity(text, dimension, where, `write ${match[1]}${otherCase}`);
  if (spec.mathjsBase !== undefined && UNIT_NAME.test(unit)) {
    const converted = await convertByMathjs(value, unit, spec.mathjsBase);
    if (converted !== null) return converted;
  }
  throw badQuantity(text, dimension, where);
}

/** The base unit of a dimension: what a bare number is taken in. Empty for plain numbers. */
export function baseUnit(dimension: Dimension): string {
  return DIMENSIONS[dimension].base;
}

function milliwattsToDbm(powerMw: number, text: string, where: string): number {
  if (!(powerMw > 0)) throw badQuantity(text, "power", where);
  return 10 * Math.log10(powerMw);
}

/** Null when mathjs does not know the unit or it measures something else. Loaded only here: it is large. */
async function convertByMathjs(value: number, unit: string, base: string): Promise<number | null> {
  const { convertUnit } = await import("./mathjs-units.ts");
  return convertUnit(value, unit, base);
}

function badQuantity(text: string, dimension: Dimension, where: string, hint?: string): InputError {
  const { noun, example } = DIMENSIONS[dimension];
  const other = dimensionOf(text);
  const got = other !== null && other !== dimension ? `"${text}", ${DIMENSIONS[other].noun}` : `"${text}"`;
  return new InputError({
    code: "bad-quantity",
    where,
    message: `expected ${noun} such as ${example}, got ${got}`,
    hint: hint ?? unitHint(dimension),
  });
}

function unitHint(dimension: Dimension): string {
  const units = [
    ...Object.keys(DIMENSIONS[dimension].factors),
    ...(dimension === "power" ? Object.keys(POWERS_MW) : []),
  ];
  const named = units.filter((unit) => unit !== "").join(", ");
  return named === "" ? "a plain number without a unit" : `units: ${named}`;
}

/** What the unit in a text measures, if it is a common one. */
function dimensionOf(text: string): Dimension | null {
  const unit = NUMBER_AND_UNIT.exec(text.trim())?.[2] ?? "";
  if (unit === "") return null;
  if (Object.hasOwn(POWERS_MW, unit)) return "power";
  const names = Object.keys(DIMENSIONS) as Dimension[];
  return names.find((name) => Object.hasOwn(DIMENSIONS[name].factors, unit)) ?? null;
}
