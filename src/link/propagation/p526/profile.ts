import { InputError } from "../../../math/errors.ts";
import type { InputSpec, TerrainPath } from "../model.ts";

/** The ground of a path as the diffraction steps read it. Arrays may be longer than `count`; one record serves many paths. */
export interface PathProfile {
  /** Points, ends included, ≥ 3. */
  count: number;
  /** From the transmitter, m, rising from 0. */
  readonly distanceM: Float64Array;
  /** Ground above sea level, m. */
  readonly groundM: Float64Array;
  /** Ground with what stands on it, m above sea level; the ends are bare [P.1812-7, §3.2.1]. */
  readonly surfaceM: Float64Array;
}

/** Antennas above sea level, or above a smooth earth. */
export interface AntennaHeights {
  txM: number;
  rxM: number;
}

export function createProfile(capacity: number): PathProfile {
  return {
    count: 0,
    distanceM: new Float64Array(capacity),
    groundM: new Float64Array(capacity),
    surfaceM: new Float64Array(capacity),
  };
}

/** Length of the path, m. */
export function profileLengthM({ count, distanceM }: PathProfile): number {
  return distanceM[count - 1];
}

const UNEVEN = ["distanceM", "elevationM"] as const;
const EVEN = ["profileM", "resolutionM"] as const;

/** The ground between two antennas: at equal steps, or with a distance for each point. */
export const PROFILE_INPUTS = {
  profileM: {
    kind: "profile",
    title: "ground elevations from the transmitter to the receiver, at equal steps",
    unit: "m",
    excludes: UNEVEN,
  },
  resolutionM: { kind: "number", title: "step of the profile", unit: "m", above: 0, excludes: UNEVEN },
  distanceM: {
    kind: "numbers",
    title: "distances of the profile's points from the transmitter, for unequal steps",
    unit: "m",
    optional: true,
  },
  elevationM: { kind: "profile", title: "ground elevations at distanceM", unit: "m", optional: true },
} as const satisfies Record<string, InputSpec>;

/** Those keys of {@link PROFILE_INPUTS}, for a model's `pathInputs`. */
export const PROFILE_KEYS: readonly string[] = [...EVEN, ...UNEVEN];

/** Height of what stands on the ground between the ends. */
export const CLUTTER_INPUT = {
  kind: "number",
  title: "height of trees and buildings on the ground between the antennas: one for all points, or one a point",
  unit: "m",
  min: 0,
  default: 0,
  perPoint: true,
} as const satisfies InputSpec;

export interface ProfileInput {
  readonly profileM?: ArrayLike<number> | undefined;
  readonly resolutionM?: number | undefined;
  readonly distanceM?: ArrayLike<number> | undefined;
  readonly elevationM?: ArrayLike<number> | undefined;
}

/**
 * The profile that a model was given, in either way of {@link PROFILE_INPUTS}.
 *
 * @param clutterHeightM one for all points between the ends, or one for each point
 * @throws {InputError} `missing-input`, `too-few-points`, `length-mismatch`, `not-ascending`
 */
export function readProfile(input: ProfileInput, clutterHeightM: number | ArrayLike<number> = 0): PathProfile {
  const isEven = input.profileM !== undefined;
  const ground = requireGround(isEven ? "profileM" : "elevationM", input);
  const profile = createProfile(ground.length);
  profile.count = ground.length;
  profile.groundM.set(ground);
  if (isEven) setSteps(profile, input.resolutionM as number);
  else setDistances(profile, input.distanceM);
  if (typeof clutterHeightM !== "number") requireLength("clutterHeightM", clutterHeightM, profile.count);
  setClutter(profile, clutterHeightM);
  return profile;
}

/** Equal steps. */
export function setSteps({ count, distanceM }: PathProfile, stepM: number): void {
  for (let i = 0; i < count; i++) distanceM[i] = i * stepM;
}

/** Puts clutter on the ground between the ends: eq. 1c of P.1812-7. */
export function setClutter({ count, groundM, surfaceM }: PathProfile, clutterM: number | ArrayLike<number>): void {
  for (let i = 1; i < count - 1; i++) {
    surfaceM[i] = groundM[i] + (typeof clutterM === "number" ? clutterM : clutterM[i]);
  }
  surfaceM[0] = groundM[0];
  surfaceM[count - 1] = groundM[count - 1];
}

function requireGround(where: "profileM" | "elevationM", { [where]: ground }: ProfileInput): ArrayLike<number> {
  if (ground === undefined) throw missing(where, "ground elevations at the distances distanceM");
  if (ground.length >= 3) return ground;
  const message = `expected at least 3 points, ends included, got ${ground.length}`;
  throw new InputError({ code: "too-few-points", where, message });
}

function missing(where: string, what: string): InputError {
  return new InputError({ code: "missing-input", where, message: `missing: ${what}` });
}

function setDistances(profile: PathProfile, distanceM: ArrayLike<number> | undefined): void {
  if (distanceM === undefined) throw missing("distanceM", "distances of the elevations elevationM");
  requireLength("distanceM", distanceM, profile.count);
  for (let i = 0; i < distanceM.length; i++) {
    const isAscending = i === 0 ? distanceM[0] === 0 : distanceM[i] > distanceM[i - 1];
    if (!isAscending) {
      const expected = i === 0 ? "expected 0 at the transmitter" : `expected more than ${distanceM[i - 1]}`;
      const message = `${expected}, got ${distanceM[i]} at index ${i}`;
      throw new InputError({ code: "not-ascending", where: "distanceM", message });
    }
    profile.distanceM[i] = distanceM[i];
  }
}

/** @throws {InputError} `length-mismatch` when there is not one value for each point */
export function requireLength(where: string, values: ArrayLike<unknown>, count: number): void {
  if (values.length === count) return;
  const message = `expected one value for each of the ${count} points of the profile, got ${values.length}`;
  throw new InputError({ code: "length-mismatch", where, message });
}

/** Reads one path after another into the same record; the clutter height stands where the path brings no cover of its own. */
export function createTerrainReader(clutterHeightM: number): (path: TerrainPath) => PathProfile {
  let profile = createProfile(0);
  return ({ elevationM, coverM, steps, resolutionM }) => {
    if (profile.distanceM.length <= steps) profile = createProfile(elevationM.length);
    profile.count = steps + 1;
    for (let i = 0; i <= steps; i++) profile.groundM[i] = elevationM[i];
    setSteps(profile, resolutionM);
    setClutter(profile, coverM ?? clutterHeightM);
    return profile;
  };
}
