import { bullingtonLossDb } from "./bullington.ts";
import type { Carrier, SphericalPath } from "./first-term.ts";
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
  readonly carrier: Carrier;
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
  const { profile, antennas, surface, carrier, seaFraction } = path;
  const setting = { wavelengthM: wavelengthM(carrier.frequencyHz), effectiveEarthRadiusM: earthRadiusM };
  const bullingtonDb = bullingtonLossDb(profile, profile.surfaceM, antennas, setting);

  const lengthM = profile.distanceM[profile.count - 1];
  const smooth = smoothPath({ lengthM, antennas, surface, carrier, seaFraction });
  const aboveSmooth = { txM: smooth.txHeightM, rxM: smooth.rxHeightM };
  if (level.length < profile.count) level = new Float64Array(2 * profile.count);
  const smoothBullingtonDb = bullingtonLossDb(profile, level, aboveSmooth, setting);
  const sphericalEarthDb = sphericalEarthLossDb(smooth, earthRadiusM);
  const lossDb = deltaLossDb({ bullingtonDb, smoothBullingtonDb, sphericalEarthDb });
  return { bullingtonDb, smoothBullingtonDb, sphericalEarthDb, lossDb };
}

/**
 * The path over a smooth earth that takes the place of the terrain.
 *
 * @see ITU-R P.1812-7, §4.3.4, eq. 37
 */
export function smoothPath(path: Omit<DiffractionPath, "profile"> & { readonly lengthM: number }): SphericalPath {
  const { lengthM, antennas, surface, carrier, seaFraction } = path;
  return {
    carrier,
    distanceM: lengthM,
    txHeightM: antennas.txM - surface.txM,
    rxHeightM: antennas.rxM - surface.rxM,
    seaFraction,
  };
}

/** L_d of its three parts, dB [P.1812-7, §4.3.4, eq. 38]. */
export function deltaLossDb(parts: Omit<DeltaBullingtonLoss, "lossDb">): number {
  return parts.bullingtonDb + Math.max(parts.sphericalEarthDb - parts.smoothBullingtonDb, 0);
}
