/*
 * How the sweep's compiled loops (kernels/itm-sweep.ts) find their numbers: both they and the code that calls them import this
 * file, so it holds plain constants only. Offsets and sizes are bytes.
 */

/** Paths that are handled at a time: enough to amortise the loops, few enough to stay in the cache. */
export const ROWS = 128;
/** One quantity of all rows: each quantity of the batch is a plane of 32-bit numbers, single-precision unless said. */
export const PLANE = 512;

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
/** NaN where a gap in the terrain leaves no answer, else 0. */
export const GAP = 13 * PLANE;

// What the steps of the closed form leave for each other.
export const SMOOTH_HORIZONS_M = 14 * PLANE;
export const LOS_ANGLE_RAD = 15 * PLANE;
export const TERMINALS_X = 16 * PLANE;
export const TERMINALS_DB = 17 * PLANE;
export const CLUTTER_DB = 18 * PLANE;
export const SLOPE_DB_PER_M = 19 * PLANE;
export const INTERCEPT_DB = 20 * PLANE;
export const REFERENCE_DB = 21 * PLANE;
/** The result. */
export const LOSS_DB = 22 * PLANE;

// What the steps of the walk leave for each other; samples are the radial's.
/** Radial steps in a step of the path. */
export const RATIO = 23 * PLANE;
/** The receiver's antenna in the coordinates of the horizon hull. */
export const EYE_M = 24 * PLANE;
/** Whole numbers: the last sample before the tail, and the first and last that count for the mean elevation. */
export const LAST_SAMPLE = 25 * PLANE;
export const MEAN_FROM = 26 * PLANE;
export const MEAN_TO = 27 * PLANE;
/** Where on the radial the tail begins, in steps, and the bare ground there. */
export const MEETING = 28 * PLANE;
export const BESIDE_M = 29 * PLANE;
/** Ground under the receiver. */
export const GROUND_M = 30 * PLANE;
/** What the radial has to offer as either antenna's horizon: the sample's number, and its height. */
export const SAMPLE1 = 31 * PLANE;
export const SAMPLE1_M = 32 * PLANE;
export const SAMPLE2 = 33 * PLANE;
export const SAMPLE2_M = 34 * PLANE;
/** Sum of the heights that count for the mean elevation. */
export const MEAN_SUM_M = 35 * PLANE;
/** The two fitted lines, of each these planes. */
export const FIT1 = 36 * PLANE;
export const FIT2 = 44 * PLANE;
/** Whole numbers: first and last sample of the radial, and first and last of the tail in steps back from the receiver. */
export const FIT_FROM = 0 * PLANE;
export const FIT_TO = 1 * PLANE;
export const FIT_BACK = 2 * PLANE;
export const FIT_NEAR = 3 * PLANE;
/** Sums of heights, and of heights times places about the stretch's middle: on the radial; on the tail about the receiver. */
export const FIT_SUM = 4 * PLANE;
export const FIT_MOMENT = 5 * PLANE;
export const FIT_TAIL_SUM = 6 * PLANE;
export const FIT_TAIL_MOMENT = 7 * PLANE;
export const BATCH_BYTES = 52 * PLANE;

// The closed form's constants, single precision.
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
/** Refractivity at sea level. */
export const REFRACTIVITY_N = 68;
export const CONSTANTS_BYTES = 72;

/** Entry of the table by effective distance, four numbers: the climate's median, σ_T, σ_S², nothing. */
export const QUANTILE_BYTES = 16;

/**
 * How many samples before the receiver are taken from the target's own line instead of the radial's: the ground near the
 * receiver decides its horizon and effective height. Eight to sixteen serve; this many brought the 95th percentile of the error
 * on the reference rasters from 3.3 to below 1 dB.
 */
export const TAIL_STEPS = 10;
/** The tails of four targets, four numbers a sample: heights at 0 (the receiver) to `TAIL_STEPS` steps back from it … */
const TAIL_ROWS = TAIL_STEPS + 1;
/** … which then make room for their running sums; sums of height times steps back … */
export const TAIL_MOMENTS = 16 * TAIL_ROWS;
/** … and the ground at the last sample, whatever is put on it. */
export const TAIL_BARE = 16 * 2 * TAIL_ROWS;
export const TAILS_BYTES = 16 * (2 * TAIL_ROWS + 1);

// A radial's double-precision planes, one number per sample: plane numbers.
/** Ground with what stands on it, m above sea level. */
export const ELEVATION_M = 0;
/** Ground alone. */
export const BARE_M = 1;
/** The first less the effective earth's bulge. */
export const FLAT_M = 2;
/** Sums from sample 0 to k of z and of k·z, the outermost with half weight. */
export const SUM = 3;
export const MOMENT = 4;
/** The sample among 1 … k that the transmitter sees highest. */
export const HORIZON = 5;
/** Terrain irregularity of a path to sample k, m. */
export const ALONG_M = 6;
/** The horizon hull's points, two numbers each. */
export const HULL = 7;
export const RADIAL_PLANES = 9;
