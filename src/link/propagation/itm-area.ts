import { itmAreaLossDb, MAX_TERRAIN_IRREGULARITY_M, prepareArea, SITINGS } from "./itm/area.ts";
import { ITM_PATH_INPUTS, ITM_SETTING_INPUTS } from "./itm/inputs.ts";
import { createItmOutput, type ItmOutput } from "./itm/path.ts";
import { describeItmOutput } from "./itm/result.ts";
import { type ItmSettings, prepareItm } from "./itm/settings.ts";
import { itmCountsSpread, itmSpreadDb } from "./itm/spread.ts";
import { warnedInputs } from "./itm/warnings.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "./model.ts";
import { type InputValues, readInputs } from "./read-input.ts";

/** Δh of average terrain, m: plains have 30, hills 90, mountains 200, rugged mountains 500 [NTIA Report 82-100, table 1]. */
export const DEFAULT_TERRAIN_IRREGULARITY_M = 90;

const SETTING_INPUTS = {
  ...ITM_SETTING_INPUTS,
  // No profile tells one location from another here, so locations vary: broadcast mode, where each percentage stands for itself.
  modeOfVariability: { ...ITM_SETTING_INPUTS.modeOfVariability, default: 3 },
  terrainIrregularityM: {
    kind: "number",
    title: "terrain irregularity Δh: 0 smooth, 30 plains, 90 hills, 200 mountains, 500 rugged mountains",
    unit: "m",
    min: 0,
    max: MAX_TERRAIN_IRREGULARITY_M,
    default: DEFAULT_TERRAIN_IRREGULARITY_M,
  },
  txSiting: siting("transmitting"),
  rxSiting: siting("receiving"),
} as const satisfies Record<string, InputSpec>;

const HEIGHT_INPUTS = { txHeightM: ITM_PATH_INPUTS.txHeightM, rxHeightM: ITM_PATH_INPUTS.rxHeightM } as const;

const DISTANCE_INPUT = {
  distanceM: { kind: "number", title: "path length", unit: "m", above: 0 },
} as const satisfies Record<string, InputSpec>;

const INPUTS_BUT_DISTANCE = { ...SETTING_INPUTS, ...HEIGHT_INPUTS };
const INPUTS = { ...INPUTS_BUT_DISTANCE, ...DISTANCE_INPUT };

function siting(end: string) {
  return { kind: "choice", title: `how the ${end} site is chosen`, values: SITINGS, default: "random" } as const;
}

/** Settings and a prepared record, from checked inputs. */
function prepare(values: InputValues<typeof INPUTS_BUT_DISTANCE>): { settings: ItmSettings; out: ItmOutput } {
  const { txHeightM, rxHeightM, txSiting, rxSiting, terrainIrregularityM, ...choices } = values;
  const settings = prepareItm(choices);
  const out = createItmOutput();
  const tx = { heightM: txHeightM, siting: txSiting };
  const rx = { heightM: rxHeightM, siting: rxSiting };
  prepareArea({ tx, rx, terrainIrregularityM }, settings, out);
  return { settings, out };
}

function loss(input: ModelInput): LossResult {
  const { distanceM, ...values } = readInputs(INPUTS, input);
  const { settings, out } = prepare(values);
  itmAreaLossDb(distanceM, settings, out);
  return describeItmOutput(out, warnedInputs(values, "distanceM"));
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const { settings, out } = prepare(readInputs(INPUTS_BUT_DISTANCE, input));
  return (distanceM) => itmAreaLossDb(distanceM, settings, out);
}

function spreadDb(input: ModelInput, edgeM: () => number): number | null {
  const values = readInputs(INPUTS_BUT_DISTANCE, input);
  const { settings, out } = prepare(values);
  if (itmCountsSpread(settings, values)) return null;
  out.distanceM = edgeM();
  return itmSpreadDb(out, settings);
}

/** Longley–Rice over terrain that is described by a few numbers. */
export const ITM_AREA: PropagationModel = {
  name: "itm-area",
  title: "Irregular Terrain Model (Longley–Rice), area prediction",
  source:
    "NTIA Report 82-100; G. Hufford, “The ITS Irregular Terrain Model, version 1.2.2: the algorithm”, §3; NTIA/itm v1.4",
  validity: "20 MHz–20 GHz, antennas 0.5–3000 m above ground, 1–2000 km; verified for 40 MHz–10 GHz",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", ...Object.keys(HEIGHT_INPUTS), ...Object.keys(DISTANCE_INPUT)],
  usesTerrain: false,
  loss,
  lossByDistance,
  locationSpread: { source: "variability of locations and situations, Algorithm, 5.9 and 5.10", sigmaDb: spreadDb },
};
