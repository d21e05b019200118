import { LORA_CHIP_TRAITS } from "../chips.ts";
import { everyDb, type Radio } from "./radio.ts";

const SX1280 = {
  title: "Semtech SX1280",
  kind: "chip",
  chip: "sx128x",
  includesController: false,
  frequenciesHz: [{ min: 2400e6, max: 2500e6 }],
  spreadingFactors: { min: 5, max: 12 },
  bandwidthsHz: LORA_CHIP_TRAITS.sx128x.bandwidthsHz,
  codingRates: ["4/5", "4/6", "4/7", "4/8", "li4/5", "li4/6", "li4/8"],
  amplifiers: [
    {
      name: "DC-DC",
      regulator: "dc-dc",
      txPowerDbm: { min: -18, max: 13 },
      currents: everyDb(
        -18,
        [
          6.2, 6.3, 6.4, 6.5, 6.6, 6.7, 6.8, 7, 7.1, 7.3, 7.4, 7.7, 7.9, 8.1, 8.5, 8.8, 9.2, 9.7, 10.1, 10.7, 11.3, 12,
          12.7, 13.6, 14.5, 15.5, 16.8, 17.7, 18.6, 20.3, 22, 24,
        ],
      ),
    },
    {
      name: "LDO",
      regulator: "ldo",
      txPowerDbm: { min: -18, max: 13 },
      currents: everyDb(
        -18,
        [
          11.8, 12, 12.2, 12.4, 12.6, 12.8, 13, 13.3, 13.5, 14, 14.2, 14.7, 15.2, 15.6, 16.3, 17, 17.7, 18.6, 19.6,
          20.7, 21.9, 23.2, 24.6, 26.3, 28, 30, 32.2, 34.5, 36.8, 39.2, 41.9, 45.5,
        ],
      ),
    },
  ],
  receiveCurrents: [
    { regulator: "dc-dc", boosted: false, bandwidthHz: 203_125, currentA: 5.5e-3 },
    { regulator: "dc-dc", boosted: false, bandwidthHz: 406_250, currentA: 6e-3 },
    { regulator: "dc-dc", boosted: false, bandwidthHz: 812_500, currentA: 7e-3 },
    { regulator: "dc-dc", boosted: false, bandwidthHz: 1_625_000, currentA: 7.5e-3 },
    { regulator: "dc-dc", boosted: true, bandwidthHz: 203_125, currentA: 6.2e-3 },
    { regulator: "dc-dc", boosted: true, bandwidthHz: 406_250, currentA: 6.7e-3 },
    { regulator: "dc-dc", boosted: true, bandwidthHz: 812_500, currentA: 7.7e-3 },
    { regulator: "dc-dc", boosted: true, bandwidthHz: 1_625_000, currentA: 8.2e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 203_125, currentA: 10.8e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 406_250, currentA: 11.8e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 812_500, currentA: 13.7e-3 },
    { regulator: "ldo", boosted: false, bandwidthHz: 1_625_000, currentA: 14.8e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: 203_125, currentA: 12.2e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: 406_250, currentA: 13.2e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: 812_500, currentA: 15.2e-3 },
    { regulator: "ldo", boosted: true, bandwidthHz: 1_625_000, currentA: 16.3e-3 },
  ],
  standbyCurrentA: 0.7e-3,
  // Without retention of the settings.
  sleepCurrentA: 215e-9,
  supplyV: { min: 1.8, max: 3.7 },
  noiseFigureDb: 11,
  sensitivityDbm: {
    203125: { 5: -109, 6: -111, 7: -115, 8: -118, 9: -121, 10: -124, 11: -127, 12: -130 },
    406250: { 5: -107, 6: -110, 7: -113, 8: -116, 9: -119, 10: -122, 11: -125, 12: -128 },
    812500: { 5: -105, 6: -108, 7: -112, 8: -115, 9: -117, 10: -120, 11: -123, 12: -126 },
    1625000: { 5: -99, 6: -103, 7: -106, 8: -109, 9: -111, 10: -114, 11: -117, 12: -120 },
  },
  source:
    "Lora-net/SWL2001@9a14f67 ral_sx128x_bsp.c (transmit and receive currents); SX1280/SX1281 datasheet rev. 3.3 (the rest)",
  unverified: ["standbyCurrentA", "sleepCurrentA", "sensitivityDbm", "noiseFigureDb"],
} as const satisfies Radio;

/** SX1280 and SX1281 (the same without ranging), 2.4 GHz. */
export const SX128X_CHIPS = {
  SX1280,
  SX1281: { ...SX1280, title: "Semtech SX1281" },
} as const satisfies Record<string, Radio>;
