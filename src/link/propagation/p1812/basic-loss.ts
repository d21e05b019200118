import { type Polarization, prepareCarrier } from "../p526/first-term.ts";
import { wavelengthM } from "../p526/knife-edge.ts";
import { type PathProfile, profileLengthM } from "../p526/profile.ts";
import { diffractionSurface, fitSmoothSurface, type SmoothSurface } from "../p526/smooth-surface.ts";
import { type CombinedLoss, combineMechanisms, type Mechanisms, timeWeight } from "./combination.ts";
import { type DiffractionLoss, diffractionLoss } from "./diffraction.ts";
import { ductingLossDb } from "./ducting.ts";
import { type DuctingHeights, ductingHeights } from "./ducting-heights.ts";
import { findHorizons, type PathHorizons } from "./horizons.ts";
import { freeSpaceLossDb } from "./line-of-sight.ts";
import { locationLossDb, locationSigmaDb } from "./location.ts";
import { gatherMechanisms } from "./mechanisms.ts";
import { anomalousTimePercent, medianEarthRadiusM } from "./radio-climate.ts";
import { troposcatterLossDb } from "./troposcatter.ts";
import type { PathZones } from "./zones.ts";

/** What a user chose, checked. */
export interface P1812Settings {
  readonly frequencyHz: number;
  /** p and p_L, %. */
  readonly time: number;
  readonly location: number;
  /** Absent: by `locationSigmaDb`. */
  readonly locationSigmaDb?: number | undefined;
  readonly areaWidthM: number;
  readonly polarization: Polarization;
  readonly refractivityGradient: number;
  readonly refractivityN: number;
  readonly txCoastDistanceM: number;
  readonly rxCoastDistanceM: number;
}

export interface P1812Path {
  readonly profile: PathProfile;
  readonly zones: PathZones;
  readonly txHeightM: number;
  readonly rxHeightM: number;
  /** Of the path's middle. */
  readonly latitudeDeg: number;
  /** Of what stands about the receiver, for the variability over locations. */
  readonly rxClutterHeightM: number;
}

/** The loss with every step on the way to it. */
export interface P1812Loss {
  /** L_b */
  readonly lossDb: number;
  readonly medianEarthRadiusM: number;
  readonly anomalousTimePercent: number;
  readonly horizons: PathHorizons;
  readonly surface: SmoothSurface;
  readonly ducting: DuctingHeights;
  readonly freeSpaceDb: number;
  readonly diffraction: DiffractionLoss;
  readonly mechanisms: Mechanisms;
  readonly combined: CombinedLoss;
  readonly locationSigmaDb: number;
  readonly locationDb: number;
}

/**
 * Basic transmission loss not exceeded for a share of the time and of the locations: line of sight, diffraction, troposcatter and
 * ducting, put together, then the variability over locations.
 *
 * @see ITU-R P.1812-7, Annex 1, §4
 */
export function p1812Loss(path: P1812Path, settings: P1812Settings): P1812Loss {
  const { profile, zones, txHeightM, rxHeightM } = path;
  const { frequencyHz, time } = settings;
  const distanceM = profileLengthM(profile);
  const earthRadiusM = medianEarthRadiusM(settings.refractivityGradient);
  const beta0 = anomalousTimePercent(path.latitudeDeg, zones);

  // The path's analysis: Attachment 1
  const antennas = { txM: profile.groundM[0] + txHeightM, rxM: profile.groundM[profile.count - 1] + rxHeightM };
  const horizons = findHorizons(profile, antennas, earthRadiusM, wavelengthM(frequencyHz));
  const fitted = fitSmoothSurface(profile);
  const surface = diffractionSurface(profile, fitted, antennas);
  const ducting = ductingHeights(profile, fitted, horizons, [txHeightM, rxHeightM]);

  // The mechanisms: §4.2 to 4.5
  const { seaFraction } = zones;
  const weight = timeWeight(time, beta0);
  const carrier = prepareCarrier(frequencyHz, settings.polarization);
  const diffraction = diffractionLoss({ profile, antennas, surface, carrier, seaFraction }, earthRadiusM, weight);
  const ductingDb = ductingLossDb({
    frequencyHz,
    distanceM,
    antennas,
    coastDistancesM: coastDistancesM(settings, zones),
    horizons,
    heights: ducting,
    zones,
    medianEarthRadiusM: earthRadiusM,
    anomalousTimePercent: beta0,
    timePercent: time,
  });
  const troposcatterDb = troposcatterLossDb({
    distanceM,
    pathAngleRad: horizons.pathAngleRad,
    frequencyHz,
    refractivityN: settings.refractivityN,
    timePercent: time,
  });
  const freeSpaceDb = freeSpaceLossDb(Math.hypot(distanceM, antennas.txM - antennas.rxM), frequencyHz);
  const mechanisms = gatherMechanisms({
    freeSpaceDb,
    medianDiffractionDb: diffraction.median.lossDb,
    diffractionDb: diffraction.lossDb,
    ductingDb,
    troposcatterDb,
    distanceM,
    horizons,
    seaFraction,
    timePercent: time,
    anomalousTimePercent: beta0,
    timeWeight: weight,
  });

  const combined = combineMechanisms(mechanisms);
  const location = locationVariability(path, settings);
  return {
    lossDb: basicLossDb(mechanisms, combined, location.locationDb),
    medianEarthRadiusM: earthRadiusM,
    anomalousTimePercent: beta0,
    horizons,
    surface,
    ducting,
    freeSpaceDb,
    diffraction,
    mechanisms,
    combined,
    ...location,
  };
}

/**
 * L_b: the combined loss at the chosen share of locations, never less than by line of sight.
 *
 * @see ITU-R P.1812-7, §4.9, eq. 69
 */
export function basicLossDb({ lineOfSightDb }: Mechanisms, combined: CombinedLoss, locationDb: number): number {
  return Math.max(lineOfSightDb, combined.lossDb + locationDb);
}

/** Distances from the antennas to their coasts; an antenna at sea is at its own. */
export function coastDistancesM(
  { txCoastDistanceM, rxCoastDistanceM }: P1812Settings,
  { txZone, rxZone }: Pick<PathZones, "txZone" | "rxZone">,
): [number, number] {
  return [txZone === "sea" ? 0 : txCoastDistanceM, rxZone === "sea" ? 0 : rxCoastDistanceM];
}

/** Locations vary on land only [§4.8]. */
export function locationVariability(
  {
    zones,
    rxHeightM,
    rxClutterHeightM,
  }: Pick<P1812Path, "rxHeightM" | "rxClutterHeightM"> & {
    readonly zones: Pick<PathZones, "rxZone">;
  },
  settings: P1812Settings,
): { readonly locationSigmaDb: number; readonly locationDb: number } {
  if (zones.rxZone === "sea") return { locationSigmaDb: 0, locationDb: 0 };
  const sigmaDb =
    settings.locationSigmaDb ??
    locationSigmaDb({
      frequencyHz: settings.frequencyHz,
      areaWidthM: settings.areaWidthM,
      heightAglM: rxHeightM,
      clutterHeightM: rxClutterHeightM,
    });
  return { locationSigmaDb: sigmaDb, locationDb: locationLossDb(settings.location, sigmaDb) };
}
