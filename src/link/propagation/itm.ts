import { InputError } from "../../math/errors.ts";
import { ITM_PATH_INPUTS, ITM_SETTING_INPUTS } from "./itm/inputs.ts";
import { createItmOutput } from "./itm/path.ts";
import { itmPointToPoint } from "./itm/point-to-point.ts";
import { describeItmOutput } from "./itm/result.ts";
import { prepareItm } from "./itm/settings.ts";
import { itmCountsSpread, itmSpreadDb } from "./itm/spread.ts";
import { ITM_REFUSED, itmWarnings, warnedInputs } from "./itm/warnings.ts";
import { DEFAULT_TERRAIN_IRREGULARITY_M } from "./itm-area.ts";
import type { LossResult, ModelInput, PropagationModel } from "./model.ts";
import { readInputs } from "./read-input.ts";

const INPUTS = { ...ITM_SETTING_INPUTS, ...ITM_PATH_INPUTS };
const { profileM: _profile, resolutionM: _resolution, ...HEIGHT_INPUTS } = ITM_PATH_INPUTS;
const SPREAD_INPUTS = { ...ITM_SETTING_INPUTS, ...HEIGHT_INPUTS };

function loss(input: ModelInput): LossResult {
  const values = readInputs(INPUTS, input);
  const { profileM, resolutionM, txHeightM, rxHeightM, ...choices } = values;
  const settings = prepareItm(choices);
  const profile = { elevationM: Float64Array.from(profileM), steps: profileM.length - 1, resolutionM };
  const out = createItmOutput();
  itmPointToPoint(profile, settings, txHeightM, rxHeightM, out);
  if ((out.warningBits & ITM_REFUSED) !== 0) {
    throw new InputError(
      itmWarnings(out.warningBits & ITM_REFUSED).map((warning) => ({ ...warning, where: "profileM" })),
    );
  }
  return describeItmOutput(out, warnedInputs(values, "profileM"));
}

/** Antennas are taken at their own heights and, where locations vary in spite of the profile, the terrain as average. */
function spreadDb(input: ModelInput, edgeM: () => number): number | null {
  const { txHeightM, rxHeightM, ...choices } = readInputs(SPREAD_INPUTS, input);
  const settings = prepareItm(choices);
  if (itmCountsSpread(settings, choices)) return null;
  const effectiveHeightsM = Float64Array.of(txHeightM, rxHeightM);
  const terrainIrregularityM = DEFAULT_TERRAIN_IRREGULARITY_M;
  return itmSpreadDb({ distanceM: edgeM(), effectiveHeightsM, terrainIrregularityM }, settings);
}

/** Longley–Rice over a known terrain profile. */
export const ITM: PropagationModel = {
  name: "itm",
  title: "Irregular Terrain Model (Longley–Rice), point-to-point",
  source: "NTIA Report 82-100; G. Hufford, “The ITS Irregular Terrain Model, version 1.2.2: the algorithm”",
  validity: "20 MHz–20 GHz, antennas 0.5–3000 m above ground, 1–2000 km; verified for 40 MHz–10 GHz",
  inputs: INPUTS,
  pathInputs: ["frequencyHz", ...Object.keys(ITM_PATH_INPUTS)],
  usesTerrain: true,
  locationSpread: { source: "variability of situations, Algorithm, 5.10 (mode 12)", sigmaDb: spreadDb },
  loss,
};
