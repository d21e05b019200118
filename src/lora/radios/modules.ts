import type { Radio } from "./radio.ts";
import { SX126X_CHIPS } from "./sx126x.ts";
import { SX127X_CHIPS } from "./sx127x.ts";

const { SX1261, SX1262 } = SX126X_CHIPS;
const { SX1276 } = SX127X_CHIPS;

/** The receiver draws the same at all bandwidths in the source. */
const receiving = (currentA: number, regulator: "dc-dc" | "ldo") =>
  [{ regulator, boosted: false, bandwidthHz: null, currentA }] as const;

/** Modules; those with a controller inside count it in every current. */
export const MODULES = {
  RFM95W: {
    ...SX1276,
    title: "HopeRF RFM95W",
    kind: "module",
    frequenciesHz: [{ min: 862e6, max: 1020e6 }],
    source: "HopeRF RFM95/96/97/98(W) datasheet v1.0: an SX1276 with its matching, same figures",
    unverified: [...SX1276.unverified, "frequenciesHz"],
  },
  RFM98W: {
    ...SX1276,
    title: "HopeRF RFM98W",
    kind: "module",
    frequenciesHz: [{ min: 410e6, max: 525e6 }],
    source: "HopeRF RFM95/96/97/98(W) datasheet v1.0: an SX1276 with its matching, same figures",
    unverified: [...SX1276.unverified, "frequenciesHz"],
  },
  RN2483: {
    ...SX1276,
    title: "Microchip RN2483",
    kind: "module",
    includesController: true,
    frequenciesHz: [
      { min: 433.05e6, max: 434.79e6 },
      { min: 863e6, max: 870e6 },
    ],
    amplifiers: [
      {
        name: "868 MHz output",
        regulator: "ldo",
        txPowerDbm: { min: -4, max: 14 },
        currents: [
          { txPowerDbm: -4, currentA: 17.3e-3 },
          { txPowerDbm: 14, currentA: 38.9e-3 },
        ],
      },
    ],
    receiveCurrents: receiving(14.2e-3, "ldo"),
    standbyCurrentA: 2.8e-3,
    sleepCurrentA: 1.8e-6,
    supplyV: { min: 2.1, max: 3.6 },
    source:
      "Microchip RN2483 datasheet DS50002346, tables 2-4 and 2-5; reception 14.2 mA and transmission about 40 mA also in " +
      "Semtech, learn.semtech.com, Calculating Battery Life",
    unverified: ["amplifiers", "sleepCurrentA", "supplyV"],
  },
  WLR089U0: {
    ...SX1276,
    title: "Microchip WLR089U0 (ATSAMR34)",
    kind: "module",
    includesController: true,
    frequenciesHz: [{ min: 862e6, max: 1020e6 }],
    amplifiers: [
      {
        name: "RFO",
        regulator: "ldo",
        txPowerDbm: { min: -4, max: 15 },
        currents: [
          { txPowerDbm: 7, currentA: 25.68e-3 },
          { txPowerDbm: 15, currentA: 41.54e-3 },
        ],
      },
      {
        name: "PA_BOOST",
        regulator: "ldo",
        txPowerDbm: { min: 2, max: 20 },
        currents: [
          { txPowerDbm: 17, currentA: 93.64e-3 },
          { txPowerDbm: 20, currentA: 114.68e-3 },
        ],
      },
    ],
    receiveCurrents: [
      { regulator: "ldo", boosted: false, bandwidthHz: 125e3, currentA: 12.68e-3 },
      { regulator: "ldo", boosted: false, bandwidthHz: 250e3, currentA: 13.36e-3 },
    ],
    sleepCurrentA: 1.608e-6,
    supplyV: { min: 1.8, max: 3.6 },
    source:
      "Microchip onlinedocs, transceiver section 7.4.1 Current Consumption (3.3 V, 25 °C; RFO at 868, PA_BOOST at 915 MHz)",
    unverified: ["standbyCurrentA", "supplyV", "frequenciesHz"],
  },
  RAK4260: {
    ...SX1276,
    title: "RAKwireless RAK4260",
    kind: "module",
    includesController: true,
    frequenciesHz: [{ min: 862e6, max: 1020e6 }],
    amplifiers: [
      {
        name: "RFO_HF",
        regulator: "ldo",
        txPowerDbm: { min: -4, max: 14 },
        currents: [{ txPowerDbm: 14, currentA: 33.1e-3 }],
      },
      {
        name: "PA_BOOST",
        regulator: "ldo",
        txPowerDbm: { min: 2, max: 20 },
        currents: [
          { txPowerDbm: 17, currentA: 95.6e-3 },
          { txPowerDbm: 20, currentA: 126.3e-3 },
        ],
      },
    ],
    receiveCurrents: receiving(13.6e-3, "ldo"),
    sleepCurrentA: 860e-9,
    supplyV: { min: 1.8, max: 3.6 },
    source: "RAKwireless RAK4260 datasheet, Electrical Characteristics: Power Consumption (3.3 V, measured)",
    unverified: ["standbyCurrentA", "supplyV", "frequenciesHz"],
  },
  STM32WLE5: {
    ...SX1261,
    title: "ST STM32WLE5, both amplifiers",
    kind: "module",
    includesController: true,
    amplifiers: [...SX1261.amplifiers, ...SX1262.amplifiers],
    sleepCurrentA: 1.07e-6,
    supplyV: { min: 1.8, max: 3.6 },
    source: `ST STM32WLE5 datasheet DS13105 (sleep: Stop 2 with real-time clock); its radio is that of the SX126x: ${SX1261.source}`,
    unverified: [...SX1261.unverified, "amplifiers", "receiveCurrents", "sleepCurrentA"],
  },
  "Wio-E5": {
    ...SX1262,
    title: "Seeed Wio-E5 (STM32WLE5, high-power output only)",
    kind: "module",
    includesController: true,
    frequenciesHz: [{ min: 868e6, max: 928e6 }],
    amplifiers: [
      {
        name: "high-power amplifier, DC-DC",
        regulator: "dc-dc",
        txPowerDbm: { min: 4, max: 22 },
        currents: [
          { txPowerDbm: 4, currentA: 52e-3 },
          { txPowerDbm: 6, currentA: 59e-3 },
          { txPowerDbm: 8, currentA: 63e-3 },
          { txPowerDbm: 10, currentA: 70e-3 },
          { txPowerDbm: 12, currentA: 77e-3 },
          { txPowerDbm: 14, currentA: 86e-3 },
          { txPowerDbm: 22, currentA: 111e-3 },
        ],
      },
    ],
    receiveCurrents: receiving(6.7e-3, "dc-dc"),
    sleepCurrentA: 2.1e-6,
    supplyV: { min: 1.8, max: 3.6 },
    source:
      "4 to 14 dBm: measured with ST's firmware, forum.seeedstudio.com topic 260126; the rest: Seeed Wio-E5 datasheet v1.0",
    unverified: ["receiveCurrents", "sleepCurrentA", "standbyCurrentA", "sensitivityDbm", "supplyV"],
  },
} as const satisfies Record<string, Radio>;
