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
  largeCityHeightGainDb,
  type MobilePath,
  smallCityHeightGainDb,
} from "./hata-terms.ts";

const ENVIRONMENTS = ["urban", "suburban", "open"] as const;

export interface OkumuraHataPath extends MobilePath {
  readonly environment: (typeof ENVIRONMENTS)[number];
  /** Counts in urban surroundings only. */
  readonly citySize: CitySize;
}

/**
 * Hata's fit to the median losses that Okumura measured around Tokyo.
 *
 * @returns dB
 * @see M. Hata, “Empirical formula for propagation loss in land mobile radio services”, IEEE Trans. Veh. Technol. VT-29 (1980),
 *   equations (10) urban, (14) suburban, (15) open
 */
export function okumuraHataLossDb(path: OkumuraHataPath): number {
  const { environment, citySize, mobileHeightM } = path;
  const frequencyMhz = path.frequencyHz / 1e6;
  const logF = Math.log10(frequencyMhz);
  // The suburban and open corrections are given to the loss of a small or medium city
  const isLarge = environment === "urban" && citySize === "large";
  const heightGainDb = (isLarge ? largeCityHeightGainDb : smallCityHeightGainDb)(frequencyMhz, mobileHeightM);
  const urbanDb = 69.55 + 26.16 * logF - heightGainDb + hataDistanceLossDb(path.distanceM / 1000, path.baseHeightM);
  switch (environment) {
    case "urban":
      return urbanDb;
    case "suburban":
      return urbanDb - 2 * Math.log10(frequencyMhz / 28) ** 2 - 5.4;
    case "open":
      return urbanDb - 4.78 * logF ** 2 + 18.33 * logF - 40.94;
  }
}

const INPUTS = {
  ...mobileInputs({
    frequencyHz: { min: 150e6, max: 1500e6 },
    distanceM: { min: 1000, max: 20_000 },
    baseHeightM: { min: 30, max: 200 },
    mobileHeightM: { min: 1, max: 10 },
  }),
  environment: { kind: "choice", title: "surroundings", values: ENVIRONMENTS },
  citySize: { kind: "choice", title: "size of the city", values: CITY_SIZES, default: "small-medium" },
} as const satisfies Record<string, InputSpec>;

function loss(input: ModelInput): LossResult {
  const path = readInputs(INPUTS, input);
  return { lossDb: okumuraHataLossDb(path), warnings: validityWarnings(INPUTS, path) };
}

function lossByDistance(input: ModelInput): (distanceM: number) => number {
  const path = readInputs(INPUTS, { ...input, distanceM: 1 });
  return (distanceM) => okumuraHataLossDb({ ...path, distanceM });
}

function spreadDb(input: ModelInput): number {
  const { frequencyHz, environment } = readInputs(INPUTS, { ...input, distanceM: 1 });
  return hataSpreadDb(frequencyHz, environment);
}

/** Towns and their surroundings, from a mast above the roofs. */
export const OKUMURA_HATA: PropagationModel = {
  name: "okumura-hata",
  title: "Okumura–Hata",
  source: "M. Hata, IEEE Transactions on Vehicular Technology VT-29 (1980), pp. 317–325",
  validity: "150–1500 MHz, 1–20 km, base station 30–200 m and mobile station 1–10 m above ground",
  inputs: INPUTS,
  pathInputs: MOBILE_PATH_INPUTS,
  usesTerrain: false,
  includesClutter: () => true,
  loss,
  lossByDistance,
  locationSpread: { source: HATA_SPREAD_SOURCE, sigmaDb: spreadDb },
  growsWithDistance: true,
};
