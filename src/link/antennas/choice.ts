import { InputError } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import type { InputSpec, ModelInput } from "../propagation/model.ts";
import { type ReadInputOptions, readInputs } from "../propagation/read-input.ts";
import { DIPOLE_GAIN_DBI, dipolePattern, isotropicPattern, omniPattern } from "./omnidirectional.ts";
import type { RadiationPattern } from "./pattern.ts";
import { sectorPattern } from "./sector.ts";

const gain = (preset: number, min = -30) =>
  ({ kind: "number", title: "peak gain", unit: "dBi", min, max: 50, default: preset }) as const;
const width = (title: string, preset: number) =>
  ({ kind: "number", title, unit: "deg", min: 1, max: 360, default: preset }) as const;
const level = (title: string, preset: number) =>
  ({ kind: "number", title, unit: "dB", above: 0, max: 100, default: preset }) as const;
const ELECTRICAL_TILT = {
  kind: "number",
  title: "downtilt of the beam by its feeding",
  unit: "deg",
  min: -45,
  max: 45,
  default: 0,
} as const satisfies InputSpec;

const SECTOR_INPUTS = {
  // An element of TR 38.901, table 7.3-1.
  gainDbi: gain(8),
  beamwidthDeg: width("full width at half power, horizontally", 65),
  verticalBeamwidthDeg: width("full width at half power, vertically", 65),
  electricalTiltDeg: ELECTRICAL_TILT,
  frontToBackDb: level("front-to-back ratio: the most that any direction loses", 30),
  sideLobeDb: level("the most that a direction above or below the beam loses", 30),
} as const;
const OMNI_INPUTS = { gainDbi: gain(3, 0), electricalTiltDeg: ELECTRICAL_TILT } as const;
const DIPOLE_INPUTS = { gainDbi: gain(DIPOLE_GAIN_DBI) } as const;
const ISOTROPIC_INPUTS = { gainDbi: gain(0) } as const;

/** An antenna pattern by formula, as a value: command line, scenario and guide are made from these. */
export interface PatternKind {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly create: (input: ModelInput, options?: ReadInputOptions) => RadiationPattern;
}

/** Every pattern by formula. A new one is a file and an entry here. */
export const PATTERN_KINDS: readonly PatternKind[] = [
  {
    name: "isotropic",
    title: "the same in every direction",
    source: "IEEE Std 145, definition",
    inputs: ISOTROPIC_INPUTS,
    create: (input, options) => isotropicPattern(readInputs(ISOTROPIC_INPUTS, input, options).gainDbi),
  },
  {
    name: "omni",
    title: "even in all bearings, flatter the higher its gain",
    source: "ITU-R F.1336-5, recommends 2.1, 2.3 and 2.5",
    inputs: OMNI_INPUTS,
    create: (input, options) => omniPattern(readInputs(OMNI_INPUTS, input, options)),
  },
  {
    name: "dipole",
    title: "upright half-wave dipole",
    source: "C. Balanis, Antenna Theory, 4th ed., §4.6",
    inputs: DIPOLE_INPUTS,
    create: (input, options) => dipolePattern(readInputs(DIPOLE_INPUTS, input, options).gainDbi),
  },
  {
    name: "sector",
    title: "a beam to one side",
    source: "3GPP TR 38.901, table 7.3-1; TR 36.942, §4.2.1",
    inputs: SECTOR_INPUTS,
    create: (input, options) => sectorPattern(readInputs(SECTOR_INPUTS, input, options)),
  },
];

export const PATTERN_NAMES: readonly string[] = PATTERN_KINDS.map(({ name }) => name);

/**
 * The kind of pattern of that name.
 *
 * @throws {InputError} code `unknown-pattern`, with the nearest names, or else all of them, as the hint
 */
export function findPatternKind(name: string, where = "pattern"): PatternKind {
  const kind = PATTERN_KINDS.find((candidate) => candidate.name === name);
  if (kind !== undefined) return kind;
  const near = nearestNames(name, PATTERN_NAMES);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known patterns: ${PATTERN_NAMES.join(", ")}`;
  throw new InputError({ code: "unknown-pattern", where, message: `unknown antenna pattern "${name}"`, hint });
}
