/*
 * How the sweep's compiled loops (kernels/itm-sweep.ts) find their numbers: both they and the code that calls them import this
 * file, so it holds plain constants only.
 */

/** Paths that are handed to the closed form at a time: enough to amortise its loops, few enough to stay in the cache. */
export const ROWS = 256;
/** Bytes of one quantity of all rows: each quantity of the batch is a plane of single-precision numbers. */
export const PLANE = 1024;

// What the walk over the terrain finds of each path; end 1 is the transmitter's, 2 the receiver's.
export const DISTANCE_M = 0 * PLANE;
/** Effective earth radius a for the path's mean elevation, and (a²/f)^⅓. */
export const EARTH_RADIUS_M = 1 * PLANE;
export const SCALE_M = 2 * PLANE;
export const IRREGULARITY_M = 3 * PLANE;
/** Antennas above ground. */
export const HEIGHT1_M = 4 * PLANE;
export const HEIGHT2_M = 5 * PLANE;
/** Effective antenna heights over the fitted ground. */
export const EFFECTIVE1_M = 6 * PLANE;
export const EFFECTIVE2_M = 7 * PLANE;
/** Distance to each end's horizon and its elevation angle. */
export const HORIZON1_M = 8 * PLANE;
export const HORIZON2_M = 9 * PLANE;
export const ANGLE1_RAD = 10 * PLANE;
export const ANGLE2_RAD = 11 * PLANE;
/** All bits set where the path is well within line of sight: its horizons are then estimated statistically. */
export const IN_SIGHT = 12 * PLANE;

// What the steps of the closed form leave for each other.
export const SMOOTH_HORIZONS_M = 13 * PLANE;
export const LOS_ANGLE_RAD = 14 * PLANE;
export const TERMINALS_X = 15 * PLANE;
export const TERMINALS_DB = 16 * PLANE;
export const CLUTTER_DB = 17 * PLANE;
export const SLOPE_DB_PER_M = 18 * PLANE;
export const INTERCEPT_DB = 19 * PLANE;
export const REFERENCE_DB = 20 * PLANE;

/** The result. */
export const LOSS_DB = 21 * PLANE;
/** 32-bit number of the path's target. */
export const TARGET = 22 * PLANE;
export const BATCH_BYTES = 23 * PLANE;

// The closed form's constants, single precision: byte offsets.
export const FREQUENCY_MHZ = 0;
/** f^⅓. */
export const FREQUENCY_ROOT = 4;
export const WAVE_NUMBER = 8;
export const IMPEDANCE_RE = 12;
export const IMPEDANCE_IM = 16;
/** Vogler's K over C₀: 0.017778 · f^−⅓ / |Z|. */
export const IMPEDANCE_K = 20;
/** (4/3 · a₀)^⅓. */
export const FOUR_THIRDS_ROOT = 24;
export const NEAREST_SCATTER_M = 28;
export const FREE_SPACE_AT_METRE_DB = 32;
export const Z_TIME = 36;
export const Z_LOCATION = 40;
export const Z_SITUATION = 44;
/** 1 where the location's spread counts, else 0. */
export const LOCATION_VARIES = 48;
/** Which quantiles are joined to which: 0 broadcast, 1 mobile, 2 accidental, 3 single message. */
export const VARIABILITY_MODE = 52;
/** √(2 · 9000 km) and the constant term of the distance to which effective distances are scaled. */
export const EFFECTIVE_ROOT = 56;
export const EFFECTIVE_BASE_M = 60;
export const QUANTILE_PER_M = 64;
export const CONSTANTS_BYTES = 68;

/** Entry of the table by effective distance, four numbers: the climate's median, σ_T, σ_S², nothing. */
export const QUANTILE_BYTES = 16;

/**
 * How many samples before the receiver are taken from the target's own line instead of the radial's: the ground near the
 * receiver decides its horizon and effective height. Eight to sixteen serve; this many brought the 95th percentile of the error
 * on the reference rasters from 3.3 to below 1 dB.
 */
export const TAIL_STEPS = 10;
/** Bytes of the tails of four targets: samples 0 (the receiver) to `TAIL_STEPS` back from it, four numbers each; and the last again. */
export const TAILS_BYTES = 16 * (TAIL_STEPS + 2);
/** Where, among them, the ground at the last sample stays, whatever is put on it. */
export const TAIL_BARE = 16 * (TAIL_STEPS + 1);

// A radial's double-precision planes, one number per sample and one more: plane numbers.
/** Ground with what stands on it, m above sea level. */
export const ELEVATION_M = 0;
/** The same less the effective earth's bulge. */
export const FLAT_M = 1;
/** Sums over samples 0 … k−1 of z and of k·z. */
export const SUM = 2;
export const WEIGHTED_SUM = 3;
/** The sample among 1 … k that the transmitter sees highest. */
export const HORIZON = 4;
/** Terrain irregularity of a path to sample k, m. */
export const ALONG_M = 5;
/** The horizon hull's points, two numbers each. */
export const HULL = 6;
/** Ground alone. */
export const BARE_M = 8;
export const RADIAL_PLANES = 9;

// The targets of a radial, nearest first: double-precision planes, padded to a multiple of four; plane numbers.
/** Place in the terrain. */
export const COLUMN = 0;
export const ROW = 1;
export const TARGET_DISTANCE_M = 2;
/** Range along the radial, in its steps. */
export const RANGE_STEPS = 3;
export const RX_HEIGHT_M = 4;
/** The target's number in the task. */
export const ID = 5;
export const TARGET_PLANES = 6;
export const TAIL_SCRATCH_BYTES = 16 * (2 + 2 * (TAIL_STEPS + 2));
