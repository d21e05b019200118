/** How an antenna's gain lies around it, in the antenna's own frame. */
export interface RadiationPattern {
  /** For people: "sector 65° × 10°". */
  readonly title: string;
  /** The greatest gain in any direction. */
  readonly peakGainDbi: number;
  /**
   * Gain over an isotropic antenna in a direction.
   *
   * @param bearingRad from straight ahead, clockwise as seen from above, any value
   * @param elevationRad above the antenna's own horizontal plane, −π/2 to π/2
   * @returns dBi; not a number for an argument that is none
   */
  gainDbi(bearingRad: number, elevationRad: number): number;
}

/** How an antenna is put up. */
export interface Mounting {
  /** Where it looks, clockwise from north. */
  readonly azimuthRad: number;
  /** Mechanical downtilt: how far it leans forward; negative: it looks up. */
  readonly tiltRad: number;
}

/**
 * The pattern of an antenna as it stands: bearings count from north and elevations from the horizon.
 *
 * The direction is turned into the antenna's frame: by the azimuth about the vertical, then by the tilt about the axis that
 * points to the antenna's right. Behind the antenna a downtilt hence looks up.
 */
export function mountPattern(pattern: RadiationPattern, { azimuthRad, tiltRad }: Mounting): RadiationPattern {
  const cosTilt = Math.cos(tiltRad);
  const sinTilt = Math.sin(tiltRad);
  if (tiltRad === 0) {
    return { ...pattern, gainDbi: (bearing, elevation) => pattern.gainDbi(bearing - azimuthRad, elevation) };
  }
  return {
    ...pattern,
    gainDbi: (bearing, elevation) => {
      const level = Math.cos(elevation);
      const ahead = level * Math.cos(bearing - azimuthRad);
      const right = level * Math.sin(bearing - azimuthRad);
      const up = Math.sin(elevation);
      const ownAhead = ahead * cosTilt - up * sinTilt;
      const ownUp = ahead * sinTilt + up * cosTilt;
      return pattern.gainDbi(Math.atan2(right, ownAhead), Math.asin(Math.max(-1, Math.min(1, ownUp))));
    },
  };
}

/** The same direction as an angle from −π to π. */
export function wrapRad(angleRad: number): number {
  return angleRad - 2 * Math.PI * Math.round(angleRad / (2 * Math.PI));
}
