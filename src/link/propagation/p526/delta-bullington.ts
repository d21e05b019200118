import { bullingtonLossDb } from "./bullington.ts";
import type { Polarization } from "./first-term.ts";
import { wavelengthM } from "./knife-edge.ts";
import type { AntennaHeights, PathProfile } from "./profile.ts";
import type { SmoothSurface } from "./smooth-surface.ts";
import { sphericalEarthLossDb } from "./spherical-earth.ts";

/** A path to be diffracted over. */
export interface DiffractionPath {
  readonly profile: PathProfile;
  /** Above sea level. */
  readonly antennas: AntennaHeights;
  /** From `diffractionSurface`. */
  readonly surface: SmoothSurface;
  readonly frequencyHz: number;
  readonly polarization: Polarization;
  /** Share of the path over sea, 0–1. */
  readonly seaFraction: number;
}

/** Losses over free space, dB. */
export interface DeltaBullingtonLoss {
  /** Bullington's over the terrain as it is: L_bulla. */
  readonly bullingtonDb: number;
  /** Bullington's over a smooth earth: L_bulls. */
  readonly smoothBullingtonDb: number;
  /** The spherical earth's: L_dsph. */
  readonly sphericalEarthDb: number;
  /** All of it: L_d. */
  readonly lossDb: number;
}

/** Ground at zero height, grown as it is needed. */
let level = new Float64Array(1024);

/**
 * The delta-Bullington method: Bullington's loss over the terrain, plus what a spherical earth costs beyond Bullington's loss over
 * the same earth.
 *
 * @param earthRadiusM on which rays are straight, m
 * @see ITU-R P.526-15, §4.5; equations by their numbers in P.1812-7, §4.3.4
 */
export function deltaBullington(path: DiffractionPath, earthRadiusM: number): DeltaBullingtonLoss {
  const { profile, antennas, surface, frequencyHz, polarization, seaFraction } = path;
  const setting = { wavelengthM: wavelengthM(frequencyHz), effectiveEarthRadiusM: earthRadiusM };
  const bullingtonDb = bullingtonLossDb(profile, profile.surfaceM, antennas, setting);

  const aboveSurface = { txM: antennas.txM - surface.txM, rxM: antennas.rxM - surface.rxM }; // eq. 37
  if (level.length < profile.count) level = new Float64Array(2 * profile.count);
  const smoothBullingtonDb = bullingtonLossDb(profile, level, aboveSurface, setting);
  const sphericalEarthDb = sphericalEarthLossDb(
    {
      frequencyHz,
      distanceM: profile.distanceM[profile.count - 1],
      txHeightM: aboveSurface.txM,
      rxHeightM: aboveSurface.rxM,
      seaFraction,
      polarization,
    },
    earthRadiusM,
  );
  const lossDb = bullingtonDb + Math.max(sphericalEarthDb - smoothBullingtonDb, 0); // eq. 38
  return { bullingtonDb, smoothBullingtonDb, sphericalEarthDb, lossDb };
}
