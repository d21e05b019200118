import { climateCurveDb } from "../itm/climates.ts";
import { FREE_SPACE_CONSTANT_DB, VARIABILITY_EARTH_RADIUS_M, VOGLER_EARTH_RADIUS_M } from "../itm/constants.ts";
import { effectiveCurvaturePerM, surfaceRefractivityN } from "../itm/ground.ts";
import type { ItmSettings } from "../itm/settings.ts";

/** Heights of the effective-radius table: below the Dead Sea to above Everest, in steps small against the 9.46 km scale. */
const TABLE_BOTTOM_M = -500;
const TABLE_TOP_M = 9000;
const TABLE_STEP_M = 20;

/** Step of the variability curves' tables: they bend over tens of kilometres. */
const QUANTILE_STEP_M = 250;

/** What is the same for every path of a batch, worked out once: numbers, and smooth curves as tables. */
export interface BatchConstants {
  readonly frequencyMhz: number;
  /** f^⅓. */
  readonly frequencyRoot: number;
  readonly waveNumber: number;
  readonly impedanceRe: number;
  readonly impedanceIm: number;
  /** Vogler's K over C₀: 0.017778 · f^−⅓ / |Z|. */
  readonly impedanceK: number;
  /** (4/3 · a₀)^⅓. */
  readonly fourThirdsRoot: number;

  /** Effective earth radius a, and (a²/f)^⅓, by the path's mean elevation. */
  readonly radiusTableM: Float64Array;
  readonly scaleTableM: Float64Array;
  readonly tableBottomM: number;
  readonly tableStepM: number;
  readonly tablePerM: number;

  readonly variabilityMode: ItmSettings["mode"];
  readonly locationVaries: boolean;
  readonly zTime: number;
  readonly zLocation: number;
  readonly zSituation: number;
  /** √(2 · 9000 km) and the constant term of the distance to which effective distances are scaled. */
  readonly effectiveDistanceRoot: number;
  readonly effectiveDistanceBaseM: number;
  /** By effective distance: the climate's median, σ_T, and σ_S². */
  readonly medianTableDb: Float64Array;
  readonly timeSpreadTableDb: Float64Array;
  readonly situationVarianceTable: Float64Array;
  readonly quantileStepM: number;

  readonly freeSpaceAtMetreDb: number;
  /** Only beyond this the model may turn to troposcatter. */
  readonly nearestScatterM: number;
  /** For the steps that are the plain model's. */
  readonly settings: ItmSettings;
}

/**
 * @param maxDistanceM the longest path that will be asked for
 */
export function batchConstants(settings: ItmSettings, maxDistanceM: number): BatchConstants {
  const { frequencyMhz, wavenumberPerM, impedance, refractivityN } = settings;
  const frequencyRoot = Math.cbrt(frequencyMhz);
  const impedanceK = 0.017778 / frequencyRoot / impedance.magnitude;
  const heights = (TABLE_TOP_M - TABLE_BOTTOM_M) / TABLE_STEP_M + 1;
  const radiusTableM = new Float64Array(heights);
  for (let i = 0; i < heights; i++) {
    const elevationM = TABLE_BOTTOM_M + i * TABLE_STEP_M;
    radiusTableM[i] = 1 / effectiveCurvaturePerM(surfaceRefractivityN(refractivityN, elevationM));
  }
  const scaleTableM = radiusTableM.map((radiusM) => Math.cbrt((radiusM * radiusM) / frequencyMhz));
  // Scatter begins at the earliest 1.088 · (a²/f)^⅓ · ln f beyond the horizons [Algorithm, 4.57]: take the smallest scale.
  const nearestScatterM = 1.088 * scaleTableM.reduce((least, s) => Math.min(least, s)) * Math.log(frequencyMhz);

  const quantiles = Math.ceil((130e3 + maxDistanceM) / QUANTILE_STEP_M) + 2;
  const table = (value: (effectiveM: number) => number) =>
    Float64Array.from({ length: quantiles }, (_, i) => value(i * QUANTILE_STEP_M));
  return {
    frequencyMhz,
    frequencyRoot,
    waveNumber: wavenumberPerM,
    impedanceRe: impedance.real,
    impedanceIm: impedance.imaginary,
    impedanceK,
    fourThirdsRoot: Math.cbrt((4 / 3) * VOGLER_EARTH_RADIUS_M),
    radiusTableM,
    scaleTableM,
    tableBottomM: TABLE_BOTTOM_M,
    tableStepM: TABLE_STEP_M,
    tablePerM: 1 / TABLE_STEP_M,
    variabilityMode: settings.mode,
    locationVaries: settings.locationVaries,
    zTime: settings.timeDeviate,
    zLocation: settings.locationDeviate,
    zSituation: settings.situationDeviate,
    effectiveDistanceRoot: Math.sqrt(2 * VARIABILITY_EARTH_RADIUS_M),
    effectiveDistanceBaseM: Math.cbrt(575.7e12 / wavenumberPerM),
    medianTableDb: table((d) => climateCurveDb(settings.climate.median, d)),
    timeSpreadTableDb: table((d) => climateCurveDb(settings.timeCurve, d) * settings.timeFactor),
    situationVarianceTable: table((d) => (settings.situationVaries ? (5 + 3 * Math.exp(-d / 100e3)) ** 2 : 0)),
    quantileStepM: QUANTILE_STEP_M,
    freeSpaceAtMetreDb: FREE_SPACE_CONSTANT_DB + 20 * Math.log10(frequencyMhz) - 60,
    nearestScatterM,
    settings,
  };
}
