// Constants of the Irregular Terrain Model. They are the model's own, a little rounded, and part of its definition:
// more exact values would make it another model.

/** Frequency in MHz divided by this is the wave number in 1/m [Hufford, Algorithm, §1]. */
export const WAVENUMBER_DIVISOR_MHZ_M = 47.7;

/** Curvature of the actual earth, 1/m: a radius of 6370 km [Algorithm, §1]. */
export const EARTH_CURVATURE_PER_M = 157e-9;

/** Radius of the actual earth in the smooth-earth diffraction [Vogler 1964]. */
export const VOGLER_EARTH_RADIUS_M = 6370e3;

/** Effective radius to which the distances of the variability curves are reduced [Algorithm, 5.3]. */
export const VARIABILITY_EARTH_RADIUS_M = 9000e3;

/** Constant of the model's free-space loss for MHz and km; the exact one is 32.4478. */
export const FREE_SPACE_CONSTANT_DB = 32.45;

/** Scale of the growth of terrain irregularity with distance [ERL 79-ITS 67, eq. 3]. */
export const ROUGHNESS_SCALE_M = 50e3;

/**
 * Added to the product of the antennas' heights where the diffraction weighs smooth earth against knife edges, m²: ten on a
 * path whose profile is known, nothing where the terrain is only described [ERL 79-ITS 67, p. 3-8].
 */
export const KNOWN_PATH_TERM_M2 = 10;
export const DESCRIBED_PATH_TERM_M2 = 0;

/** Legal range of both antennas' heights above ground. */
export const MIN_HEIGHT_M = 0.5;
export const MAX_HEIGHT_M = 3000;

/** Range of surface refractivity in which the model is defined. */
export const MIN_SURFACE_REFRACTIVITY_N = 150;
export const MAX_SURFACE_REFRACTIVITY_N = 400;
