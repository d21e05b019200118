import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { type InputValues, readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import { depthInput } from "./depth-input.ts";

/** A1 (dB) and α of the greatest loss Am = A1·f^α, f in MHz, by where it was measured [P.833, section 2.1]. */
export const P833_SITES = {
  "rio-de-janeiro-park": { a1: 0.18, alpha: 0.752 },
  "mulhouse-forest": { a1: 1.15, alpha: 0.43 },
  "st-petersburg-forest": { a1: 1.37, alpha: 0.42 },
} as const satisfies Record<string, { a1: number; alpha: number }>;

export type P833Site = keyof typeof P833_SITES;
export const P833_SITE_NAMES = Object.keys(P833_SITES) as readonly P833Site[];

export interface Woodland {
  /** Depth of the woodland before the terminal, ≥ 0. */
  readonly distanceM: number;
  /** γ: loss of the first metres, dB/m. */
  readonly specificAttenuationDbPerM: number;
  /** Am: more is not lost, because the signal finds its way over the trees, > 0. */
  readonly maximumLossDb: number;
}

/**
 * What a terminal in a wood loses.
 *
 * @returns dB
 * @see ITU-R P.833, section 2.1, equation (1): Am·(1 − exp(−d·γ / Am))
 */
export function p833LossDb({ distanceM, specificAttenuationDbPerM, maximumLossDb }: Woodland): number {
  return maximumLossDb * -Math.expm1((-distanceM * specificAttenuationDbPerM) / maximumLossDb);
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 30e6, max: 100e9 }),
  distanceM: depthInput({}),
  specificAttenuationDbPerM: {
    kind: "number",
    title: "specific attenuation for very short paths through the vegetation (P.833, figure 2)",
    unit: "dB/m",
    above: 0,
    max: 100,
  },
  site: {
    kind: "choice",
    title: "measured woodland, in place of a1 and alpha",
    values: P833_SITE_NAMES,
    optional: true,
  },
  a1: {
    kind: "number",
    title: "A1 of the greatest loss A1·f^alpha in dB, f in MHz",
    above: 0,
    max: 1000,
    excludes: ["site"],
  },
  alpha: { kind: "number", title: "alpha of the greatest loss", min: -5, max: 5, excludes: ["site"] },
} as const satisfies Record<string, InputSpec>;

/** Am [P.833, section 2.1, equation (2)]. */
function maximumLossDbOf({ site, a1, alpha, frequencyHz }: InputValues<typeof INPUTS>): number {
  // readInputs has seen to it that both are given where there is no site
  const form = site === undefined ? { a1: a1 as number, alpha: alpha as number } : P833_SITES[site];
  return form.a1 * (frequencyHz / 1e6) ** form.alpha;
}

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  const maximumLossDb = maximumLossDbOf(inputs);
  return {
    lossDb: p833LossDb({ ...inputs, maximumLossDb }),
    warnings: validityWarnings(INPUTS, inputs),
    maximumLossDb,
  };
}

/** A device within a wood. */
export const P833: PropagationModel = {
  name: "p833",
  title: "Vegetation: one antenna in woodland",
  source: "ITU-R P.833, section 2.1, equations (1) and (2)",
  validity: "30 MHz–100 GHz, one antenna within a wood; its greatest loss as measured at the site",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
