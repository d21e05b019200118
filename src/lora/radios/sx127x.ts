import { LORA_CHIP_TRAITS } from "../chips.ts";
import type { Radio } from "./radio.ts";

const SX1276_DATASHEET = "SX1276/77/78/79 datasheet rev. 7, tables 1, 6, 10 (band 1, LnaBoost)";
const SX1272_DATASHEET = "SX1272/73 datasheet rev. 2 (July 2014), tables 1, 6, 16, section 2.5.5";

const CODING_RATES = ["4/5", "4/6", "4/7", "4/8"] as const;

/** These chips have no converter of their own: every current is that of the linear regulator. */
const SX1276 = {
  title: "Semtech SX1276",
  kind: "chip",
  chip: "sx127x",
  includesController: false,
  frequenciesHz: [{ min: 137e6, max: 1020e6 }],
  spreadingFactors: { min: 6, max: 12 },
  bandwidthsHz: LORA_CHIP_TRAITS.sx127x.bandwidthsHz,
  codingRates: CODING_RATES,
  amplifiers: [
    {
      name: "RFO",
      regulator: "ldo",
      txPowerDbm: { min: -4, max: 14 },
      currents: [
        { txPowerDbm: 7, currentA: 20e-3 },
        { txPowerDbm: 13, currentA: 29e-3 },
      ],
    },
    {
      name: "PA_BOOST",
      regulator: "ldo",
      txPowerDbm: { min: 2, max: 20 },
      currents: [
        { txPowerDbm: 17, currentA: 87e-3 },
        { txPowerDbm: 20, currentA: 120e-3 },
      ],
    },
  ],
  receiveCurrents: [
    { regulator: "ldo", boosted: false, bandwidthHz: 62_500, currentA: 9.9e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 125e3, currentA: 10.3e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 250e3, currentA: 11.1e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 500e3, currentA: 12.6e-3 },
  ],
  standbyCurrentA: 1.6e-3,
  sleepCurrentA: 200e-9,
  supplyV: { min: 1.8, max: 3.7 },
  noiseFigureDb: 7.5,
  sensitivityDbm: {
    125e3: { 6: -118, 7: -123, 8: -126, 9: -129, 10: -132, 11: -133, 12: -136 },
    250e3: { 6: -115, 7: -120, 8: -123, 9: -125, 10: -128, 11: -130, 12: -133 },
    500e3: { 6: -111, 7: -116, 8: -119, 9: -122, 10: -125, 11: -128, 12: -130 },
  },
  source: SX1276_DATASHEET,
  unverified: ["amplifiers", "receiveCurrents", "standbyCurrentA", "sleepCurrentA"],
} as const satisfies Radio;

const SX1272 = {
  title: "Semtech SX1272",
  kind: "chip",
  chip: "sx127x",
  includesController: false,
  frequenciesHz: [{ min: 860e6, max: 1020e6 }],
  spreadingFactors: { min: 6, max: 12 },
  bandwidthsHz: [125e3, 250e3, 500e3],
  codingRates: CODING_RATES,
  amplifiers: [
    {
      name: "RFO",
      regulator: "ldo",
      txPowerDbm: { min: -1, max: 14 },
      currents: [
        { txPowerDbm: 7, currentA: 18e-3 },
        { txPowerDbm: 13, currentA: 28e-3 },
      ],
    },
    {
      name: "PA_BOOST",
      regulator: "ldo",
      txPowerDbm: { min: 2, max: 20 },
      currents: [
        { txPowerDbm: 17, currentA: 90e-3 },
        { txPowerDbm: 20, currentA: 125e-3 },
      ],
    },
  ],
  receiveCurrents: [
    { regulator: "ldo", boosted: true, bandwidthHz: 125e3, currentA: 10.8e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: 250e3, currentA: 11.6e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: 500e3, currentA: 13e-3 },
  ],
  standbyCurrentA: 1.4e-3,
  sleepCurrentA: 100e-9,
  supplyV: { min: 1.8, max: 3.7 },
  noiseFigureDb: 6.5,
  sensitivityDbm: {
    125e3: { 6: -121, 7: -124, 8: -127, 9: -130, 10: -133, 11: -135, 12: -137 },
    250e3: { 6: -118, 7: -122, 8: -125, 9: -128, 10: -130, 11: -132, 12: -135 },
    500e3: { 6: -111, 7: -116, 8: -119, 9: -122, 10: -125, 11: -128, 12: -129 },
  },
  source: SX1272_DATASHEET,
  unverified: ["amplifiers", "standbyCurrentA", "sleepCurrentA"],
} as const satisfies Radio;

/** SX1272/73 and SX1276/77/78/79. */
export const SX127X_CHIPS = {
  SX1272,
  SX1273: {
    ...SX1272,
    title: "Semtech SX1273",
    spreadingFactors: { min: 6, max: 9 },
    sensitivityDbm: {
      125e3: { 6: -121, 7: -124, 8: -127, 9: -130 },
      250e3: { 6: -118, 7: -122, 8: -125, 9: -128 },
      500e3: { 6: -111, 7: -116, 8: -119, 9: -122 },
    },
  },
  SX1276,
  SX1277: {
    ...SX1276,
    title: "Semtech SX1277",
    spreadingFactors: { min: 6, max: 9 },
    sensitivityDbm: {
      125e3: { 6: -118, 7: -123, 8: -126, 9: -129 },
      250e3: { 6: -115, 7: -120, 8: -123, 9: -125 },
      500e3: { 6: -111, 7: -116, 8: -119, 9: -122 },
    },
  },
  SX1278: { ...SX1276, title: "Semtech SX1278", frequenciesHz: [{ min: 137e6, max: 525e6 }] },
  SX1279: { ...SX1276, title: "Semtech SX1279", frequenciesHz: [{ min: 137e6, max: 960e6 }] },
} as const satisfies Record<string, Radio>;
