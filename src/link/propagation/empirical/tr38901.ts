import { MOBILE_PATH_INPUTS, mobileInputs } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, ModelWarning, PropagationModel, ValidRange } from "../model.ts";
import { type InputValues, readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import { lineOfSightProbability } from "./tr38901/line-of-sight-probability.ts";
import { ruralMacroLosses } from "./tr38901/rural-macro.ts";
import { SCENARIOS, type Tr38901Loss, type Tr38901Losses, type Tr38901Scenario } from "./tr38901/scenario.ts";
import { urbanMacroLosses, urbanMicroLosses } from "./tr38901/urban.ts";

const length = (title: string, preset: number) =>
  ({ kind: "number", title, unit: "m", above: 0, max: 1000, default: preset, valid: { min: 5, max: 50 } }) as const;

const INPUTS = {
  scenario: {
    kind: "choice",
    title: "rural macro, urban macro or urban micro (street canyon) cell",
    values: SCENARIOS,
  },
  lineOfSight: {
    kind: "boolean",
    title: "whether the antennas see each other; left out: the mean of both, by their probability",
    optional: true,
  },
  ...mobileInputs({ frequencyHz: { min: 0.5e9, max: 100e9 }, distanceM: {}, baseHeightM: {}, mobileHeightM: {} }),
  buildingHeightM: length("average height of the buildings (rma)", 5),
  streetWidthM: length("average width of the streets (rma)", 20),
} as const satisfies Record<string, InputSpec>;

type Inputs = InputValues<typeof INPUTS>;

/** The ranges that the report gives for one kind of cell (Table 7.4.1-1, columns “applicability range”). */
type CellRanges = Readonly<Record<"frequencyHz" | "distanceM" | "baseHeightM" | "mobileHeightM", ValidRange>>;

const RANGES: Readonly<Record<Tr38901Scenario, CellRanges>> = {
  rma: {
    frequencyHz: { min: 0.5e9, max: 30e9 },
    distanceM: { min: 10, max: 10_000 },
    baseHeightM: { min: 10, max: 150 },
    mobileHeightM: { min: 1, max: 10 },
  },
  uma: {
    frequencyHz: { min: 0.5e9, max: 100e9 },
    distanceM: { min: 10, max: 5000 },
    baseHeightM: { min: 25, max: 25 },
    mobileHeightM: { min: 1.5, max: 22.5 },
  },
  umi: {
    frequencyHz: { min: 0.5e9, max: 100e9 },
    distanceM: { min: 10, max: 5000 },
    baseHeightM: { min: 10, max: 10 },
    mobileHeightM: { min: 1.5, max: 22.5 },
  },
};

/** In rural cells without line of sight the report ends earlier. */
const RURAL_NLOS_MAX_M = 5000;

/** Where a rural cell's own inputs count, they are checked; elsewhere they are not used. */
function warningsOf(inputs: Inputs): ModelWarning[] {
  const { scenario, lineOfSight } = inputs;
  const isRural = scenario === "rma";
  const ranges = RANGES[scenario];
  const distanceM = isRural && lineOfSight !== true ? { ...ranges.distanceM, max: RURAL_NLOS_MAX_M } : ranges.distanceM;
  return validityWarnings(
    {
      frequencyHz: { ...INPUTS.frequencyHz, valid: ranges.frequencyHz },
      distanceM: { ...INPUTS.distanceM, valid: distanceM },
      baseHeightM: { ...INPUTS.baseHeightM, valid: ranges.baseHeightM },
      mobileHeightM: { ...INPUTS.mobileHeightM, valid: ranges.mobileHeightM },
      ...(isRural && { buildingHeightM: INPUTS.buildingHeightM, streetWidthM: INPUTS.streetWidthM }),
    },
    inputs,
  );
}

function lossesOf(inputs: Inputs): Tr38901Losses {
  const path = { ...inputs, frequencyGhz: inputs.frequencyHz / 1e9 };
  switch (inputs.scenario) {
    case "rma":
      return ruralMacroLosses(path, inputs);
    case "uma":
      return urbanMacroLosses(path);
    case "umi":
      return urbanMicroLosses(path);
  }
}

/** Mean and standard deviation, in dB, of paths of which the share `probability` has line of sight. */
function mixed({ los, nlos }: Tr38901Losses, probability: number): Tr38901Loss {
  const lossDb = probability * los.lossDb + (1 - probability) * nlos.lossDb;
  const squares = (part: Tr38901Loss) => part.shadowingSigmaDb ** 2 + part.lossDb ** 2;
  const variance = probability * squares(los) + (1 - probability) * squares(nlos) - lossDb ** 2;
  return { lossDb, shadowingSigmaDb: Math.sqrt(variance) };
}

function answer(inputs: Inputs) {
  const { scenario, lineOfSight, distanceM, mobileHeightM } = inputs;
  const losses = lossesOf(inputs);
  const probability = lineOfSightProbability(scenario, distanceM, mobileHeightM);
  const one = lineOfSight === undefined ? mixed(losses, probability) : lineOfSight ? losses.los : losses.nlos;
  return { ...one, losses, probability };
}

function loss(input: ModelInput): LossResult {
  const inputs = readInputs(INPUTS, input);
  const { lossDb, shadowingSigmaDb, losses, probability } = answer(inputs);
  return {
    lossDb,
    warnings: warningsOf(inputs),
    shadowingSigmaDb,
    lineOfSightProbability: probability,
    lineOfSightLossDb: losses.los.lossDb,
    obstructedLossDb: losses.nlos.lossDb,
  };
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const inputs = readInputs(INPUTS, { ...input, distanceM: 1 });
  return (distanceM) => answer({ ...inputs, distanceM }).lossDb;
}

/** With the mean of both sights taken, the distance between the two is part of the spread. */
function spreadDb(input: ModelInput, edgeM: () => number): number {
  const inputs = readInputs(INPUTS, { ...input, distanceM: 1 });
  return answer({ ...inputs, distanceM: edgeM() }).shadowingSigmaDb;
}

/** Cells in the country and in towns, with and without line of sight. */
export const TR38901: PropagationModel = {
  name: "3gpp-38901",
  title: "3GPP TR 38.901 (RMa, UMa, UMi street canyon)",
  source: "3GPP TR 38.901, clause 7.4: Tables 7.4.1-1 (path loss) and 7.4.2-1 (line-of-sight probability)",
  validity:
    "0.5–100 GHz (rma: 30 GHz), 10 m–5 km (rma in sight: 10 km); base station at 10–150 m (rma), 25 m (uma), 10 m (umi); " +
    "mobile station 1–10 m (rma), 1.5–22.5 m (uma, umi)",
  inputs: INPUTS,
  pathInputs: MOBILE_PATH_INPUTS,
  usesTerrain: false,
  includesClutter: () => true,
  loss,
  lossByDistance,
  locationSpread: { source: "3GPP TR 38.901, Table 7.4.1-1, shadow fading", sigmaDb: spreadDb },
  growsWithDistance: true,
};
