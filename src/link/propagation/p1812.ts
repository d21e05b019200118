import { destinationPoint, initialBearingDeg } from "../../geo/geodesy.ts";
import { InputError } from "../../math/errors.ts";
import type { LossResult, ModelInput, ModelWarning, PropagationModel, TerrainPath } from "./model.ts";
import {
  createTerrainReader,
  PROFILE_INPUTS,
  PROFILE_KEYS,
  profileLengthM,
  readProfile,
  requireLength,
} from "./p526/profile.ts";
import { p1812Loss } from "./p1812/basic-loss.ts";
import { P1812_PATH_INPUTS, P1812_SETTING_INPUTS } from "./p1812/inputs.ts";
import { locationSigmaDb } from "./p1812/location.ts";
import { describeSteps } from "./p1812/steps.ts";
import { measureZones, type Zone } from "./p1812/zones.ts";
import { type InputValues, readInputs } from "./read-input.ts";
import { validityWarnings } from "./validity.ts";

const INPUTS = { ...P1812_SETTING_INPUTS, ...P1812_PATH_INPUTS, ...PROFILE_INPUTS };

type Inputs = InputValues<typeof INPUTS>;

/** Where a path lies if nobody says: the middle of the temperate zone. It enters only by the share of anomalous time. */
export const DEFAULT_LATITUDE_DEG = 45;

/** Path lengths that the Recommendation is for. */
const NEAREST_M = 250;
const FARTHEST_M = 3000e3;

function loss(input: ModelInput): LossResult {
  const values = readInputs(INPUTS, input);
  const { clutterHeightM, zone, txHeightM, rxHeightM } = values;
  const profile = readProfile(values, clutterHeightM);
  const distanceM = profileLengthM(profile);
  if (typeof zone !== "string") requireLength("zone", zone, profile.count);
  const zones = measureZones(profile, zone);
  const latitudeDeg = middleLatitudeDeg(values, distanceM);
  const rxClutterHeightM = typeof clutterHeightM === "number" ? clutterHeightM : clutterHeightM[profile.count - 1];
  const path = {
    profile,
    zones,
    txHeightM,
    rxHeightM,
    latitudeDeg: latitudeDeg ?? DEFAULT_LATITUDE_DEG,
    rxClutterHeightM,
  };
  const result = p1812Loss(path, values);
  return {
    lossDb: result.lossDb,
    warnings: [...validityWarnings(INPUTS, values), ...pathWarnings(distanceM, latitudeDeg)],
    distanceM,
    ...describeSteps(result, zones),
  };
}

/** Latitude of the great circle's middle; null where the ends are not said. */
function middleLatitudeDeg(values: Inputs, distanceM: number): number | null {
  const { txLatitude, txLongitude, rxLatitude, rxLongitude } = values;
  const ends = { txLatitude, txLongitude, rxLatitude, rxLongitude };
  const missing = Object.entries(ends).filter(([, degrees]) => degrees === undefined);
  if (missing.length === 4) return null;
  if (missing.length > 0) {
    const message = "missing: give both latitudes and longitudes of the ends, or none";
    throw new InputError(missing.map(([where]) => ({ code: "missing-input", where, message })));
  }
  const from = { latitudeDeg: txLatitude as number, longitudeDeg: txLongitude as number };
  const to = { latitudeDeg: rxLatitude as number, longitudeDeg: rxLongitude as number };
  return destinationPoint(from, initialBearingDeg(from, to), distanceM / 2).latitudeDeg;
}

function pathWarnings(distanceM: number, latitudeDeg: number | null): ModelWarning[] {
  const warnings: ModelWarning[] = [];
  if (distanceM < NEAREST_M || distanceM > FARTHEST_M) {
    const message = `path length: ${(distanceM / 1000).toPrecision(4)} km is outside 0.25–3000 km, for which the model is given`;
    warnings.push({ code: "distance-range", message, input: "profileM" });
  }
  if (latitudeDeg === null) {
    const message = `the ends' latitudes are not given: ${DEFAULT_LATITUDE_DEG}° is taken for the share of anomalous time`;
    warnings.push({ code: "assumed-latitude", message });
  }
  return warnings;
}

function lossOverTerrain(input: ModelInput): (path: TerrainPath) => number {
  const settings = readInputs(P1812_SETTING_INPUTS, input);
  const rxClutterHeightM = settings.clutterHeightM as number;
  const zone = settings.zone as Zone;
  const profileOf = createTerrainReader(rxClutterHeightM);
  return (path) => {
    const profile = profileOf(path);
    const { txHeightM, rxHeightM, latitudeDeg } = path;
    const zones = measureZones(profile, zone);
    return p1812Loss({ profile, zones, txHeightM, rxHeightM, latitudeDeg, rxClutterHeightM }, settings).lossDb;
  };
}

const SPREAD_INPUTS = { ...P1812_SETTING_INPUTS, rxHeightM: P1812_PATH_INPUTS.rxHeightM };

/** Within the square that a map's value stands for; what stands about the receiver is known only where the settings say it. */
function spreadDb(input: ModelInput): number | null {
  const { txHeightM: _, ...rest } = input;
  const values = readInputs(SPREAD_INPUTS, rest);
  if (values.location !== 50) return null;
  if (values.zone === "sea") return 0;
  const clutterHeightM = values.clutterHeightM as number;
  return values.locationSigmaDb ?? locationSigmaDb({ ...values, heightAglM: values.rxHeightM, clutterHeightM });
}

/** The ITU's model of terrestrial point-to-area services, over a known profile. */
export const P1812: PropagationModel = {
  name: "p1812",
  title: "ITU-R P.1812, path-specific",
  source: "ITU-R P.1812-7, Annex 1",
  validity: "30 MHz–6 GHz, 0.25–3000 km, antennas 1–3000 m above ground, 1–50 % of the time, 1–99 % of the locations",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", ...Object.keys(P1812_PATH_INPUTS), ...PROFILE_KEYS],
  usesTerrain: true,
  usesCover: true,
  loss,
  lossOverTerrain,
  locationSpread: { source: "ITU-R P.1812-7, §4.8", sigmaDb: spreadDb },
};
