import { MOBILE_PATH_INPUTS, mobileInputs } from "../mobile-inputs.ts";
import type { InputSpec, LossResult, ModelInput, PropagationModel } from "../model.ts";
import { readInputs } from "../read-input.ts";
import { validityWarnings } from "../validity.ts";
import {
  CITY_SIZES,
  type CitySize,
  HATA_SPREAD_SOURCE,
  hataDistanceLossDb,
  hataSpreadDb,
  type MobilePath,
  smallCityHeightGainDb,
} from "./hata-terms.ts";

const ENVIRONMENTS = ["urban", "suburban"] as const;

export interface Cost231HataPath extends MobilePath {
  /** `suburban`: a suburban centre with trees of medium density, which loses what a medium city does. */
  readonly environment: (typeof ENVIRONMENTS)[number];
  /** `large`: a metropolitan centre, in urban surroundings only. */
  readonly citySize: CitySize;
}

/** Cm: what a metropolitan centre loses more. */
const METROPOLITAN_LOSS_DB = 3;

/**
 * Hata's loss carried on from 1500 to 2000 MHz. The mobile antenna's gain is that of a small or medium city in all of them.
 *
 * @returns dB
 * @see COST Action 231, Final Report (1999), section 4.4.1, COST 231-Hata-Model
 */
export function cost231HataLossDb(path: Cost231HataPath): number {
  const frequencyMhz = path.frequencyHz / 1e6;
  return (
    46.3 +
    33.9 * Math.log10(frequencyMhz) -
    smallCityHeightGainDb(frequencyMhz, path.mobileHeightM) +
    hataDistanceLossDb(path.distanceM / 1000, path.baseHeightM) +
    (path.environment === "urban" && path.citySize === "large" ? METROPOLITAN_LOSS_DB : 0)
  );
}

const INPUTS = {
  ...mobileInputs({
    frequencyHz: { min: 1500e6, max: 2000e6 },
    distanceM: { min: 1000, max: 20_000 },
    baseHeightM: { min: 30, max: 200 },
    mobileHeightM: { min: 1, max: 10 },
  }),
  environment: { kind: "choice", title: "surroundings", values: ENVIRONMENTS, default: "urban" },
  citySize: { kind: "choice", title: "size of the city", values: CITY_SIZES, default: "small-medium" },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const path = readInputs(INPUTS, input);
  return { lossDb: cost231HataLossDb(path), warnings: validityWarnings(INPUTS, path) };
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const path = readInputs(INPUTS, { ...input, distanceM: 1 });
  return (distanceM) => cost231HataLossDb({ ...path, distanceM });
}

function spreadDb(input: ModelInput): number {
  const { frequencyHz, environment } = readInputs(INPUTS, { ...input, distanceM: 1 });
  return hataSpreadDb(frequencyHz, environment);
}

/** Towns above 1500 MHz, from a mast above the roofs. */
export const COST231_HATA: PropagationModel = {
  name: "cost231-hata",
  title: "COST 231-Hata",
  source: "COST Action 231, Digital mobile radio towards future generation systems: Final report (1999), section 4.4.1",
  validity: "1500–2000 MHz, towns and suburbs, 1–20 km, base station 30–200 m and mobile station 1–10 m above ground",
  inputs: INPUTS,
  pathInputs: MOBILE_PATH_INPUTS,
  usesTerrain: false,
  includesClutter: () => true,
  loss,
  lossByDistance,
  locationSpread: { source: HATA_SPREAD_SOURCE, sigmaDb: spreadDb },
  growsWithDistance: true,
};
