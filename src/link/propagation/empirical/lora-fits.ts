/** A log-distance model that somebody fitted to measured LoRa links. */
export interface LoraFit {
  /** What was measured where, in a few words. */
  readonly title: string;
  readonly referenceDistanceM: number;
  readonly referenceLossDb: number;
  readonly exponent: number;
  /** Standard deviation of the measurements around the fit; null where the source at hand does not tell. */
  readonly shadowingSigmaDb: number | null;
  readonly frequencyHz: number;
  readonly source: string;
}

const BAND_868_HZ = 868e6;

/**
 * Published fits, each for antennas and surroundings like its own: a fit from a town with a high gateway says nothing of two
 * devices on the ground. The reference loss contains whatever its authors left in it.
 */
export const LORA_FITS = {
  "oulu-land": {
    title: "Oulu, car on roads, to 15 km",
    referenceDistanceM: 1000,
    referenceLossDb: 128.95,
    exponent: 2.32,
    shadowingSigmaDb: 7.8,
    frequencyHz: BAND_868_HZ,
    source: "Petäjäjärvi et al., On the coverage of LPWANs, ITST 2015 (car)",
  },
  "oulu-water": {
    title: "Oulu, boat on the sea, to 30 km",
    referenceDistanceM: 1000,
    referenceLossDb: 126.43,
    exponent: 1.76,
    shadowingSigmaDb: null,
    frequencyHz: BAND_868_HZ,
    source:
      "Petäjäjärvi et al., On the coverage of LPWANs, ITST 2015 (boat), as quoted in DRAMCO/LoRaCoverageMeasurements",
  },
  lancaster: {
    title: "Lancaster, built-up",
    referenceDistanceM: 40,
    referenceLossDb: 127.41,
    exponent: 2.08,
    shadowingSigmaDb: 3.57,
    frequencyHz: BAND_868_HZ,
    source: "Bor et al., Do LoRa low-power wide-area networks scale?, MSWiM 2016; the default of LoRaSim and FLoRa",
  },
  dortmund: {
    title: "Dortmund, urban",
    referenceDistanceM: 1000,
    referenceLossDb: 132.25,
    exponent: 2.65,
    shadowingSigmaDb: null,
    frequencyHz: BAND_868_HZ,
    source:
      "Jörke et al., Urban channel models for smart city IoT-networks, PIMRC 2017, as quoted in mclab-hbrs/lora-bonn",
  },
  ghent: {
    title: "urban, both antennas 1.5 m above ground (KU Leuven, Ghent)",
    referenceDistanceM: 1,
    referenceLossDb: 74.85,
    exponent: 2.75,
    shadowingSigmaDb: null,
    frequencyHz: BAND_868_HZ,
    source:
      "Callebaut and Van der Perre, IEEE IoT Journal 2020, doi 10.1109/JIOT.2019.2953804; DRAMCO/LoRaCoverageMeasurements",
  },
  "belgian-forest": {
    title: "forest in Belgium, both antennas 1.5 m above ground, to 700 m",
    referenceDistanceM: 1,
    referenceLossDb: 95.5,
    exponent: 2.0,
    shadowingSigmaDb: null,
    frequencyHz: BAND_868_HZ,
    source:
      "Callebaut and Van der Perre, IEEE IoT Journal 2020, doi 10.1109/JIOT.2019.2953804, as quoted in Gutiérrez-Gómez et al., " +
      "Sensors 21 (2021) 6872, table 2",
  },
  bonn: {
    title: "Bonn, urban, refuse lorries",
    referenceDistanceM: 1000,
    referenceLossDb: 132.47697039582516,
    exponent: 1.60219872347594,
    shadowingSigmaDb: 9.82,
    frequencyHz: BAND_868_HZ,
    source: "Rademacher et al., Path loss in urban LoRa networks, VTC2021-Fall, data and fit in mclab-hbrs/lora-bonn",
  },
} as const satisfies Record<string, LoraFit>;

export type LoraFitName = keyof typeof LORA_FITS;
export const LORA_FIT_NAMES = Object.keys(LORA_FITS) as readonly LoraFitName[];
