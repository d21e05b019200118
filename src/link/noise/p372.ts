import { InputError, requirePositive } from "../../math/errors.ts";
import { nearestNames } from "../../math/nearest-name.ts";
import type { InputSpec, ModelInput, ModelWarning } from "../propagation/model.ts";
import { readInputs } from "../propagation/read-input.ts";

interface NoiseCurve {
  readonly title: string;
  /** F_am = interceptDb − slopeDb · log10(f / MHz), dB over k·T0·B. */
  readonly interceptDb: number;
  readonly slopeDb: number;
  /** Frequencies that the recommendation gives the curve for; outside them it is extended. */
  readonly validHz: readonly [min: number, max: number];
  readonly source: string;
}

/**
 * External noise by surroundings: medians of what a short vertical antenna without losses picks up.
 *
 * Only `business-200-900` was measured where LoRa mostly works: the others are extended beyond 250 MHz, where they fall below
 * what is met in towns.
 */
export const NOISE_ENVIRONMENTS = {
  city: {
    title: "business districts, shopping streets, factories",
    interceptDb: 76.8,
    slopeDb: 27.7,
    validHz: [0.3e6, 250e6],
    source: "ITU-R P.372, man-made noise, table of c and d, city",
  },
  residential: {
    title: "villages and suburbs, five houses a hectare or more",
    interceptDb: 72.5,
    slopeDb: 27.7,
    validHz: [0.3e6, 250e6],
    source: "ITU-R P.372, man-made noise, table of c and d, residential",
  },
  rural: {
    title: "farmland, less than five houses a hectare",
    interceptDb: 67.2,
    slopeDb: 27.7,
    validHz: [0.3e6, 250e6],
    source: "ITU-R P.372, man-made noise, table of c and d, rural",
  },
  "quiet-rural": {
    title: "far from all machines and power lines",
    interceptDb: 53.6,
    slopeDb: 28.6,
    validHz: [0.3e6, 30e6],
    source: "ITU-R P.372, man-made noise, table of c and d, quiet rural",
  },
  galactic: {
    title: "nothing man-made, only the sky",
    interceptDb: 52,
    slopeDb: 23,
    validHz: [10e6, 250e6],
    source: "ITU-R P.372-16, galactic noise, equation 13",
  },
  "business-200-900": {
    title: "business districts, measured from 200 to 900 MHz",
    interceptDb: 44.3,
    slopeDb: 12.3,
    validHz: [200e6, 900e6],
    source: "ITU-R P.372-8, man-made noise in business areas from 200 MHz to 900 MHz",
  },
} as const satisfies Record<string, NoiseCurve>;

export type NoiseEnvironment = keyof typeof NOISE_ENVIRONMENTS;
export const NOISE_ENVIRONMENT_NAMES = Object.keys(NOISE_ENVIRONMENTS) as readonly NoiseEnvironment[];

const INPUTS = {
  environment: { kind: "choice", title: "surroundings of the antenna", values: NOISE_ENVIRONMENT_NAMES },
  frequencyHz: { kind: "number", title: "carrier frequency", unit: "Hz", above: 0 },
} as const satisfies Record<string, InputSpec>;

/** The curves as a model with named inputs, as propagation models are. */
export const AMBIENT_NOISE_MODEL = {
  name: "p372",
  title: "Ambient radio noise, median external noise figure",
  source: "ITU-R P.372",
  validity:
    "0.3 to 250 MHz; quiet-rural to 30 MHz; business-200-900 from 200 to 900 MHz; extended beyond with a warning",
  inputs: INPUTS,
  /** @throws {InputError} naming each bad input */
  noise: (input: ModelInput): AmbientNoise => {
    const { environment, frequencyHz } = readInputs(INPUTS, input);
    return ambientNoise(environment, frequencyHz);
  },
} as const;

export interface AmbientNoise {
  /** Median external noise over k·T0·B with T0 = 290 K, dB; negative where it is below the thermal noise. */
  readonly noiseFigureDb: number;
  /** False where the curve is extended beyond the frequencies that it is given for. */
  readonly withinValidity: boolean;
  readonly warnings: readonly ModelWarning[];
}

/**
 * Median external noise of surroundings, by ITU-R P.372.
 *
 * @param environment a name of {@link NOISE_ENVIRONMENTS}
 * @param frequencyHz > 0
 * @throws {InputError} `unknown-value`, `out-of-range`
 */
export function ambientNoise(environment: NoiseEnvironment, frequencyHz: number): AmbientNoise {
  requireEnvironment(environment);
  requirePositive("frequencyHz", frequencyHz);
  const { interceptDb, slopeDb, validHz } = NOISE_ENVIRONMENTS[environment];
  const withinValidity = frequencyHz >= validHz[0] && frequencyHz <= validHz[1];
  return {
    noiseFigureDb: interceptDb - slopeDb * Math.log10(frequencyHz / 1e6),
    withinValidity,
    warnings: withinValidity ? [] : [extended(environment, validHz)],
  };
}

function extended(environment: string, [min, max]: readonly [number, number]): ModelWarning {
  const message = `noise of ${environment} surroundings is given for ${min / 1e6} to ${max / 1e6} MHz and extended here`;
  return { code: "noise-extended", message, input: "frequencyHz" };
}

function requireEnvironment(name: string): void {
  if (Object.hasOwn(NOISE_ENVIRONMENTS, name)) return;
  const near = nearestNames(name, NOISE_ENVIRONMENT_NAMES);
  throw new InputError({
    code: "unknown-value",
    where: "environment",
    message: `expected one of ${NOISE_ENVIRONMENT_NAMES.join(", ")}, got ${JSON.stringify(name)}`,
    hint: near.length > 0 ? `did you mean ${near.join(" or ")}?` : undefined,
  });
}
