/** Terrain of one's own for the diffraction models, at equal steps. */
export interface MadeProfile {
  readonly profileM: Float64Array;
  readonly resolutionM: number;
}

/** Ground by its height at each distance. */
export function madeProfile(lengthM: number, steps: number, groundM: (distanceM: number) => number): MadeProfile {
  const resolutionM = lengthM / steps;
  return { profileM: Float64Array.from({ length: steps + 1 }, (_, i) => groundM(i * resolutionM)), resolutionM };
}

/** The same from the other end. */
export function reversed({ profileM, resolutionM }: MadeProfile): MadeProfile {
  return { profileM: profileM.toReversed(), resolutionM };
}
