import { LORA_CHIP_TRAITS } from "../chips.ts";
import { everyDb, type Radio } from "./radio.ts";

/** Semtech's own driver carries the supply currents of its reference boards at 3.3 V as a table. */
const DRIVER = "Lora-net/SWL2001@9a14f67 lbm_examples/radio_hal/ral_sx126x_bsp.c (transmit and receive currents)";
const DATASHEET = "SX1261/2 datasheet rev. 2.1, tables 3-5, 3-8, 6-1";

const CODING_RATES = ["4/5", "4/6", "4/7", "4/8"] as const;

const LOW_POWER_DC_DC = {
  name: "low-power amplifier, DC-DC",
  regulator: "dc-dc",
  txPowerDbm: { min: -17, max: 15 },
  currents: everyDb(
    -17,
    [
      5.2, 5.4, 5.6, 5.7, 5.8, 6, 6.1, 6.2, 6.5, 6.8, 7, 7.3, 7.5, 7.9, 8.3, 8.8, 9.3, 9.8, 10.6, 11.4, 12.2, 12.9,
      13.8, 14.7, 15.7, 16.6, 17.9, 18.5, 20.5, 21.9, 23.5, 25.5, 32.5,
    ],
  ),
} as const;

const LOW_POWER_LDO = {
  name: "low-power amplifier, LDO",
  regulator: "ldo",
  txPowerDbm: { min: -17, max: 15 },
  currents: everyDb(
    -17,
    [
      9.8, 10.3, 10.5, 10.8, 11.1, 11.3, 11.6, 11.9, 12.4, 12.9, 13.4, 13.9, 14.5, 15.3, 16, 17, 18, 19, 20.6, 22, 23.5,
      24.9, 26.6, 28.4, 30.2, 32, 34.3, 36.6, 39.2, 41.7, 44.7, 48.2, 52.2,
    ],
  ),
} as const;

/** Tuned for 22 dBm at every setting: matched for 14 dBm alone, the chip needs about half. */
const HIGH_POWER_DC_DC = {
  name: "high-power amplifier, DC-DC",
  regulator: "dc-dc",
  txPowerDbm: { min: -9, max: 22 },
  currents: everyDb(
    -9,
    [
      24, 25.4, 26.7, 28, 30.6, 31.9, 33.2, 35.7, 38.2, 40.6, 42.9, 46.2, 48.2, 51.8, 54.1, 57, 60.3, 63.5, 67.1, 70.5,
      74.2, 78.4, 83.5, 89.3, 92.4, 94.5, 95.4, 97.5, 100.1, 103.8, 109.1, 117.9,
    ],
  ),
} as const;

const HIGH_POWER_LDO = {
  name: "high-power amplifier, LDO",
  regulator: "ldo",
  txPowerDbm: { min: -9, max: 22 },
  currents: everyDb(
    -9,
    [
      25.9, 27.4, 28.7, 30, 32.6, 33.9, 35.2, 37.7, 40.1, 42.6, 44.9, 48.2, 50.2, 53.8, 56.1, 59, 62.3, 65.5, 69, 72.5,
      76.2, 80.4, 85.4, 90.2, 94.4, 96.5, 97.7, 99.5, 102.1, 105.8, 111, 119.8,
    ],
  ),
} as const;

const COMMON = {
  kind: "chip",
  chip: "sx126x",
  includesController: false,
  frequenciesHz: [{ min: 150e6, max: 960e6 }],
  spreadingFactors: { min: 5, max: 12 },
  bandwidthsHz: LORA_CHIP_TRAITS.sx126x.bandwidthsHz,
  codingRates: CODING_RATES,
  receiveCurrents: [
    { regulator: "dc-dc", boosted: false, bandwidthHz: null, currentA: 4.6e-3 },
    { regulator: "dc-dc", boosted: true, bandwidthHz: null, currentA: 5.3e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: null, currentA: 8.88e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: null, currentA: 10.1e-3 },
  ],
  standbyCurrentA: 0.6e-3,
  // Warm start, settings kept; a cold start needs 160 nA asleep and 3.5 ms to wake.
  sleepCurrentA: 600e-9,
  supplyV: { min: 1.8, max: 3.7 },
  noiseFigureDb: 6.5,
  sensitivityDbm: {
    125e3: { 7: -124, 12: -137 },
    250e3: { 7: -121, 12: -134 },
    500e3: { 7: -117, 12: -129 },
  },
  source: `${DRIVER}; ${DATASHEET}`,
  unverified: ["standbyCurrentA", "sensitivityDbm"],
} as const;

/** SX1261, SX1262, SX1268 and LLCC68: one receiver, different amplifiers. */
export const SX126X_CHIPS = {
  SX1261: { ...COMMON, title: "Semtech SX1261", amplifiers: [LOW_POWER_DC_DC, LOW_POWER_LDO] },
  SX1262: { ...COMMON, title: "Semtech SX1262", amplifiers: [HIGH_POWER_DC_DC, HIGH_POWER_LDO] },
  SX1268: {
    ...COMMON,
    title: "Semtech SX1268",
    frequenciesHz: [{ min: 410e6, max: 810e6 }],
    amplifiers: [HIGH_POWER_DC_DC, HIGH_POWER_LDO],
    unverified: [...COMMON.unverified, "frequenciesHz"],
  },
  LLCC68: {
    ...COMMON,
    title: "Semtech LLCC68",
    spreadingFactors: { min: 5, max: 11 },
    bandwidthsHz: [125e3, 250e3, 500e3],
    maxSpreadingFactorAt: { 125e3: 9, 250e3: 10, 500e3: 11 },
    sensitivityDbm: { 125e3: { 7: -124 }, 250e3: { 7: -121 }, 500e3: { 7: -117 } },
    amplifiers: [HIGH_POWER_DC_DC, HIGH_POWER_LDO],
    source: `${COMMON.source}; bandwidths and spreading factors: jgromes/RadioLib@187ef2479 LLCC68.cpp`,
    unverified: [...COMMON.unverified, "amplifiers", "receiveCurrents"],
  },
} as const satisfies Record<string, Radio>;
