import { frequencyInput } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { type InputValues, readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";

/** Representative clutter heights R [P.2108-1, Table 3], and whether the clutter diffracts: buildings and trees do. */
export const P2108_CLUTTER = {
  "water-sea": { heightM: 10, diffracts: false },
  "open-rural": { heightM: 10, diffracts: false },
  suburban: { heightM: 10, diffracts: true },
  "urban-trees-forest": { heightM: 15, diffracts: true },
  "dense-urban": { heightM: 20, diffracts: true },
} as const satisfies Record<string, { heightM: number; diffracts: boolean }>;

export type P2108Clutter = keyof typeof P2108_CLUTTER;
export const P2108_CLUTTER_NAMES = Object.keys(P2108_CLUTTER) as readonly P2108Clutter[];

/** ws, where nothing better is known [P.2108-1, section 3.1]. */
export const DEFAULT_STREET_WIDTH_M = 27;

/** One terminal within clutter. */
export interface P2108Terminal {
  readonly frequencyHz: number;
  /** Antenna above ground, > 0. */
  readonly heightM: number;
  readonly clutter: P2108Clutter;
  /** R; the clutter's representative height unless told. */
  readonly clutterHeightM?: number;
  readonly streetWidthM?: number;
}

/**
 * What an antenna below the tops of the clutter loses against one at their height.
 *
 * @returns dB; 0 from the clutter's height up
 * @see ITU-R P.2108-1, Annex 1, section 3.1, height gain terminal correction model
 */
export function p2108HeightGainLossDb(terminal: P2108Terminal): number {
  const { frequencyHz, heightM, clutter, streetWidthM = DEFAULT_STREET_WIDTH_M } = terminal;
  const { heightM: representativeM, diffracts } = P2108_CLUTTER[clutter];
  const clutterHeightM = terminal.clutterHeightM ?? representativeM;
  const frequencyGhz = frequencyHz / 1e9;
  if (heightM >= clutterHeightM) return 0;
  if (!diffracts) return -(21.8 + 6.2 * Math.log10(frequencyGhz)) * Math.log10(heightM / clutterHeightM);
  const belowM = clutterHeightM - heightM;
  const angleDeg = (Math.atan(belowM / streetWidthM) * 180) / Math.PI;
  const nu = 0.342 * Math.sqrt(frequencyGhz) * Math.sqrt(belowM * angleDeg);
  return knifeEdgeLossDb(nu) - 6.03;
}

/** J(ν) as this recommendation writes it, for ν > −0.78: here it never falls below zero. */
function knifeEdgeLossDb(nu: number): number {
  return 6.9 + 20 * Math.log10(Math.sqrt((nu - 0.1) ** 2 + 1) + nu - 0.1);
}

const INPUTS = {
  frequencyHz: frequencyInput({ min: 0.03e9, max: 3e9 }),
  heightM: { kind: "number", title: "antenna above ground", unit: "m", above: 0, max: 3000 },
  clutter: { kind: "choice", title: "what stands around the antenna", values: P2108_CLUTTER_NAMES },
  clutterHeightM: {
    kind: "number",
    title: "height of the clutter; default 10, 15 (urban-trees-forest) or 20 (dense-urban)",
    unit: "m",
    above: 0,
    max: 1000,
    optional: true,
  },
  streetWidthM: {
    kind: "number",
    title: "width of the street",
    unit: "m",
    above: 0,
    max: 1000,
    default: DEFAULT_STREET_WIDTH_M,
  },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const terminal: InputValues<typeof INPUTS> = readInputs(INPUTS, input);
  return {
    lossDb: p2108HeightGainLossDb(terminal),
    warnings: validityWarnings(INPUTS, terminal),
    clutterHeightM: terminal.clutterHeightM ?? P2108_CLUTTER[terminal.clutter].heightM,
  };
}

/** An antenna among houses or trees, added to a path computed to the clutter's height. */
export const P2108_HEIGHT_GAIN: PropagationModel = {
  name: "p2108-height-gain",
  title: "Clutter loss of one antenna, by its height",
  source: "ITU-R P.2108-1, Annex 1, section 3.1",
  validity: "30 MHz–3 GHz, antenna below the clutter around it; the path's own loss is that to the clutter's height",
  kind: "excess",
  inputs: INPUTS,
  pathInputs: [],
  usesTerrain: false,
  loss,
};
