import type { InputSpec, LossResult, ModelInput, PropagationModel, TerrainPath } from "../model.ts";
import { type DeltaBullingtonLoss, deltaBullington } from "../p526/delta-bullington.ts";
import { type Carrier, prepareCarrier } from "../p526/first-term.ts";
import { freeSpaceOnSlantDb } from "../p526/free-space.ts";
import { EARTH_RADIUS_INPUT, POLARIZATION_INPUT, SEA_FRACTION_INPUT } from "../p526/inputs.ts";
import {
  CLUTTER_INPUT,
  createTerrainReader,
  type PathProfile,
  PROFILE_INPUTS,
  PROFILE_KEYS,
  profileLengthM,
  readProfile,
} from "../p526/profile.ts";
import { diffractionSurface, fitSmoothSurface, type SmoothSurface } from "../p526/smooth-surface.ts";
import { P1812_SETTING_INPUTS } from "../p1812/inputs.ts";
import { locationSigmaDb } from "../p1812/location.ts";
import { type InputValues, readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";

const SETTINGS = {
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0, valid: { min: 10e6 } },
  effectiveEarthRadiusM: EARTH_RADIUS_INPUT,
  seaFraction: SEA_FRACTION_INPUT,
  polarization: POLARIZATION_INPUT,
  clutterHeightM: CLUTTER_INPUT,
} as const satisfies Record<string, InputSpec>;

const HEIGHTS = {
  txHeightM: { kind: "number", title: "transmitting antenna above ground", unit: "m", above: 0 },
  rxHeightM: { kind: "number", title: "receiving antenna above ground", unit: "m", above: 0 },
} as const satisfies Record<string, InputSpec>;

const INPUTS = { ...SETTINGS, ...HEIGHTS, ...PROFILE_INPUTS };

interface PathLoss extends DeltaBullingtonLoss {
  readonly freeSpaceLossDb: number;
  readonly surface: SmoothSurface;
}

/** What a user chose, checked and prepared for many paths. */
export interface DeltaBullingtonSettings {
  readonly carrier: Carrier;
  readonly effectiveEarthRadiusM: number;
  readonly seaFraction: number;
  /** Of what stands on the ground, unless the path says it. */
  readonly clutterHeightM: number | ArrayLike<number>;
}

type Values = InputValues<typeof SETTINGS>;

/** @throws {InputError} naming each input that is missing, unknown, or out of range */
export function prepareDeltaBullington(input: ModelInput): DeltaBullingtonSettings {
  return settingsOf(readInputs(SETTINGS, input));
}

function settingsOf({ frequencyHz, polarization, effectiveEarthRadiusM, seaFraction, clutterHeightM }: Values) {
  const carrier = prepareCarrier(frequencyHz, polarization);
  return { carrier, effectiveEarthRadiusM, seaFraction, clutterHeightM };
}

/** Free space and diffraction over one profile. */
function pathLoss(
  profile: PathProfile,
  settings: DeltaBullingtonSettings,
  txHeightM: number,
  rxHeightM: number,
): PathLoss {
  const { carrier, seaFraction, effectiveEarthRadiusM } = settings;
  const antennas = { txM: profile.groundM[0] + txHeightM, rxM: profile.groundM[profile.count - 1] + rxHeightM };
  const surface = diffractionSurface(profile, fitSmoothSurface(profile), antennas);
  return {
    freeSpaceLossDb: freeSpaceOnSlantDb(profileLengthM(profile), antennas, carrier.frequencyHz),
    surface,
    ...deltaBullington({ profile, antennas, surface, carrier, seaFraction }, effectiveEarthRadiusM),
  };
}

function loss(input: ModelInput): LossResult {
  const values = readInputs(INPUTS, input);
  const profile = readProfile(values, values.clutterHeightM);
  const path = pathLoss(profile, settingsOf(values), values.txHeightM, values.rxHeightM);
  return {
    lossDb: path.freeSpaceLossDb + path.lossDb,
    warnings: validityWarnings(INPUTS, values),
    distanceM: profileLengthM(profile),
    freeSpaceLossDb: path.freeSpaceLossDb,
    diffractionLossDb: path.lossDb,
    bullingtonLossDb: path.bullingtonDb,
    smoothBullingtonLossDb: path.smoothBullingtonDb,
    sphericalEarthLossDb: path.sphericalEarthDb,
    smoothSurfaceM: [path.surface.txM, path.surface.rxM],
  };
}

function lossOverTerrain(input: ModelInput): (path: TerrainPath) => number {
  const settings = prepareDeltaBullington(input);
  const profileOf = createTerrainReader(settings.clutterHeightM as number);
  return (path) => {
    const { freeSpaceLossDb, lossDb } = pathLoss(profileOf(path), settings, path.txHeightM, path.rxHeightM);
    return freeSpaceLossDb + lossDb;
  };
}

/** The square over which P.1812 lets locations vary unless told. */
const AREA_WIDTH_M = P1812_SETTING_INPUTS.areaWidthM.default;

/** Diffraction has no variability of its own: P.1812's is taken, which rests on the same loss. */
function spreadDb({ frequencyHz, rxHeightM, clutterHeightM }: ModelInput): number {
  const place = { frequencyHz: frequencyHz as number, heightAglM: rxHeightM as number };
  return locationSigmaDb({ ...place, areaWidthM: AREA_WIDTH_M, clutterHeightM: clutterHeightM as number });
}

/** Diffraction over any terrain, and nothing else than free space beside it. */
export const DELTA_BULLINGTON: PropagationModel = {
  name: "delta-bullington",
  title: "Free space and delta-Bullington diffraction",
  source: "ITU-R P.526-15, §4.5; P.525; equations by their numbers in P.1812-7, §4.3",
  validity: "10 MHz and above, any terrain; the median, without troposcatter, ducting or clutter about the antennas",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", ...Object.keys(HEIGHTS), ...PROFILE_KEYS],
  usesTerrain: true,
  usesCover: true,
  loss,
  lossOverTerrain,
  locationSpread: { source: "ITU-R P.1812-7, §4.8, over 100 m", sigmaDb: spreadDb },
};
