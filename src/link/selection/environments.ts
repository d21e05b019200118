import { FREE_SPACE } from "../propagation/free-space.ts";

/** How the loss grows with the distance in surroundings of one kind, as measured or fitted by others. */
export interface Environment {
  readonly title: string;
  /** L = lossDb + 10·exponent·log10(d / distanceM), at `frequencyHz`; null: free space alone. */
  readonly fit: {
    readonly distanceM: number;
    readonly lossDb: number;
    readonly exponent: number;
    readonly frequencyHz: number;
  } | null;
  /** Standard deviation of the places about it, dB. */
  readonly shadowingDb: number;
  readonly source: string;
}

const LORA_BAND_HZ = 868e6;

/** Surroundings of a gateway on a roof or mast and a device near the ground outdoors, mildest first. */
export const ENVIRONMENTS = {
  "free-space": {
    title: "nothing in the way, as between two towers or to an aircraft",
    fit: null,
    shadowingDb: 0,
    source: "ITU-R P.525-4",
  },
  rural: {
    title: "open land, gateway 30 m up",
    // 69.55 + 26.16·log f − 13.82·log 30 − a(1.5 m) − 4.78·log² f + 18.33·log f − 40.94, f in MHz; slope 44.9 − 6.55·log 30
    fit: { distanceM: 1000, lossDb: 97.64, exponent: 3.522, frequencyHz: LORA_BAND_HZ },
    // 0.5 + 1.3·log f
    shadowingDb: 4.3,
    source:
      "M. Hata, Empirical formula for propagation loss, 1980, open area at 868 MHz, 30 m and 1.5 m; spread: ITU-R P.1546-6, §12, rural",
  },
  suburban: {
    title: "houses and fields, gateway 24 m up, device on a car's roof",
    fit: { distanceM: 1000, lossDb: 128.95, exponent: 2.32, frequencyHz: LORA_BAND_HZ },
    shadowingDb: 7.8,
    source: "J. Petäjäjärvi et al., On the coverage of LPWANs, ITST 2015 (Oulu)",
  },
  urban: {
    title: "streets of a city",
    fit: { distanceM: 1000, lossDb: 132.25, exponent: 2.65, frequencyHz: LORA_BAND_HZ },
    shadowingDb: 9.82,
    source:
      "P. Jörke et al., Urban channel models for smart city IoT networks, 2017 (Dortmund); spread: M. Rademacher et al., Path loss in urban " +
      "LoRa networks, VTC 2021 (Bonn), root mean square about its own fit",
  },
  "built-up": {
    title: "among and inside buildings",
    fit: { distanceM: 40, lossDb: 127.41, exponent: 2.08, frequencyHz: LORA_BAND_HZ },
    shadowingDb: 3.57,
    source: "M. Bor et al., Do LoRa low-power wide-area networks scale?, MSWiM 2016 (Lancaster), as in LoRaSim",
  },
} as const satisfies Record<string, Environment>;

export type EnvironmentName = keyof typeof ENVIRONMENTS;
export const ENVIRONMENT_NAMES = Object.keys(ENVIRONMENTS) as EnvironmentName[];

/**
 * Median path loss in surroundings, dB: the fit, moved to the frequency as free space would, and nowhere less than free space.
 *
 * @returns a function of the distance in metres, > 0
 * @throws {InputError} when frequency or distance is not positive
 */
export function environmentLossDb(name: EnvironmentName, frequencyHz: number): (distanceM: number) => number {
  const { fit }: Environment = ENVIRONMENTS[name];
  const freeSpaceDb = (distanceM: number) => FREE_SPACE.loss({ distanceM, frequencyHz }).lossDb;
  if (fit === null) return freeSpaceDb;
  const byFrequencyDb = 20 * Math.log10(frequencyHz / fit.frequencyHz);
  return (distanceM) => {
    const fittedDb = fit.lossDb + 10 * fit.exponent * Math.log10(distanceM / fit.distanceM) + byFrequencyDb;
    return Math.max(fittedDb, freeSpaceDb(distanceM));
  };
}
