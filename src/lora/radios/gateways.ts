import type { Gateway } from "./radio.ts";

const BANDWIDTHS_HZ = [125e3, 250e3, 500e3] as const;
const SUB_GHZ = [{ min: 433e6, max: 960e6 }] as const;

/** Concentrators of gateways, on the reference design or board that the source measured. */
export const GATEWAYS = {
  SX1301: {
    title: "Semtech SX1301 with SX1257 front ends",
    frequenciesHz: SUB_GHZ,
    bandwidthsHz: BANDWIDTHS_HZ,
    txPowerDbm: { min: -6, max: 27 },
    demodulators: 8,
    noiseFigureDb: 4,
    sensitivityDbm: { 125e3: { 7: -126.5, 8: -129, 9: -131.5, 10: -134, 11: -136.5, 12: -139.5 } },
    source:
      "SX1301 datasheet as in signetlabdei/lorawan@06a7f39 model/gateway-lora-phy.cc; other versions of that file are 3.5 dB better",
    unverified: ["txPowerDbm", "frequenciesHz"],
  },
  SX1302: {
    title: "Semtech SX1302 with SX1250 front ends and a low-noise amplifier",
    frequenciesHz: SUB_GHZ,
    bandwidthsHz: BANDWIDTHS_HZ,
    txPowerDbm: { min: 12, max: 27 },
    demodulators: 16,
    noiseFigureDb: 3,
    sensitivityDbm: { 125e3: { 7: -127, 8: -129, 9: -132.5, 10: -135.5, 11: -138, 12: -141 } },
    source:
      "SX1302 datasheet rev. 1.0 (June 2019), section 3.6 table 3-6: 10 % packet errors, 12 bytes, amplifier of 18 dB and 1.5 dB noise figure",
    unverified: ["txPowerDbm", "frequenciesHz"],
  },
  RAK2247: {
    title: "RAKwireless RAK2247 (SX1301)",
    frequenciesHz: SUB_GHZ,
    bandwidthsHz: BANDWIDTHS_HZ,
    txPowerDbm: { min: 0, max: 27 },
    demodulators: 8,
    noiseFigureDb: 5,
    sensitivityDbm: {
      125e3: { 7: -125, 12: -139 },
      250e3: { 7: -123, 12: -136 },
      500e3: { 7: -120, 12: -134 },
    },
    source: "RAKwireless RAK2247 datasheet, RF characteristics",
    unverified: ["txPowerDbm", "frequenciesHz"],
  },
} as const satisfies Record<string, Gateway>;
