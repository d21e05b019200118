import { climateCurveDb } from "../../../link/propagation/itm/climates.ts";
import {
  FREE_SPACE_CONSTANT_DB,
  VARIABILITY_EARTH_RADIUS_M,
  VOGLER_EARTH_RADIUS_M,
} from "../../../link/propagation/itm/constants.ts";
import { effectiveCurvaturePerM, surfaceRefractivityN } from "../../../link/propagation/itm/ground.ts";
import type { ItmSettings } from "../../../link/propagation/itm/settings.ts";
import {
  CONSTANTS_BYTES,
  EFFECTIVE_BASE_M,
  EFFECTIVE_ROOT,
  FOUR_THIRDS_ROOT,
  FREE_SPACE_AT_METRE_DB,
  FREQUENCY_MHZ,
  FREQUENCY_ROOT,
  IMPEDANCE_IM,
  IMPEDANCE_K,
  IMPEDANCE_RE,
  LOCATION_VARIES,
  NEAREST_SCATTER_M,
  QUANTILE_BYTES,
  QUANTILE_PER_M,
  REFRACTIVITY_N,
  VARIABILITY_MODE,
  WAVE_NUMBER,
  Z_LOCATION,
  Z_SITUATION,
  Z_TIME,
} from "./layout.ts";

/** No ground lies higher. */
const HIGHEST_M = 9000;

/** Step of the variability curves' tables: they bend over tens of kilometres. */
const QUANTILE_STEP_M = 250;

const MODE_NUMBERS = {
  broadcast: 0,
  mobile: 1,
  accidental: 2,
  "single-message": 3,
} as const satisfies Record<ItmSettings["mode"], number>;

/** What is the same for every path of a sweep, worked out once: numbers as `layout.ts` orders them, and smooth curves as tables. */
export interface SweepConstants {
  readonly settings: ItmSettings;
  readonly numbers: Float32Array;
  /** By effective distance: the climate's median, σ_T, σ_S² and nothing. */
  readonly quantiles: Float32Array;
  /** Only beyond this the model may turn to troposcatter. */
  readonly nearestScatterM: number;
}

/**
 * @param maxDistanceM the longest path that will be asked for
 */
export function sweepConstants(settings: ItmSettings, maxDistanceM: number): SweepConstants {
  const { frequencyMhz, refractivityN } = settings;
  // Scatter begins at the earliest 1.088 · (a²/f)^⅓ · ln f beyond the horizons [Algorithm, 4.57], nearest over high ground, where a
  // comes near the actual earth's.
  const leastScaleM = Math.cbrt(
    1 / (effectiveCurvaturePerM(surfaceRefractivityN(refractivityN, HIGHEST_M)) ** 2 * frequencyMhz),
  );
  const nearestScatterM = 1.088 * leastScaleM * Math.log(frequencyMhz);
  return {
    settings,
    numbers: closedFormNumbers(settings, nearestScatterM),
    quantiles: quantileTable(settings, maxDistanceM),
    nearestScatterM,
  };
}

function closedFormNumbers(settings: ItmSettings, nearestScatterM: number): Float32Array {
  const { frequencyMhz, wavenumberPerM, impedance } = settings;
  const frequencyRoot = Math.cbrt(frequencyMhz);
  const numbers = new Float32Array(CONSTANTS_BYTES / 4);
  const set = (offset: number, value: number) => {
    numbers[offset / 4] = value;
  };
  set(FREQUENCY_MHZ, frequencyMhz);
  set(FREQUENCY_ROOT, frequencyRoot);
  set(WAVE_NUMBER, wavenumberPerM);
  set(IMPEDANCE_RE, impedance.real);
  set(IMPEDANCE_IM, impedance.imaginary);
  set(IMPEDANCE_K, 0.017778 / frequencyRoot / impedance.magnitude);
  set(FOUR_THIRDS_ROOT, Math.cbrt((4 / 3) * VOGLER_EARTH_RADIUS_M));
  set(NEAREST_SCATTER_M, nearestScatterM);
  set(FREE_SPACE_AT_METRE_DB, FREE_SPACE_CONSTANT_DB + 20 * Math.log10(frequencyMhz) - 60);
  set(Z_TIME, settings.timeDeviate);
  set(Z_LOCATION, settings.locationDeviate);
  set(Z_SITUATION, settings.situationDeviate);
  set(LOCATION_VARIES, settings.locationVaries ? 1 : 0);
  set(VARIABILITY_MODE, MODE_NUMBERS[settings.mode]);
  set(EFFECTIVE_ROOT, Math.sqrt(2 * VARIABILITY_EARTH_RADIUS_M));
  set(EFFECTIVE_BASE_M, Math.cbrt(575.7e12 / wavenumberPerM));
  set(QUANTILE_PER_M, 1 / QUANTILE_STEP_M);
  set(REFRACTIVITY_N, settings.refractivityN);
  return numbers;
}

function quantileTable(settings: ItmSettings, maxDistanceM: number): Float32Array {
  const perEntry = QUANTILE_BYTES / 4;
  const entries = Math.ceil((130e3 + maxDistanceM) / QUANTILE_STEP_M) + 2;
  const table = new Float32Array(perEntry * entries);
  for (let i = 0; i < entries; i++) {
    const effectiveM = i * QUANTILE_STEP_M;
    const sigmaS = settings.situationVaries ? 5 + 3 * Math.exp(-effectiveM / 100e3) : 0;
    table[perEntry * i] = climateCurveDb(settings.climate.median, effectiveM);
    table[perEntry * i + 1] = climateCurveDb(settings.timeCurve, effectiveM) * settings.timeFactor;
    table[perEntry * i + 2] = sigmaS * sigmaS;
  }
  return table;
}
