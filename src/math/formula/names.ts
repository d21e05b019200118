import { FREQUENCY, LENGTH, type PhysicalDimension, PLAIN, TIME } from "./dimension.ts";

interface NamedConstant {
  /** In m, s, Hz or as a plain number. */
  readonly value: number;
  readonly dimension: PhysicalDimension;
}

const constant = (dimension: PhysicalDimension, value: number): NamedConstant => ({ value, dimension });

/** Units and constants that a formula may name. Foot, yard, inch, mile and nautical mile are exact by their definitions. */
export const NAMED_CONSTANTS: ReadonlyMap<string, NamedConstant> = new Map([
  ["m", constant(LENGTH, 1)],
  ["km", constant(LENGTH, 1000)],
  ["cm", constant(LENGTH, 0.01)],
  ["mm", constant(LENGTH, 0.001)],
  ["ft", constant(LENGTH, 0.3048)],
  ["yd", constant(LENGTH, 0.9144)],
  ["inch", constant(LENGTH, 0.0254)],
  ["mi", constant(LENGTH, 1609.344)],
  ["nmi", constant(LENGTH, 1852)],
  ["s", constant(TIME, 1)],
  ["Hz", constant(FREQUENCY, 1)],
  ["kHz", constant(FREQUENCY, 1e3)],
  ["MHz", constant(FREQUENCY, 1e6)],
  ["GHz", constant(FREQUENCY, 1e9)],
  ["dB", constant(PLAIN, 1)],
  ["rad", constant(PLAIN, 1)],
  ["deg", constant(PLAIN, Math.PI / 180)],
  ["pi", constant(PLAIN, Math.PI)],
  ["e", constant(PLAIN, Math.E)],
]);

/** What a function asks of the dimensions of its arguments, and what it gives. */
type DimensionRule = "plain" | "same" | "root" | "power";

interface NamedFunction {
  readonly arguments: readonly [min: number, max: number];
  readonly rule: DimensionRule;
  readonly apply: (...values: number[]) => number;
}

const MAX_LIST = 16;

/** Functions that a formula may call. `log` is the natural logarithm, as everywhere in programming; `log10` the decimal one. */
export const NAMED_FUNCTIONS: ReadonlyMap<string, NamedFunction> = new Map<string, NamedFunction>([
  ["log10", { arguments: [1, 1], rule: "plain", apply: Math.log10 }],
  ["log", { arguments: [1, 1], rule: "plain", apply: Math.log }],
  ["ln", { arguments: [1, 1], rule: "plain", apply: Math.log }],
  ["exp", { arguments: [1, 1], rule: "plain", apply: Math.exp }],
  ["sin", { arguments: [1, 1], rule: "plain", apply: Math.sin }],
  ["cos", { arguments: [1, 1], rule: "plain", apply: Math.cos }],
  ["tan", { arguments: [1, 1], rule: "plain", apply: Math.tan }],
  ["atan", { arguments: [1, 1], rule: "plain", apply: Math.atan }],
  ["sqrt", { arguments: [1, 1], rule: "root", apply: Math.sqrt }],
  ["abs", { arguments: [1, 1], rule: "same", apply: Math.abs }],
  ["min", { arguments: [1, MAX_LIST], rule: "same", apply: Math.min }],
  ["max", { arguments: [1, MAX_LIST], rule: "same", apply: Math.max }],
  ["pow", { arguments: [2, 2], rule: "power", apply: Math.pow }],
]);
