import type { Region } from "./region.ts";
import { evenChannels, hz, lora, lrFhss } from "./tables.ts";

/** Eight channels for RX1, beacons and ping slots, which AU915 shares. */
export const US_DOWNLINK_CHANNELS = evenChannels({ firstMhz: 923.3, stepMhz: 0.6, count: 8, dataRates: [8, 13] });
export const US_BEACON_FREQUENCIES_HZ = Array.from(
  { length: US_DOWNLINK_CHANNELS.count },
  (_, i) => US_DOWNLINK_CHANNELS.firstHz + US_DOWNLINK_CHANNELS.stepHz * i,
);

const downlink = { direction: "downlink" } as const;
const uplink = { direction: "uplink" } as const;

export const US915: Region = {
  title: "United States, Canada and others, 902 to 928 MHz",
  source: 'RP002-1.0.4, "US902-928 MHz band"; dwell time: FCC 47 CFR 15.247 (a)(1)(i)',
  band: { minHz: hz(902), maxHz: hz(928) },
  dataRates: {
    0: lora(10, 125, 19, uplink),
    1: lora(9, 125, 61, uplink),
    2: lora(8, 125, 133, uplink),
    3: lora(7, 125, 250, uplink),
    4: lora(8, 500, 250, uplink),
    5: lrFhss("1/3", 1523, 58),
    6: lrFhss("2/3", 1523, 133),
    8: lora(12, 500, 61, downlink),
    9: lora(11, 500, 137, downlink),
    10: lora(10, 500, 250, downlink),
    11: lora(9, 500, 250, downlink),
    12: lora(8, 500, 250, downlink),
    13: lora(7, 500, 250, downlink),
  },
  repeaterMaxMacPayloadBytes: 230,
  uplinkChannels: [
    evenChannels({ firstMhz: 902.3, stepMhz: 0.2, count: 64, dataRates: [0, 3] }),
    evenChannels({ firstMhz: 903.0, stepMhz: 1.6, count: 8, dataRates: [4, 6] }),
  ],
  downlinkChannels: [US_DOWNLINK_CHANNELS],
  maxChannels: { uplink: 72, downlink: 8 },
  rx1DataRates: [
    [10, 9, 8, 8],
    [11, 10, 9, 8],
    [12, 11, 10, 9],
    [13, 12, 11, 10],
    [13, 13, 12, 11],
    [10, 9, 8, 8],
    [11, 10, 9, 8],
  ],
  rx2: { frequencyHz: hz(923.3), dataRate: 8 },
  beacon: { dataRate: 8, frequenciesHz: US_BEACON_FREQUENCIES_HZ },
  pingSlotFrequenciesHz: US_BEACON_FREQUENCIES_HZ,
  subBands: [
    { minHz: hz(902.3), maxHz: hz(914.9), dutyCycle: 1, maxEirpDbm: 23.15 },
    { minHz: hz(923.3), maxHz: hz(927.5), dutyCycle: 1, maxEirpDbm: 28.15 },
  ],
  maxEirpDbm: 30,
  txPowerSteps: 14,
  dwellTime: { limitS: 0.4, setBy: "regulation", uplinkAtBoot: true, downlinkAtBoot: false },
  txParamSetup: false,
  channelList: "channel-masks",
  relay: true,
};
