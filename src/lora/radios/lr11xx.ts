import { LORA_CHIP_TRAITS } from "../chips.ts";
import { everyDb, type Radio } from "./radio.ts";

/** Below this, the upper limit of the amplifiers under 1 GHz. */
const SUB_GHZ = { min: 150e6, max: 960e6 } as const;
const BAND_2_4_GHZ = { min: 2400e6, max: 2500e6 } as const;

const SUB_GHZ_AMPLIFIERS = [
  {
    name: "low-power amplifier, DC-DC",
    regulator: "dc-dc",
    txPowerDbm: { min: -17, max: 15 },
    frequencyHz: SUB_GHZ,
    currents: everyDb(
      -17,
      [
        10.82, 10.98, 11.06, 11.16, 11.3, 11.43, 11.55, 11.68, 11.93, 12.17, 12.42, 12.65, 12.9, 13.28, 13.6, 14.12,
        14.6, 15.09, 15.78, 16.49, 17.25, 17.85, 18.72, 19.64, 20.56, 21.4, 22.62, 23.72, 25.05, 26.35, 27.87, 28.59,
        37.82,
      ],
    ),
  },
  {
    name: "low-power amplifier, LDO",
    regulator: "ldo",
    txPowerDbm: { min: -17, max: 15 },
    frequencyHz: SUB_GHZ,
    currents: everyDb(
      -17,
      [
        14.95, 15.28, 15.53, 15.77, 16.02, 16.29, 16.55, 16.76, 17.28, 17.77, 18.25, 18.75, 19.25, 19.96, 20.71, 21.62,
        22.57, 23.57, 24.99, 26.32, 27.83, 29.07, 30.66, 32.49, 34.22, 35.82, 38.18, 40.22, 42.8, 45.03, 47.9, 51.22,
        66.06,
      ],
    ),
  },
  {
    name: "high-power amplifier, DC-DC",
    regulator: "dc-dc",
    txPowerDbm: { min: -9, max: 22 },
    frequencyHz: SUB_GHZ,
    currents: everyDb(
      -9,
      [
        27.75, 29.1, 30.32, 31.65, 34.25, 35.55, 36.77, 39.25, 41.48, 43.82, 46, 49.02, 50.9, 54.2, 56.33, 59.05, 62.21,
        65.27, 68.6, 71.92, 75.5, 79.5, 84.13, 88.47, 92.2, 94.34, 96.36, 98.97, 102.22, 106.25, 111.3, 113.04,
      ],
    ),
  },
  {
    name: "high-power amplifier, LDO",
    regulator: "ldo",
    txPowerDbm: { min: -9, max: 22 },
    frequencyHz: SUB_GHZ,
    currents: everyDb(
      -9,
      [
        31.31, 32.7, 33.97, 35.27, 37.9, 39.14, 40.38, 42.86, 45.15, 47.4, 49.6, 52.6, 54.46, 57.69, 59.84, 62.55,
        65.75, 68.52, 72.13, 75.23, 78.6, 82.77, 87.45, 91.7, 95.33, 97.52, 99.52, 102.08, 105.14, 109.3, 114.46,
        116.53,
      ],
    ),
  },
] as const;

/** The driver gives its currents with the converter only. */
const AMPLIFIER_2_4_GHZ = {
  name: "2.4 GHz amplifier, DC-DC",
  regulator: "dc-dc",
  txPowerDbm: { min: -18, max: 13 },
  frequencyHz: BAND_2_4_GHZ,
  currents: everyDb(
    -18,
    [
      11.8, 11.8, 11.8, 11.9, 12.02, 12.12, 12.23, 12.39, 12.54, 12.74, 12.96, 13.15, 13.46, 13.77, 14.07, 14.46, 15.03,
      15.44, 16.03, 16.98, 17.59, 18.27, 19.06, 19.9, 20.74, 21.61, 22.4, 23.37, 24.86, 26.41, 26.43, 27.89,
    ],
  ),
} as const;

const LR1110 = {
  title: "Semtech LR1110",
  kind: "chip",
  chip: "lr11xx",
  includesController: false,
  frequenciesHz: [SUB_GHZ],
  spreadingFactors: { min: 5, max: 12 },
  // The bandwidths of 2.4 GHz are the family's, not this chip's.
  bandwidthsHz: LORA_CHIP_TRAITS.lr11xx.bandwidthsHz.filter((bandwidthHz) => 500_000 % bandwidthHz < 1),
  codingRates: ["4/5", "4/6", "4/7", "4/8"],
  amplifiers: SUB_GHZ_AMPLIFIERS,
  receiveCurrents: [
    { regulator: "dc-dc", boosted: false, bandwidthHz: null, currentA: 5.7e-3 },
    { regulator: "dc-dc", boosted: true, bandwidthHz: null, currentA: 7.8e-3 },
  ],
  standbyCurrentA: 1.15e-3,
  sleepCurrentA: 1.6e-6,
  supplyV: { min: 1.8, max: 3.7 },
  noiseFigureDb: 6,
  sensitivityDbm: {},
  source: "Lora-net/SWL2001 ral_lr11xx_bsp.c (transmit and receive currents); LR1110 datasheet (the rest)",
  unverified: ["standbyCurrentA", "sleepCurrentA", "noiseFigureDb"],
} as const satisfies Radio;

const LR1121 = {
  ...LR1110,
  title: "Semtech LR1121",
  frequenciesHz: [SUB_GHZ, BAND_2_4_GHZ],
  bandwidthsHz: LORA_CHIP_TRAITS.lr11xx.bandwidthsHz,
  amplifiers: [...SUB_GHZ_AMPLIFIERS, AMPLIFIER_2_4_GHZ],
} as const satisfies Radio;

/** LR1110, LR1120 and LR1121: below 1 GHz, the latter two also at 2.4 GHz. */
export const LR11XX_CHIPS = {
  LR1110,
  LR1120: { ...LR1121, title: "Semtech LR1120" },
  LR1121,
} as const satisfies Record<string, Radio>;
